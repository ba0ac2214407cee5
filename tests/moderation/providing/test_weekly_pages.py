"""The pages that change from week to week: times, closed days, room, breaks. As typed, as read, as refused."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import CapacityStatus
from directory.listings.editing import read_content
from directory.listings.models import Service
from directory.moderation.proposals.codes import ProposalState
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.providing.edits.parts import PARTS
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.page import Page


def of(listing: Service, part: str) -> str:
    return f"/provider/listings/{listing.id}/{part}"


def only(session: Session) -> ChangeProposal:
    return session.scalars(select(ChangeProposal)).one()


def sent(client: CheckedClient, listing: Service, part: str, values: dict[str, object]) -> Page:
    """Send a page and open the one that it leads to."""
    answer = client.submit(of(listing, part), values)
    assert answer.status_code == 303, Page(answer.get_data(as_text=True)).errors
    return client.page(answer.headers["Location"])


def test_times_are_typed_and_read_back(client: CheckedClient, club: Service, trusted: User, session: Session) -> None:
    client.sign_in(trusted)
    form = client.page(of(club, "times")).forms[0]
    assert form.values["times"].strip() == "Every Monday, 10am to midday"
    page = sent(client, club, "times", {"times": "Every Monday, 10am to midday\n2nd Thursday 2pm to 4pm"})
    assert "The second Thursday of the month, 2pm to 4pm" in page.text
    assert "Thursday 8 January 2026, 2pm to 4pm" in page.text
    rows = read_content(session, club.id)["times"]
    assert [row["byday"] for row in rows] == ["MO", "2TH"]


def test_a_line_about_times_that_cannot_be_read_is_said(client: CheckedClient, club: Service, trusted: User) -> None:
    client.sign_in(trusted)
    answer = client.submit(of(club, "times"), {"times": "whenever Jean fancies it"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.errors[0].startswith("“whenever Jean fancies it”: We could not read")
    assert page.forms[0].values["times"].strip() == "whenever Jean fancies it"


def test_each_place_has_its_own_times(client: CheckedClient, club: Service, trusted: User, session: Session) -> None:
    for name in ("The Hall", "The Library"):
        factory.held_at(session, club, factory.location(session, 53.14, -1.2, name=name))
    client.sign_in(trusted)
    page = client.page(of(club, "times"))
    assert "Times at The Library" in page.text
    sent(client, club, "times", {"venues.1.times": "Fridays 2 to 4"})
    venues = read_content(session, club.id)["venues"]
    assert [bool(venue["times"]) for venue in venues] == [False, True]
    assert only(session).state is ProposalState.LIVE


def test_a_closed_day_is_added_by_typing_it(
    client: CheckedClient, club: Service, trusted: User, session: Session
) -> None:
    client.sign_in(trusted)
    page = sent(client, club, "closed-days", {"add": "12 January", "reason": "Hall booked"})
    assert "Monday 12 January 2026: closed (Hall booked)" in page.text
    assert "Monday 19 January 2026" in page.text
    assert [row["date"] for row in read_content(session, club.id)["days_off"]] == ["2026-01-12"]
    again = client.page(of(club, "closed-days"))
    assert "Monday 12 January 2026" in again.text
    sent(client, club, "closed-days", {"remove": ["everywhere 2026-01-12"]})
    assert read_content(session, club.id)["days_off"] == []


@pytest.mark.parametrize("typed", ["soon", "31 February", "Christmas"])
def test_days_that_are_none_are_said_and_kept(client: CheckedClient, club: Service, trusted: User, typed: str) -> None:
    client.sign_in(trusted)
    answer = client.submit(of(club, "closed-days"), {"add": typed})
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    assert page.errors
    assert page.forms[0].values["add"].strip() == typed


def test_full_holds_for_a_month_unless_another_day_is_given(
    client: CheckedClient, club: Service, trusted: User, session: Session
) -> None:
    client.sign_in(trusted)
    sent(client, club, "room", {"status": "full", "note": "Six weeks’ wait"})
    held = read_content(session, club.id)["capacity"]
    assert (held["status"], held["expires_at"][:10]) == ("full", "2026-02-06")
    assert "Full at the moment: six weeks’ wait" in client.page(f"/listings/{club.id}").text


@pytest.mark.requirement("A051")
def test_who_takes_people_at_set_times_says_when_next(
    client: CheckedClient, club: Service, trusted: User, session: Session
) -> None:
    client.sign_in(trusted)
    answer = client.submit(of(club, "room"), {"status": "intake_window"})
    assert Page(answer.get_data(as_text=True)).errors == ["Enter when you next take people, like 12 January"]
    sent(client, club, "room", {"status": "intake_window", "next_intake_on": "2 March"})
    held = read_content(session, club.id)["capacity"]
    assert (held["next_intake_on"], held["expires_at"][:10]) == ("2026-03-02", "2026-03-03")
    assert "next on 2 March 2026" in client.page(f"/listings/{club.id}").text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"status": "full", "expires_on": "3 January 2026"}, "3 January 2026 has passed"),
        ({"status": "full", "expires_on": "3 March 2028"}, "Enter a day within the next year"),
        ({"status": "open", "places": "many"}, "Enter how many places as a whole number"),
        ({"status": ""}, "Select whether there is room"),
    ],
)
def test_room_that_makes_no_sense_is_refused(
    client: CheckedClient, club: Service, trusted: User, values: dict[str, str], sentence: str
) -> None:
    client.sign_in(trusted)
    answer = client.submit(of(club, "room"), values)
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors[0].startswith(sentence)


def test_a_break_has_a_first_day_and_ends_when_it_is_said(
    client: CheckedClient, club: Service, trusted: User, session: Session
) -> None:
    client.sign_in(trusted)
    sent(client, club, "closure", {"first_day": "5 January", "last_day": "1 February", "reason": "New floor"})
    assert "Closed until 1 February 2026: new floor" in client.page(f"/listings/{club.id}").text
    page = client.page(of(club, "closure"))
    assert page.forms[0].values["first_day"] == "5 January 2026"
    sent(client, club, "closure", {"is_open_again": ["yes"]})
    session.refresh(club)
    assert club.closed_from is None


def test_a_last_day_before_the_first_is_refused(client: CheckedClient, club: Service, trusted: User) -> None:
    client.sign_in(trusted)
    answer = client.submit(of(club, "closure"), {"first_day": "5 February", "last_day": "1 February"})
    assert Page(answer.get_data(as_text=True)).errors == ["Enter a last day that is not before the first"]


def test_room_said_long_ago_is_not_offered_as_today_s_end() -> None:
    until = date(2026, 1, 1) - timedelta(days=1)
    held = {"capacity": {"status": CapacityStatus.FULL.value, "expires_at": f"{until}T00:00:00+00:00"}}
    assert "expires_on" not in PARTS["room"].fields.answers(held)
