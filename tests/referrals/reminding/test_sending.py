"""A reminder leaves at a safe hour by the way they chose, or stays here and says why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.jobs.registry import HANDLERS
from directory.notifications.models import OutboxMessage
from directory.notifications.outbox import deliver
from directory.notifications.texts import texts_sent
from directory.referrals.agreement.ledger import withdraw
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import Channel, ContactWay
from directory.referrals.codes.reminders import Every, PartOfDay
from directory.referrals.models import Person, PersonalReminder
from directory.referrals.reminding.operations import MOST, Wished, end_reminder, forget_reminders, set_reminder
from directory.referrals.reminding.sending import leave_reminders

TUESDAY_NINE = datetime(2026, 1, 6, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def send(session: Session, at: datetime, *, later: timedelta = timedelta()) -> None:
    """What the job and then the worker do, at once or after a while."""
    leave_reminders(session, at)
    deliver(session, HANDLERS, at=at + later)


def test_it_is_a_reference_and_a_link_and_the_next_comes_in_a_week(
    session: Session, edith: Person, reminder: PersonalReminder
) -> None:
    assert reminder.next_at == TUESDAY_NINE
    send(session, TUESDAY_NINE - timedelta(minutes=1))
    assert not texts_sent()
    send(session, TUESDAY_NINE + timedelta(minutes=14))
    to, words = texts_sent()[0]
    assert to == "07700900222"
    assert edith.reference in words
    assert f"/my-reminders/{reminder.token}" in words
    assert not [private for private in ("Edith", "Club", "900222") if private in words]
    assert (reminder.sent, reminder.next_at) == (1, TUESDAY_NINE + WEEK)
    send(session, TUESDAY_NINE + timedelta(minutes=20))
    assert len(texts_sent()) == 1


def test_an_email_can_be_stopped_from_the_mail_program(
    session: Session, edith: Person, reminder: PersonalReminder, app: Flask
) -> None:
    reminder.way, edith.email = ContactWay.EMAIL, "edith@example.org"
    send(session, TUESDAY_NINE)
    [letter] = app.extensions["mailman"].outbox
    assert letter.extra_headers["List-Unsubscribe"].endswith(f"/my-reminders/{reminder.token}>")
    assert not [private for private in ("Edith", "Club") if private in letter.subject + letter.body]


def _no_contact(edith: Person, _reminder: PersonalReminder) -> None:
    edith.contact_ways = [ContactWay.NO_CONTACT.value]


def _not_safe_to_write(edith: Person, _reminder: PersonalReminder) -> None:
    edith.safety = {**edith.safety, "write": "no"}


def _no_messages(edith: Person, _reminder: PersonalReminder) -> None:
    edith.safety = {**edith.safety, "leave_message": "no"}


def _only_letters(edith: Person, _reminder: PersonalReminder) -> None:
    edith.contact_ways = [ContactWay.POST.value]


def _number_gone(edith: Person, _reminder: PersonalReminder) -> None:
    edith.phone = None


def _other_times(edith: Person, _reminder: PersonalReminder) -> None:
    edith.safety = {"times": "While he is at work"}


def _other_days(edith: Person, reminder: PersonalReminder) -> None:
    edith.safety = {"times": "Fridays"}
    reminder.safe_times = "Fridays"


@pytest.mark.requirement("A087")
@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (_no_contact, "no_contact"),
        (_not_safe_to_write, "not_safe"),
        (_no_messages, "not_safe"),
        (_only_letters, "not_this_way"),
        (_number_gone, "no_address"),
        (_other_times, "times_changed"),
        (_other_days, "not_safe_then"),
    ],
)
def test_what_they_said_meanwhile_holds_it_back(
    session: Session, edith: Person, reminder: PersonalReminder, happens: Callable[..., None], why: str
) -> None:
    happens(edith, reminder)
    send(session, TUESDAY_NINE)
    assert (texts_sent(), reminder.held, reminder.sent) == ([], why, 0)
    assert reminder.next_at == TUESDAY_NINE + WEEK


@pytest.mark.requirement("A087")
def test_nothing_leaves_outside_its_hours_however_late_the_worker_is(
    session: Session, reminder: PersonalReminder
) -> None:
    send(session, TUESDAY_NINE, later=timedelta(hours=3))
    assert (texts_sent(), reminder.held) == ([], "too_late")


def test_without_agreement_all_of_them_end(session: Session, edith: Person, reminder: PersonalReminder) -> None:
    leave_reminders(session, TUESDAY_NINE)
    withdraw(
        session, edith, [Purpose.REMINDERS], channel=Channel.PHONE, by="user:x", at=TUESDAY_NINE + timedelta(seconds=1)
    )
    deliver(session, HANDLERS, at=TUESDAY_NINE + timedelta(seconds=2))
    assert not texts_sent()
    assert (reminder.next_at, reminder.ended_at) == (None, TUESDAY_NINE + timedelta(seconds=1))


def test_one_that_comes_once_ends_as_it_leaves_and_is_erased_after_four_weeks(
    session: Session, connector: User, edith: Person, wished: Wished, at: datetime
) -> None:
    once = set_reminder(session, edith, replace(wished, every=Every.ONCE), channel=Channel.PHONE, by=connector, at=at)
    send(session, TUESDAY_NINE)
    assert (once.sent, once.next_at, once.ended_at) == (1, None, TUESDAY_NINE)
    end_reminder(session, once, by=connector, at=TUESDAY_NINE + WEEK)
    assert once.ended_at == TUESDAY_NINE
    assert forget_reminders(session, TUESDAY_NINE + 4 * WEEK) == "reminders erased: 0"
    assert forget_reminders(session, TUESDAY_NINE + 4 * WEEK + timedelta(seconds=1)) == "reminders erased: 1"


def test_after_its_last_day_none_comes(session: Session, reminder: PersonalReminder) -> None:
    reminder.last_on = TUESDAY_NINE.date() + WEEK
    send(session, TUESDAY_NINE)
    send(session, TUESDAY_NINE + WEEK)
    send(session, TUESDAY_NINE + 2 * WEEK)
    assert (reminder.sent, reminder.next_at) == (2, None)


def test_nine_stays_nine_when_the_clocks_change(
    session: Session, connector: User, edith: Person, wished: Wished, at: datetime
) -> None:
    before = datetime(2026, 3, 27, tzinfo=UTC).date()
    daily = set_reminder(
        session, edith, replace(wished, first_on=before, every=Every.WEEK), channel=Channel.PHONE, by=connector, at=at
    )
    leave_reminders(session, datetime(2026, 3, 27, 9, 0, tzinfo=UTC))
    assert daily.next_at == datetime(2026, 4, 3, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "field", "begins"),
    [
        ({"part": PartOfDay.EVENING}, "part", "Choose a day and time that is safe for them: Weekday mornings"),
        ({"way": ContactWay.EMAIL}, "way", "Choose another way. Their record does not say where to"),
        ({"first_on": date(2026, 1, 2)}, "first_on", "Choose a time that is still to come"),
        ({"last_on": date(2027, 2, 1)}, "last_on", "Enter a last day within a year of the first"),
        ({"last_on": date(2026, 1, 5)}, "last_on", "Enter a last day that is not before the first"),
    ],
)
def test_what_is_not_theirs_is_refused(
    session: Session,
    connector: User,
    edith: Person,
    wished: Wished,
    at: datetime,
    changes: dict[str, Any],
    field: str,
    begins: str,
) -> None:
    with pytest.raises(RuleBroken, match=begins) as refused:
        set_reminder(session, edith, replace(wished, **changes), channel=Channel.PHONE, by=connector, at=at)
    assert refused.value.field == field
    assert not session.scalars(select(PersonalReminder)).all()


def test_ten_are_enough(session: Session, connector: User, edith: Person, wished: Wished, at: datetime) -> None:
    for _ in range(MOST):
        set_reminder(session, edith, wished, channel=Channel.PHONE, by=connector, at=at)
    with pytest.raises(RuleBroken, match="reminded of 10 things already"):
        set_reminder(session, edith, wished, channel=Channel.PHONE, by=connector, at=at)


def test_the_outbox_holds_an_id_and_a_time(session: Session, reminder: PersonalReminder) -> None:
    leave_reminders(session, TUESDAY_NINE)
    [message] = session.scalars(select(OutboxMessage)).all()
    assert message.payload == {"reminder": str(reminder.id), "left": TUESDAY_NINE.isoformat()}
