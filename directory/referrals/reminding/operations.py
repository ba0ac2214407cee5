"""The verbs of reminders: set with somebody's agreement, ended, ended altogether when they have enough of them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory import clock, encryption
from directory.accounts.models import User
from directory.audit.chain import record
from directory.db import delete_rows
from directory.errors import NotVisible, RuleBroken
from directory.referrals.agreement.ledger import Said, on_agreement, take_agreement, withdraw
from directory.referrals.codes.agreement import GIVEN, AgreementValue, Purpose
from directory.referrals.codes.contact import Channel, ContactWay
from directory.referrals.codes.reminders import DAYS_BETWEEN, HOURS, Every, PartOfDay
from directory.referrals.conversations.plan.sending import why_held
from directory.referrals.models import Agreement, Person, PersonalReminder, Referral
from directory.referrals.people.operations import note_contact
from directory.referrals.reminding.safe_times import is_safe

WAYS = (ContactWay.MOBILE_TEXT, ContactWay.EMAIL)
LONGEST = 120
MOST = 10
LASTS = timedelta(weeks=12)  # without a last day; then somebody asks whether it still helps
LONGEST_LASTS = timedelta(days=366)
KEPT = timedelta(days=28)
LETTERS_IN_A_TOKEN = 22  # 16 random bytes


@dataclass(frozen=True)
class Wished:
    """What somebody asked to be reminded of, and how."""

    words: str
    way: ContactWay
    every: Every
    part: PartOfDay
    first_on: date
    last_on: date | None = None


def set_reminder(
    session: Session, person: Person, wished: Wished, *, channel: Channel, by: User, at: datetime
) -> PersonalReminder:
    """Write down that they agreed, and begin. Raises `RuleBroken` for a way or a time that is not theirs."""
    last_on = wished.first_on if wished.every is Every.ONCE else wished.last_on or wished.first_on + LASTS
    _check(session, person, wished, last_on, at)
    agreed = Said(Purpose.REMINDERS, AgreementValue.AGREED_VERBAL)
    take_agreement(session, person, [agreed], channel=channel, by=by.actor, at=at)
    token = secrets.token_urlsafe(16)
    reminder = PersonalReminder(
        person_id=person.id,
        words=wished.words,
        way=wished.way,
        every=wished.every,
        part=wished.part,
        safe_times=safe_times_of(person),
        first_on=wished.first_on,
        last_on=last_on,
        next_at=_begins(wished.first_on, wished.part),
        token=token,
        token_mark=encryption.fingerprint(token),
        set_by=by.actor,
    )
    session.add(reminder)
    note_contact(person, at)
    session.flush()
    record(
        session, actor=by.actor, action="reminder.set", subject=person.actor, detail={"way": wished.way.value}, at=at
    )
    return reminder


def end_reminder(session: Session, reminder: PersonalReminder, *, by: User, at: datetime) -> None:
    """Send no more of it. Said twice, it ended the first time."""
    if reminder.ended_at is None:
        _end([reminder], at)
        subject = f"person:{reminder.person_id}"
        record(session, actor=by.actor, action="reminder.ended", subject=subject, detail={}, at=at)


def stop_all(session: Session, reminder: PersonalReminder, *, at: datetime) -> None:
    """The person has enough: their agreement to reminders ends, and every reminder with it."""
    person = session.get_one(Person, reminder.person_id)
    withdraw(session, person, [Purpose.REMINDERS], channel=Channel.ONLINE, by=person.actor, at=at)


@on_agreement
def end_with_agreement(
    session: Session, person: Person, _referral: Referral | None, lines: Sequence[Agreement]
) -> None:
    """Without agreement no reminder goes on, wherever it was ended."""
    ended = [line for line in lines if line.purpose is Purpose.REMINDERS and line.value not in GIVEN]
    if ended:
        _end(running(session, person.id), ended[0].at)


def step_on(reminder: PersonalReminder, *, after: datetime) -> None:
    """Set when the next one leaves, or that this was the last."""
    between = DAYS_BETWEEN.get(reminder.every)
    day = reminder.first_on
    while between and _begins(day, reminder.part) <= after:
        day += timedelta(days=between)
    if between is None or day > reminder.last_on:
        _end([reminder], after)
    else:
        reminder.next_at = _begins(day, reminder.part)


def reminder_called(session: Session, token: str) -> PersonalReminder:
    """The reminder of a link. Raises `NotVisible` when no such link was sent, or it is long over."""
    if len(token) == LETTERS_IN_A_TOKEN and token.isascii():
        of = select(PersonalReminder).where(PersonalReminder.token_mark.in_(encryption.fingerprints(token)))
        found = session.scalars(of).first()
        if found is not None:
            return found
    raise NotVisible("There is no such reminder.")


def running(session: Session, person_id: UUID) -> list[PersonalReminder]:
    """What somebody is reminded of now."""
    of = select(PersonalReminder).where(PersonalReminder.person_id == person_id, PersonalReminder.ended_at.is_(None))
    return list(session.scalars(of.order_by(PersonalReminder.next_at, PersonalReminder.id)))


def open_ways(person: Person) -> tuple[ContactWay, ...]:
    """How a reminder may reach somebody, as their record stands."""
    return tuple(way for way in WAYS if why_held(person, way) is None)


def why_none(person: Person) -> str:
    """Why no reminder can reach somebody, in a sentence for each way."""
    said = dict.fromkeys(held.label for way in WAYS if (held := why_held(person, way)))
    return ". ".join(said)


def safe_times_of(person: Person) -> str:
    """What is written about when it is safe to be in touch."""
    return str(person.safety.get("times", ""))


def forget_reminders(session: Session, at: datetime) -> str:
    """Erase those that ended four weeks ago: until then their link says that they have stopped."""
    old = delete(PersonalReminder).where(PersonalReminder.ended_at < at - KEPT)
    return f"reminders erased: {delete_rows(session, old)}"


def _end(reminders: Sequence[PersonalReminder], at: datetime) -> None:
    for reminder in reminders:
        reminder.next_at, reminder.ended_at = None, at


def _begins(day: date, part: PartOfDay) -> datetime:
    return datetime.combine(day, time(HOURS[part][0]), tzinfo=clock.LONDON).astimezone(UTC)


def _check(session: Session, person: Person, wished: Wished, last_on: date, at: datetime) -> None:
    held = why_held(person, wished.way)
    if held is not None:
        raise RuleBroken("way", f"Choose another way. {held.label}")
    if not is_safe(safe_times_of(person), wished.first_on, wished.part):
        raise RuleBroken("part", f"Choose a day and time that is safe for them: {safe_times_of(person)}")
    if _begins(wished.first_on, wished.part) <= at:
        raise RuleBroken("first_on", "Choose a time that is still to come")
    if last_on < wished.first_on:
        raise RuleBroken("last_on", "Enter a last day that is not before the first, or leave it empty")
    if last_on > wished.first_on + LONGEST_LASTS:
        raise RuleBroken("last_on", "Enter a last day within a year of the first: then ask them whether it still helps")
    if len(running(session, person.id)) >= MOST:
        raise RuleBroken(None, f"They are reminded of {MOST} things already. End one first")
