"""Whose time is up. Counts from the last contact of any kind; a hold keeps a record whatever the day.

Three periods: a person's record, the link between a person and a need that stayed unmet, and the words of contacts in
which nobody was named; beside them what features above this one registered (see `ageing`). The plan says how many,
never who.
"""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from directory import clock
from directory.audit.chain import record
from directory.audit.models import AuditEvent
from directory.referrals.codes.work import ActionKind
from directory.referrals.models import ContactAction, Conversation, FollowUp, Person, Referral
from directory.referrals.privacy.ageing import Periods, kinds
from directory.referrals.privacy.erasing import erase_people, forget_messages, strip_talks, unlink

#: People, actions and contacts in one transaction: others must get to write in between.
AT_ONCE = 200
SYSTEM = "system"


@dataclass(frozen=True)
class Plan:
    """What a run would do on this day."""

    people: int
    held: int
    unmet: int
    nameless: int
    before: date
    unmet_before: date
    others: Mapping[str, int]

    @property
    def numbers(self) -> dict[str, int]:
        """What is due, by key, as the audit record keeps it."""
        return {"people": self.people, "held": self.held, "unmet": self.unmet, "nameless": self.nameless, **self.others}

    @property
    def is_anything(self) -> bool:
        """Whether there is anything to do; what is held stays."""
        return any(number for key, number in self.numbers.items() if key != "held")


def plan(session: Session, periods: Periods, at: datetime) -> Plan:
    """Count what is due, and what a hold keeps. Changes nothing."""
    edge, unmet_edge = _edges(periods, at)
    return Plan(
        people=_count(session, due_people(edge)),
        held=_count(session, select(Person.id).where(_is_due(edge), Person.hold_reason.is_not(None))),
        unmet=_count(session, _due_unmet(unmet_edge)),
        nameless=_count(session, _due_talks(edge)),
        before=clock.local(edge).date(),
        unmet_before=clock.local(unmet_edge).date(),
        others={kind.key: _count(session, kind.due(months_before(at, kind.months(periods)))) for kind in kinds()},
    )


def run_retention(
    session: Session, periods: Periods, *, by: str, at: datetime, after_batch: Callable[[], None] | None = None
) -> Plan:
    """Do what is due and give what was done. Safe to stop and run again.

    `after_batch` is called after each batch, which is whole in itself: a job commits there, so that others can write.
    """
    pause = after_batch or session.flush
    edge, unmet_edge = _edges(periods, at)
    before = plan(session, periods, at)
    _in_batches(session, _due_unmet(unmet_edge), lambda ids: _unlink(session, ids), pause)
    _in_batches(session, due_people(edge), lambda ids: _erase(session, ids, by=by, at=at), pause)
    _in_batches(session, _due_talks(edge), lambda ids: strip_talks(session, ids), pause)
    for kind in kinds():
        due, erase = kind.due(months_before(at, kind.months(periods))), kind.erase
        _in_batches(session, due, partial(erase, session), pause)
    if before.is_anything:
        record(session, actor=by, action="retention.done", subject="retention", detail=before.numbers, at=at)
    return before


def last_runs(session: Session, most: int = 10) -> list[AuditEvent]:
    """The last runs that did something, the newest first."""
    found = select(AuditEvent).where(AuditEvent.action == "retention.done").order_by(AuditEvent.sequence.desc())
    return list(session.scalars(found.limit(most)))


def due_people(edge: datetime) -> Select[Any]:
    """The ids of those whose time is up and whom no hold keeps."""
    return select(Person.id).where(_is_due(edge), Person.hold_reason.is_(None)).order_by(Person.last_contact_at)


def months_before(moment: datetime, months: int) -> datetime:
    """The same local day so many months earlier; the last of the month where it has no such day."""
    day = clock.local(moment)
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def _edges(periods: Periods, at: datetime) -> tuple[datetime, datetime]:
    return months_before(at, periods.person), months_before(at, periods.unmet)


def _is_due(edge: datetime) -> ColumnElement[bool]:
    """No contact of any kind since: not noted on the record, and nothing that happened either."""
    return and_(
        Person.last_contact_at < edge,
        ~_since(Conversation, Conversation.at >= edge),
        ~_since(ContactAction, ContactAction.at >= edge),
        ~_since(Referral, or_(Referral.status_since >= edge, Referral.created_at >= edge)),
        ~_since(FollowUp, FollowUp.done_at >= edge),
    )


def _since(model: Any, is_recent: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(model.person_id == Person.id, is_recent)


def _due_unmet(edge: datetime) -> Select[Any]:
    """Needs that stayed unmet, still tied to somebody. Those of a held record stay with it."""
    held = select(Person.id).where(Person.hold_reason.is_not(None))
    return (
        select(ContactAction.id)
        .where(
            ContactAction.kind == ActionKind.UNMET,
            ContactAction.at < edge,
            ContactAction.person_id.is_not(None),
            ContactAction.person_id.not_in(held),
        )
        .order_by(ContactAction.at)
    )


def _due_talks(edge: datetime) -> Select[Any]:
    """Contacts in which nobody was named, with words or with who noted them."""
    return (
        select(Conversation.id)
        .where(Conversation.person_id.is_(None), Conversation.navigator_id.is_not(None), Conversation.at < edge)
        .order_by(Conversation.at)
    )


def _in_batches(
    session: Session, due: Select[Any], work: Callable[[list[UUID]], None], pause: Callable[[], None]
) -> None:
    while ids := list(session.scalars(due.limit(AT_ONCE))):
        work(ids)
        pause()


def _unlink(session: Session, ids: list[UUID]) -> None:
    unlink(session, ids)
    forget_messages(session, {str(each) for each in ids})


def _erase(session: Session, ids: list[UUID], *, by: str, at: datetime) -> None:
    forget_messages(session, erase_people(session, ids))
    for each in ids:
        record(session, actor=by, action="person.erased", subject=f"person:{each}", detail={"why": "retention"}, at=at)


def _count(session: Session, ids: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(ids.order_by(None).subquery())) or 0
