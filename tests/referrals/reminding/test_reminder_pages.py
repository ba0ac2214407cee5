"""A connector sets reminders with somebody; the person reads what one is about, and stops them in one press."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.referrals.agreement.ledger import may_use
from directory.referrals.codes.agreement import Purpose
from directory.referrals.models import Person, PersonalReminder
from tests.client import CheckedClient
from tests.page import Page

CLUB = {
    "words": "Club at ten",
    "way": "mobile_text",
    "every": "week",
    "first_on": "13 January",
    "part": "morning",
    "channel": "home_visit",
    "is_agreed": "y",
}


@pytest.mark.requirement("A087")
def test_a_connector_sets_one_with_their_agreement_and_ends_it(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    address = f"/people/{edith.id}/reminders"
    form = client.page(f"{address}/new")
    assert "Safe times: Weekday mornings." in form.text
    assert "One press there stops them all." in form.text
    assert client.submit(f"{address}/new", CLUB).status_code == 303
    assert may_use(session, edith.id, Purpose.REMINDERS, on=clock.today())
    page = client.page(address)
    assert "Next on Tuesday 13 January 2026, last on Tuesday 7 April 2026." in page.text
    assert "Weekday mornings" in page.text
    assert client.post(page.forms[0].action, data=page.forms[0].values).status_code == 303
    assert "Club at ten" not in client.page(address).text
    said = session.scalars(select(AuditEvent).where(AuditEvent.action.startswith("reminder."))).all()
    assert [(event.action, "Club" in str(event.detail)) for event in said] == [
        ("reminder.set", False),
        ("reminder.ended", False),
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"words": ""}, "Enter what they would like to be reminded of"),
        ({"is_agreed": ""}, "Select that they asked for it: nothing is sent without it"),
        ({"part": "evening"}, "Choose a day and time that is safe for them: Weekday mornings"),
        ({"first_on": "1 March 2020"}, "1 March 2020 has passed. Write a date to come"),
    ],
)
def test_what_is_missing_is_said_and_the_words_stay(
    client: CheckedClient, session: Session, connector: User, edith: Person, values: dict[str, str], sentence: str
) -> None:
    client.sign_in(connector)
    answer = client.submit(f"/people/{edith.id}/reminders/new", {**CLUB, **values})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert sentence in page.errors
    assert "13 January" in page.html or "1 March 2020" in page.html
    assert not session.scalars(select(PersonalReminder)).all()


def test_only_ways_that_are_open_are_offered(client: CheckedClient, connector: User, edith: Person) -> None:
    client.sign_in(connector)
    address = f"/people/{edith.id}/reminders/new"
    assert client.page(address).forms[0].values["way"] == "mobile_text"  # no email address is known
    edith.contact_ways = ["no_contact"]
    page = client.page(address)
    assert "No reminder can reach them now. They do not want to be contacted." in page.text
    assert client.post(f"/people/{edith.id}/reminders", data=CLUB).status_code == 422


def test_a_connector_sees_why_one_was_not_sent(
    client: CheckedClient, connector: User, edith: Person, reminder: PersonalReminder
) -> None:
    reminder.held = "times_changed"
    client.sign_in(connector)
    said = client.page(f"/people/{edith.id}/reminders").text
    assert "What is written about safe times has changed since it was set." in said


def test_the_link_shows_what_it_is_about_and_one_press_stops_all(
    client: CheckedClient, session: Session, edith: Person, reminder: PersonalReminder
) -> None:
    address = f"/my-reminders/{reminder.token}"
    page = client.get(address)
    assert page.headers["Cache-Control"] == "no-store"
    assert Page(page.get_data(as_text=True)).h1 == "The reminder you asked for"
    assert not [private for private in ("Edith", "900222", edith.reference) if private in page.get_data(as_text=True)]
    assert reminder.ended_at is None  # to look changes nothing: mail is scanned by machines that open links
    assert client.submit(address).status_code == 303
    assert "No more reminders come." in client.page(address).text
    assert "Club at ten" not in client.page(address).text
    session.refresh(reminder)
    assert reminder.next_at is None
    assert not may_use(session, edith.id, Purpose.REMINDERS, on=clock.today())
    assert client.post(f"{address}/stopping").status_code == 303


@pytest.mark.parametrize("token", ["made-up", "x" * 22, "ü" * 22])
def test_a_link_that_we_never_sent_leads_nowhere(client: CheckedClient, token: str) -> None:
    assert client.get(f"/my-reminders/{token}").status_code == 404
    assert client.post(f"/my-reminders/{token}/stopping").status_code == 404


def test_guessing_links_is_stopped(client: CheckedClient) -> None:
    answers = [client.get(f"/my-reminders/{number:022}").status_code for number in range(21)]
    assert answers == [404] * 20 + [429]


def test_only_whoever_may_see_them_sets_reminders(
    client: CheckedClient,
    edith: Person,
    reminder: PersonalReminder,
    other_connector: User,
    provider: User,
    at: datetime,
) -> None:
    address = f"/people/{edith.id}/reminders"
    assert client.get(address).location.startswith("/sign-in")
    for user, status in ((other_connector, 404), (provider, 403)):
        client.sign_in(user)
        for path in (address, f"{address}/new"):
            assert client.get(path).status_code == status
        assert client.post(address, data=CLUB).status_code == status
        assert client.post(f"{address}/{reminder.id}/ending").status_code == status
    assert reminder.ended_at is None


def test_somebody_elses_reminder_is_not_ended_from_here(
    client: CheckedClient, session: Session, connector: User, reminder: PersonalReminder, at: datetime
) -> None:
    other = Person(reference="PE-AAAA-AAAA", name="Bob", navigator_id=connector.id, team_id=connector.team_id)
    session.add(other)
    session.flush()
    client.sign_in(connector)
    assert client.post(f"/people/{other.id}/reminders/{reminder.id}/ending").status_code == 404
    with clock.stopped_at(at + timedelta(days=1)):
        assert reminder.ended_at is None
