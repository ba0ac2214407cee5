"""One's own list, and a list that somebody shared."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.selfhelp.models import Shortlist, ShortlistItem
from directory.selfhelp.operations import expire_shortlists
from tests.client import CheckedClient
from tests.selfhelp.conftest import Save

OnlyList = Callable[[], Shortlist]


def test_an_empty_list_says_how_to_fill_it(client: CheckedClient) -> None:
    page = client.page("/shortlist")
    assert page.h1 == "Your list"
    assert "There is nothing on it yet." in page.text
    assert page.links["Find help near you"] == "/"


def test_the_list_shows_what_was_saved_and_how_to_share_it(
    client: CheckedClient, save: Save, tea: Service, only_list: OnlyList
) -> None:
    save(tea)
    page, code = client.page("/shortlist"), only_list().code
    assert page.links["Tea on Tuesdays"] == f"/listings/{tea.id}"
    assert code.replace("-", " ") in page.text
    assert page.links["Print in large letters"] == f"/shortlists/{code}/sheet"
    assert f"https%3A//waypost.test/shortlists/{code}" in page.links["Send by email"]
    assert page.links["Send as a text"].startswith("sms:?")
    assert "Your list is kept until Sunday 5 April 2026" in page.text


@pytest.mark.requirement("A061", "A062")
def test_the_list_tells_of_the_right_to_an_assessment(client: CheckedClient, save: Save, tea: Service) -> None:
    save(tea)
    page = client.page("/shortlist")
    assert "You can ask for a care and support assessment" in page.text
    assert "whatever money they have" in page.text


def test_a_listing_that_left_the_directory_is_named(
    client: CheckedClient, save: Save, tea: Service, only_list: OnlyList
) -> None:
    save(tea)
    tea.listing_status = ListingStatus.ARCHIVED
    for address in ("/shortlist", f"/shortlists/{only_list().code}"):
        assert "Tea on Tuesdays is no longer listed" in client.page(address).text


def test_others_read_the_list_and_cannot_change_it(
    outsider: CheckedClient, save: Save, tea: Service, only_list: OnlyList
) -> None:
    save(tea)
    page = outsider.page(f"/shortlists/{only_list().code}")
    assert "Tea on Tuesdays" in page.links
    assert [form.action for form in page.forms] == [f"/shortlists/{only_list().code}/copies"]


def test_a_code_read_out_over_the_telephone_opens_the_list(
    outsider: CheckedClient, save: Save, tea: Service, only_list: OnlyList
) -> None:
    save(tea)
    code = only_list().code
    answer = outsider.get("/shortlists", query_string={"code": code.upper().replace("-", "  ")})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/shortlists/{code}")


def test_make_it_mine_copies_the_list_to_this_browser(
    outsider: CheckedClient, save: Save, tea: Service, walk: Service, session: Session, only_list: OnlyList
) -> None:
    save(tea)
    save(walk)
    answer = outsider.submit(f"/shortlists/{only_list().code}")
    assert answer.headers["Location"] == "/shortlist?shortlist=copied"
    assert {"Tea on Tuesdays", "A slow walk"} <= outsider.page("/shortlist").links.keys()
    assert session.scalar(select(func.count()).select_from(Shortlist)) == 2


@pytest.mark.parametrize("code", ["maple-otter-lantern-4821", "nonsense", "..%2f..%2fetc", "maple-otter-lantern-0000"])
@pytest.mark.parametrize("tail", ["", "/sheet"])
def test_an_unknown_code_is_404_and_says_what_may_be_wrong(client: CheckedClient, code: str, tail: str) -> None:
    assert client.get(f"/shortlists/{code}{tail}").status_code == 404
    assert "It may be mistyped" in client.page("/shortlists", query_string={"code": code}, status=404).text


def test_guessing_codes_is_stopped_and_reading_is_not(
    client: CheckedClient, outsider: CheckedClient, save: Save, tea: Service, only_list: OnlyList
) -> None:
    save(tea)
    address = f"/shortlists/{only_list().code}"
    assert {client.get(address).status_code for _ in range(30)} == {200}
    guesses = [client.get(f"/shortlists/maple-otter-lantern-{1000 + number}").status_code for number in range(21)]
    assert guesses == [404] * 20 + [429]


def test_shared_lists_stay_out_of_search_engines_and_caches(
    client: CheckedClient, save: Save, tea: Service, only_list: OnlyList
) -> None:
    save(tea)
    headers = client.get(f"/shortlists/{only_list().code}").headers
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Cache-Control"] == "no-store"


def test_the_owner_keeps_it_longer(
    client: CheckedClient, save: Save, tea: Service, only_list: OnlyList, at: datetime
) -> None:
    save(tea)
    with clock.stopped_at(at + timedelta(days=10)):
        client.post("/shortlist/renewal")
    assert only_list().expires_at == at + timedelta(days=100)


def test_the_owner_deletes_it_with_its_cookie(
    client: CheckedClient, save: Save, tea: Service, session: Session
) -> None:
    save(tea)
    answer = client.post("/shortlist/removal")
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert session.scalar(select(func.count()).select_from(ShortlistItem)) == 0
    assert "There is nothing on it yet." in client.page("/shortlist").text


def test_a_list_nobody_used_for_ninety_days_is_gone_even_before_the_nightly_job(
    client: CheckedClient, save: Save, tea: Service, only_list: OnlyList, at: datetime
) -> None:
    save(tea)
    code = only_list().code
    with clock.stopped_at(at + timedelta(days=90)):
        assert client.get(f"/shortlists/{code}").status_code == 404
        assert "There is nothing on it yet." in client.page("/shortlist").text


def test_the_nightly_job_deletes_old_lists_and_keeps_others(
    save: Save, outsider: CheckedClient, tea: Service, walk: Service, session: Session, at: datetime
) -> None:
    save(tea)
    with clock.stopped_at(at + timedelta(days=1)):
        save(walk, browser=outsider)
    assert expire_shortlists(session, at + timedelta(days=90)) == "lists deleted: 1"
    assert [item.name for item in session.scalars(select(ShortlistItem))] == ["A slow walk"]
