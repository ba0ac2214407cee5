"""The pages on which a steward compares two listings, joins them or sets them aside."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import ListingStatus
from directory.listings.editing import read_content, write_content
from directory.listings.models import Service
from directory.moderation.duplicates.codes import PairState
from directory.moderation.duplicates.models import DuplicatePair, Merge
from tests.client import CheckedClient
from tests.moderation.duplicates.conftest import listed, look, the_pair

ELSEWHERE = "E07000175"
JOIN = 1  # the second form of the page; the first says "Not the same"


@pytest.fixture
def address(session: Session, shed: Service, twin: Service, at: datetime) -> str:
    """The page of the only pair."""
    look(session, at)
    return f"/staff/duplicates/{the_pair(session).id}"


def the_join_form(client: CheckedClient, address: str) -> tuple[str, dict[str, Any]]:
    """Where the form of joining goes, and what it holds unasked."""
    form = next(form for form in client.page(address).forms if (form.action or "").endswith("/merges"))
    return str(form.action), dict(form.values)


def test_the_queue_shows_both_listings_and_why(client: CheckedClient, steward: User, address: str) -> None:
    client.sign_in(steward)
    page = client.page("/staff/duplicates")
    for words in ("Mansfield Men's Shed", "Mens Shed Mansfield", "same phone", "1 pair looks alike"):
        assert words in page.text


def test_an_empty_queue_says_when_it_was_looked_through(
    client: CheckedClient, session: Session, steward: User, at: datetime
) -> None:
    client.sign_in(steward)
    assert "has not been looked through yet" in client.page("/staff/duplicates").text
    listed(session, "Warsop Choir")
    look(session, at)
    assert "No two listings look alike" in client.page("/staff/duplicates").text


def test_a_steward_joins_two_listings_field_by_field(
    client: CheckedClient, session: Session, steward: User, shed: Service, twin: Service, address: str
) -> None:
    client.sign_in(steward)
    action, values = the_join_form(client, address)
    is_first = the_pair(session).first_id == shed.id
    mine, theirs = ("first", "second") if is_first else ("second", "first")
    sent = client.post(action, data=values | {"stays": mine, "field-url": theirs, "field-name": mine}, token=False)
    assert sent.status_code == 303
    merge = session.scalars(select(Merge)).one()
    assert sent.location == f"/staff/merges/{merge.id}?done=joined"
    assert read_content(session, shed.id)["url"] == "https://shed.example.org/mansfield"
    assert twin.listing_status is ListingStatus.ARCHIVED
    assert "Go on with the next pair" in client.page(sent.location).text


@pytest.mark.requirement("A041")
def test_the_old_address_leads_to_the_one_that_stays(
    client: CheckedClient, session: Session, steward: User, shed: Service, twin: Service, address: str
) -> None:
    client.sign_in(steward)
    action, values = the_join_form(client, address)
    side = "first" if the_pair(session).first_id == shed.id else "second"
    client.post(action, data=values | {"stays": side}, token=False)
    old = client.get(f"/listings/{twin.id}?near=NG18")
    assert (old.status_code, old.location) == (301, f"/listings/{shed.id}?near=NG18")
    assert old.headers["Cache-Control"] == "no-cache"


def test_one_tap_says_that_they_are_not_the_same_and_one_takes_it_back(
    client: CheckedClient, session: Session, steward: User, address: str
) -> None:
    client.sign_in(steward)
    sent = client.post(f"{address}/dismissal")
    assert sent.status_code == 303
    assert the_pair(session).state is PairState.NOT_DUPLICATES
    assert "Set aside" in client.page(sent.location).text
    client.post(f"{address}/return")
    assert the_pair(session).state is PairState.WAITING


def test_a_choice_that_is_not_there_is_refused_with_the_rest_kept(
    client: CheckedClient, steward: User, address: str
) -> None:
    client.sign_in(steward)
    action, values = the_join_form(client, address)
    sent = client.post(action, data=values | {"stays": "", "field-name": "second"}, token=False)
    assert sent.status_code == 422
    assert "Select which page stays" in sent.text


def test_a_value_that_cannot_be_written_is_named(
    client: CheckedClient, session: Session, steward: User, shed: Service, twin: Service, at: datetime
) -> None:
    twin.url = "http://localhost/shed"
    look(session, at)
    client.sign_in(steward)
    action, values = the_join_form(client, f"/staff/duplicates/{the_pair(session).id}")
    is_first = the_pair(session).first_id == shed.id
    mine, theirs = ("first", "second") if is_first else ("second", "first")
    sent = client.post(action, data=values | {"stays": mine, "field-url": theirs}, token=False)
    assert sent.status_code == 422
    assert "Website: Enter a web address that anybody can open" in sent.text
    session.refresh(twin)
    assert twin.listing_status is ListingStatus.PUBLISHED


def test_a_listing_that_changed_meanwhile_answers_409(
    client: CheckedClient, session: Session, steward: User, shed: Service, address: str, at: datetime
) -> None:
    client.sign_in(steward)
    action, values = the_join_form(client, address)
    write_content(session, shed, {"summary": "Benches and tea."}, by="user:other", at=at)
    sent = client.post(action, data=values, token=False)
    assert sent.status_code == 409
    assert "has changed since you opened this page" in sent.text


def test_of_two_stewards_who_join_at_once_the_second_hears_of_the_first(
    client: CheckedClient, session: Session, steward: User, address: str
) -> None:
    client.sign_in(steward)
    action, values = the_join_form(client, address)
    assert client.post(action, data=values | {"once": "one"}, token=False).status_code == 303
    second = client.post(action, data=values | {"once": "two"}, token=False)
    assert second.status_code == 409
    assert "has been joined to another listing already" in second.text
    assert len(session.scalars(select(Merge)).all()) == 1


def test_an_area_steward_decides_about_their_own_area(client: CheckedClient, area_steward: User, address: str) -> None:
    client.sign_in(area_steward)
    assert "Join these two" in client.page(address).text
    assert client.post(f"{address}/dismissal").status_code == 303


def test_an_area_steward_sees_but_does_not_decide_across_the_border(
    client: CheckedClient, session: Session, area_steward: User, shed: Service, at: datetime
) -> None:
    listed(session, "Mens Shed Mansfield", "01632 960 123", district=ELSEWHERE)
    look(session, at)
    address = f"/staff/duplicates/{the_pair(session).id}"
    client.sign_in(area_steward)
    assert "outside the area you answer for" in client.page(address).text
    assert client.post(f"{address}/dismissal").status_code == 403
    assert "Mens Shed Mansfield" in client.page("/staff/duplicates").text


def test_what_lies_wholly_elsewhere_is_not_there_for_an_area_steward(
    client: CheckedClient, session: Session, area_steward: User, at: datetime
) -> None:
    for name in ("Worksop Men's Shed", "Mens Shed Worksop"):
        listed(session, name, "01632 960 999", district=ELSEWHERE)
    look(session, at)
    address = f"/staff/duplicates/{the_pair(session).id}"
    client.sign_in(area_steward)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/dismissal").status_code == 404
    assert "Worksop" not in client.page("/staff/duplicates").text


def test_nobody_else_sees_duplicates(client: CheckedClient, connector: User, provider: User, address: str) -> None:
    assert client.get(address).status_code == 303
    for user in (connector, provider):
        client.sign_in(user)
        assert client.get(address).status_code == 403
        assert client.get("/staff/merges").status_code == 403


def test_an_unknown_pair_is_not_there(client: CheckedClient, steward: User) -> None:
    client.sign_in(steward)
    assert client.get("/staff/duplicates/0190a1b2-0000-7000-8000-000000000000").status_code == 404


def test_two_listings_that_a_steward_found_are_put_beside_each_other(
    client: CheckedClient, session: Session, steward: User, shed: Service
) -> None:
    other = listed(session, "The Tuesday woodworkers")
    client.sign_in(steward)
    sent = client.submit(
        "/staff/duplicates/new",
        {"first": f"https://waypost.test/listings/{shed.id}", "second": f"/listings/{other.id}"},
    )
    assert sent.location == f"/staff/duplicates/{the_pair(session).id}"
    assert "Are these the same?" in client.page(sent.location).text


@pytest.mark.parametrize("second", ["the shed", "/listings/0190a1b2-0000-7000-8000-000000000000"])
def test_what_is_no_listing_is_refused(
    client: CheckedClient, session: Session, steward: User, shed: Service, second: str
) -> None:
    client.sign_in(steward)
    sent = client.submit("/staff/duplicates/new", {"first": f"/listings/{shed.id}", "second": second})
    assert sent.status_code == 422
    assert "Enter the address of a listing that is in the directory" in sent.text
    assert session.scalars(select(DuplicatePair)).all() == []
