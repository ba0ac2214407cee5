"""Saving, taking off and putting in order."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.codes import ListingStatus, Visibility
from directory.listings.models import Service
from directory.selfhelp.models import Shortlist, ShortlistItem
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.selfhelp.conftest import Save

OnlyList = Callable[[], Shortlist]


def names(shortlist: Shortlist) -> list[str]:
    return [item.name for item in shortlist.items]


def test_the_first_save_starts_a_list_and_goes_back_with_a_note(
    save: Save, tea: Service, only_list: OnlyList, client: CheckedClient
) -> None:
    answer = save(tea, back="/life-events")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/life-events?shortlist=saved")
    assert names(only_list()) == ["Tea on Tuesdays"]
    assert "Saved to your list." in client.page(answer.headers["Location"]).text


def test_the_cookie_is_strictly_necessary_and_locked(save: Save, tea: Service) -> None:
    cookie = save(tea).headers["Set-Cookie"]
    assert cookie.startswith("__Host-shortlist=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_a_reader_who_saves_nothing_gets_no_cookie(client: CheckedClient, tea: Service) -> None:
    assert "Set-Cookie" not in client.get("/shortlist").headers


def test_the_key_in_the_cookie_is_not_the_code_one_shares(save: Save, tea: Service, only_list: OnlyList) -> None:
    cookie = save(tea).headers["Set-Cookie"]
    assert only_list().code not in cookie


def test_saving_twice_saves_once(save: Save, tea: Service, only_list: OnlyList) -> None:
    save(tea)
    assert save(tea).headers["Location"] == "/shortlist?shortlist=already"
    assert names(only_list()) == ["Tea on Tuesdays"]


def test_the_forty_first_is_refused_with_a_sentence(
    save: Save, session: Session, only_list: OnlyList, client: CheckedClient
) -> None:
    for number in range(41):
        answer = save(factory.service(session, f"Group {number}"))
    assert len(only_list().items) == 40
    assert "it holds 40 at most" in client.page(answer.headers["Location"]).text


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"])
def test_saving_never_leads_to_another_site(save: Save, tea: Service, back: str) -> None:
    assert save(tea, back=back).headers["Location"] == "/shortlist?shortlist=saved"


def test_a_form_from_another_site_saves_nothing(client: CheckedClient, tea: Service, session: Session) -> None:
    answer = client.post("/shortlist/items", data={"service_id": str(tea.id)}, from_elsewhere=True)
    assert answer.status_code == 403
    assert session.scalar(select(func.count()).select_from(Shortlist)) == 0


@pytest.mark.parametrize("service_id", ["", "nonsense", "1 OR 1=1", "4837c3c3-3306-45fb-b5be-9d3e5a1671df"])
def test_an_unknown_listing_is_404(client: CheckedClient, service_id: str, session: Session) -> None:
    assert client.post("/shortlist/items", data={"service_id": service_id}).status_code == 404
    assert session.scalar(select(func.count()).select_from(Shortlist)) == 0


@pytest.mark.parametrize("hidden", [{"listing_status": ListingStatus.DRAFT}, {"visibility": Visibility.PROFESSIONAL}])
def test_a_listing_the_public_does_not_see_cannot_be_saved(
    client: CheckedClient, session: Session, hidden: dict[str, Any]
) -> None:
    kept_back = factory.service(session, **hidden)
    assert client.post("/shortlist/items", data={"service_id": str(kept_back.id)}).status_code == 404


def test_a_listing_is_taken_off(
    save: Save, client: CheckedClient, tea: Service, walk: Service, only_list: OnlyList
) -> None:
    save(tea)
    save(walk)
    answer = client.post(f"/shortlist/items/{tea.id}/removal")
    assert answer.headers["Location"] == "/shortlist?shortlist=removed"
    assert names(only_list()) == ["A slow walk"]


def test_listings_are_put_in_order_without_javascript(
    save: Save, client: CheckedClient, tea: Service, walk: Service, only_list: OnlyList
) -> None:
    save(tea)
    save(walk)
    client.post(f"/shortlist/items/{walk.id}/position", data={"direction": "up"})
    assert names(only_list()) == ["A slow walk", "Tea on Tuesdays"]
    client.post(f"/shortlist/items/{walk.id}/position", data={"direction": "down"})
    assert names(only_list()) == ["Tea on Tuesdays", "A slow walk"]


def test_the_first_cannot_move_up(
    save: Save, client: CheckedClient, tea: Service, walk: Service, only_list: OnlyList
) -> None:
    save(tea)
    save(walk)
    client.post(f"/shortlist/items/{tea.id}/position", data={"direction": "up"})
    assert names(only_list()) == ["Tea on Tuesdays", "A slow walk"]


def test_another_browser_cannot_change_the_list(
    save: Save, outsider: CheckedClient, tea: Service, only_list: OnlyList
) -> None:
    save(tea)
    assert outsider.post(f"/shortlist/items/{tea.id}/removal").status_code == 404
    assert names(only_list()) == ["Tea on Tuesdays"]


def test_knowing_the_code_is_not_holding_the_key(
    save: Save, outsider: CheckedClient, tea: Service, only_list: OnlyList
) -> None:
    save(tea)
    outsider.set_cookie("__Host-shortlist", only_list().code, domain="waypost.test", secure=True)
    assert outsider.post(f"/shortlist/items/{tea.id}/removal").status_code == 404


def test_each_change_keeps_the_list_for_another_ninety_days(
    save: Save, tea: Service, walk: Service, only_list: OnlyList, at: datetime
) -> None:
    save(tea)
    with clock.stopped_at(at + timedelta(days=80)):
        save(walk)
    assert only_list().expires_at == at + timedelta(days=170)


def test_saving_is_limited(save: Save, tea: Service) -> None:
    statuses = [save(tea).status_code for _ in range(61)]
    assert statuses[59:] == [303, 429]


def test_no_item_says_who_saved_it() -> None:
    assert {column.name for column in ShortlistItem.__table__.columns} == {
        "id", "shortlist_id", "service_id", "name", "position"
    }  # fmt: skip
