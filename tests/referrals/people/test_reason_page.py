"""Opening a record that is not on one's own caseload: why is asked first, kept, and holds until midnight."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.referrals.models import Person, ReadingGrant
from directory.referrals.people.opening import end_of_day
from tests.client import CheckedClient
from tests.page import Page

SOMEBODY = "00000000-0000-7000-8000-000000000000"


def test_a_colleague_says_why_and_comes_to_what_was_asked_for(
    client: CheckedClient, session: Session, colleague: User, edith: Person
) -> None:
    client.sign_in(colleague)
    asked = client.get(f"/people/{edith.id}/safety")
    assert asked.status_code == 303
    page = client.page(asked.location)
    assert page.h1 == "Why do you open this record?"
    assert "Edith" not in page.html
    answer = client.submit(asked.location, {"reason": "cover"})
    assert (answer.status_code, answer.location) == (303, f"/people/{edith.id}/safety")
    client.page(f"/people/{edith.id}/safety")
    grant = session.scalars(select(ReadingGrant)).one()
    assert (grant.user_id, grant.person_id, grant.reason) == (colleague.id, edith.id, "cover")


def test_the_reading_is_on_the_record_with_its_reason(
    client: CheckedClient, session: Session, colleague: User, connector: User, edith: Person
) -> None:
    client.sign_in(colleague)
    client.submit(f"/people/{edith.id}/reason", {"reason": "concern"})
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "person.read")).one()
    assert (event.actor, event.subject, event.detail) == (colleague.actor, edith.actor, {"reason": "concern"})
    client.sign_in(connector)
    words = client.page(f"/people/{edith.id}/readings").text
    assert "Colin Colleague , 5 January 2026 at 9am" in words
    assert "A complaint, or somebody may be at risk" in words


def test_ones_own_people_open_without_a_question(client: CheckedClient, connector: User, edith: Person) -> None:
    client.sign_in(connector)
    client.page(f"/people/{edith.id}")
    assert client.get(f"/people/{edith.id}/reason").location == f"/people/{edith.id}"


def test_after_midnight_the_question_comes_again(
    client: CheckedClient, colleague: User, edith: Person, at: datetime
) -> None:
    client.sign_in(colleague)
    client.submit(f"/people/{edith.id}/reason", {"reason": "cover"})
    with clock.stopped_at(at.replace(hour=23, minute=59)):
        client.sign_in(colleague)
        client.page(f"/people/{edith.id}")
    with clock.stopped_at(at + timedelta(hours=15, minutes=1)):
        client.sign_in(colleague)
        assert client.get(f"/people/{edith.id}").status_code == 303


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 26, 0, 0, tzinfo=UTC)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 23, 0, tzinfo=UTC)),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), datetime(2026, 7, 2, 23, 0, tzinfo=UTC)),
    ],
)
def test_the_day_ends_at_local_midnight_when_clocks_change_too(moment: datetime, ends: datetime) -> None:
    assert end_of_day(moment) == ends


def test_no_reason_opens_nothing(client: CheckedClient, session: Session, colleague: User, edith: Person) -> None:
    client.sign_in(colleague)
    answer = client.submit(f"/people/{edith.id}/reason")
    assert answer.status_code == 422
    assert Page(answer.text).errors == ["Select why you open it"]
    assert session.scalars(select(ReadingGrant)).all() == []


def test_reasons_of_supervisors_are_theirs_alone(
    client: CheckedClient, colleague: User, supervisor: User, edith: Person
) -> None:
    client.sign_in(colleague)
    assert client.submit(f"/people/{edith.id}/reason", {"reason": "sample"}).status_code == 422
    client.sign_in(supervisor)
    assert client.submit(f"/people/{edith.id}/reason", {"reason": "sample"}).status_code == 303


def test_a_change_without_a_reason_changes_nothing(
    client: CheckedClient, session: Session, colleague: User, edith: Person
) -> None:
    client.sign_in(colleague)
    answer = client.post(f"/people/{edith.id}/closure")
    assert (answer.status_code, answer.location) == (303, f"/people/{edith.id}/reason")
    session.expire_all()
    assert edith.closed_on is None


def test_an_address_elsewhere_is_not_followed(client: CheckedClient, colleague: User, edith: Person) -> None:
    client.sign_in(colleague)
    address = f"/people/{edith.id}/reason?next=//elsewhere.example"
    assert client.submit(address, {"reason": "cover"}).location == f"/people/{edith.id}"
