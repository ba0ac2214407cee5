"""The daily job that writes to those who run something: one letter a person, however many listings it is about.

A letter is due 30 and 14 days before the day of the next check, on that day, when the listing is about to leave, and
when it has left. What was said once for a due day is not said again.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from directory import clock, encryption
from directory.audit import chain
from directory.listings.codes import ListingStatus
from directory.listings.freshness import Pace, rhythm
from directory.listings.models import Service
from directory.moderation.freshness.due import grounds_of
from directory.moderation.freshness.models import ListingWatch, Reminder, ReminderLetter
from directory.moderation.freshness.recipients import addresses_for
from directory.moderation.freshness.states import AGEING
from directory.moderation.freshness.watching import watches_of
from directory.notifications import outbox

#: How a reminder's step is stored: days before the check is due, and below zero what comes after.
FIRST, SECOND, DUE, WARNED, HIDDEN, ASKED = 30, 14, 0, -1, -2, -3
TOPIC = "provider.still_right"
AT_ONCE = 500


@dataclass(frozen=True)
class Wanted:
    """One listing of which somebody is to be told, and at which step."""

    service: Service
    due_on: date
    step: int


def remind(session: Session, at: datetime, *, most: int) -> str:
    """Leave a letter in the outbox for everybody who has one due; `most` letters in one go, the rest tomorrow."""
    letters = 0
    for email, wanted in _by_person(session, clock.local(at).date()):
        if letters == most:
            break
        _leave(session, email, wanted, at)
        letters += 1
        session.commit()
    return f"{letters} letters"


def ask_now(session: Session, service: Service, at: datetime) -> bool:
    """Write about one listing at once, because somebody at the desk asks for it; whether anybody was written to."""
    emails = addresses_for(session, [service])[service.id]
    for email in emails:
        _leave(session, email, [Wanted(service, service.review_due_on or clock.local(at).date(), ASKED)], at)
    return bool(emails)


def step_on(today: date, due_on: date, pace: Pace, status: ListingStatus, watch: ListingWatch | None) -> int | None:
    """What there is to say of a listing on a day, if anything. A check that holds a month needs no 30 days' notice."""
    if status is ListingStatus.STALE:
        return HIDDEN if watch is not None and watch.stale_on else None
    if watch is not None and watch.warned_on:
        return WARNED
    days = (due_on - today).days
    if days <= 0:
        return DUE
    if days <= SECOND:
        return SECOND
    return FIRST if days <= FIRST and rhythm().review_days[pace] >= 2 * FIRST else None


def _by_person(session: Session, today: date) -> Iterator[tuple[str, list[Wanted]]]:
    """Everybody with something to be told, those with the most pressing first."""
    people: dict[str, list[Wanted]] = defaultdict(list)
    for start in range(0, len(ids := _candidates(session, today)), AT_ONCE):
        services = _read(session, ids[start : start + AT_ONCE])
        wanted = _wanted(session, services, today)
        for service_id, emails in addresses_for(session, [each.service for each in wanted.values()]).items():
            for email in emails:
                people[email].append(wanted[service_id])
    yield from sorted(people.items(), key=lambda item: (min(each.due_on for each in item[1]), item[0]))


def _candidates(session: Session, today: date) -> Sequence[UUID]:
    told = (*AGEING, ListingStatus.STALE)
    query = select(Service.id).where(
        Service.listing_status.in_(told), Service.review_due_on <= today + timedelta(days=FIRST)
    )
    return session.scalars(query.order_by(Service.review_due_on, Service.id)).all()


def _read(session: Session, ids: Sequence[UUID]) -> Sequence[Service]:
    query = select(Service).options(joinedload(Service.organization)).where(Service.id.in_(ids))
    return session.scalars(query.order_by(Service.review_due_on, Service.id)).all()


def _wanted(session: Session, services: Sequence[Service], today: date) -> Mapping[UUID, Wanted]:
    ids = [service.id for service in services]
    grounds, watches, told = grounds_of(session, ids), watches_of(session, ids), _told(session, ids)
    found: dict[UUID, Wanted] = {}
    for service in services:
        due_on = service.review_due_on
        if due_on is None:
            continue
        pace = grounds[service.id].pace
        step = step_on(today, due_on, pace, service.listing_status, watches.get(service.id))
        if step is not None and (service.id, due_on, step) not in told:
            found[service.id] = Wanted(service, due_on, step)
    return found


def _told(session: Session, ids: Sequence[UUID]) -> set[tuple[UUID, date, int]]:
    rows = session.execute(
        select(Reminder.service_id, Reminder.due_on, Reminder.step).where(Reminder.service_id.in_(ids))
    )
    return {(row.service_id, row.due_on, row.step) for row in rows}


def _leave(session: Session, email: str, wanted: Sequence[Wanted], at: datetime) -> None:
    letter = ReminderLetter(email=email, email_fingerprint=encryption.fingerprint(email), created_at=at)
    session.add(letter)
    session.flush()
    session.add_all(
        Reminder(letter_id=letter.id, service_id=each.service.id, due_on=each.due_on, step=each.step) for each in wanted
    )
    outbox.put(session, TOPIC, {"letter": str(letter.id)}, at=at)
    detail = {"listings": len(wanted)}
    chain.record(
        session,
        actor="job:remind",
        action="reminder.left",
        subject=f"reminder_letter:{letter.id}",
        detail=detail,
        at=at,
    )
