"""The page of retention: numbers and nobody, and a button that has the worker do it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.jobs.registry import HANDLERS, JOBS
from directory.notifications.models import OutboxMessage
from directory.notifications.outbox import deliver
from directory.referrals.models import Person
from tests.client import CheckedClient
from tests.factories import referrals as help_by


def test_it_counts_who_is_due_and_names_nobody(
    client: CheckedClient, session: Session, administrator: User, connector: User, at: datetime
) -> None:
    help_by.helped_person(session, connector, last_contact_at=at - timedelta(days=1000))
    held = help_by.helped_person(session, connector, last_contact_at=at - timedelta(days=1000), hold_reason="court")
    client.sign_in(administrator)
    page = client.page("/staff/retention")
    assert "since before 5 January 2024: erased 1 " in page.text
    assert "The same, but on hold: kept 1 " in page.text
    assert "Edith" not in page.html
    assert held.reference not in page.html
    assert str(held.id) not in page.html


def test_pressing_the_button_has_it_done_once_and_shows_what_was(
    client: CheckedClient, session: Session, administrator: User, connector: User, at: datetime
) -> None:
    help_by.helped_person(session, connector, last_contact_at=at - timedelta(days=1000))
    client.sign_in(administrator)
    assert client.submit("/staff/retention").location == "/staff/retention?done=asked"
    client.submit("/staff/retention")
    assert len(session.scalars(select(OutboxMessage)).all()) == 1
    deliver(session, HANDLERS, at=at)
    assert session.scalars(select(Person)).all() == []
    page = client.page("/staff/retention?done=asked")
    assert "5 January 2026: 1 record erased" in page.text


def test_it_is_done_each_night(session: Session, connector: User, at: datetime) -> None:
    help_by.helped_person(session, connector, last_contact_at=at - timedelta(days=1000))
    job = next(job for job in JOBS if job.name == "retain")
    assert job.work(session, at) == "erased 1, unlinked 0, emptied 0, 0 on hold, flags 0, quotes 0"
    assert job.work(session, at) == "erased 0, unlinked 0, emptied 0, 0 on hold, flags 0, quotes 0"
