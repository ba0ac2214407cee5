"""What a supervisor does about somebody's data: keep it on hold, give a copy, erase it, and say why."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.referrals.models import Person
from directory.referrals.people.opening import ReadingReason, give_reason
from directory.referrals.privacy.codes import ErasureReason, HoldReason, KnownBy
from directory.referrals.privacy.erasing import erase_people, forget_messages
from directory.web.references import as_written

ON_HOLD = "This record is on hold, so nothing of it may be erased. Lift the hold first, if its reason has gone."


def hold(session: Session, person: Person, reason: HoldReason, *, by: User, at: datetime) -> None:
    """Keep everything of somebody, whatever the day."""
    if person.hold_reason is not None:
        raise Conflict("This record is on hold already.")
    person.hold_reason, person.hold_by = reason.value, by.id
    record(session, actor=by.actor, action="person.held", subject=person.actor, detail={"reason": reason.value}, at=at)


def lift_hold(session: Session, person: Person, *, by: User, at: datetime) -> None:
    """The reason has gone: retention counts again from the last contact."""
    if person.hold_reason is None:
        raise Conflict("This record is not on hold.")
    person.hold_reason, person.hold_by = None, None
    record(session, actor=by.actor, action="person.hold_lifted", subject=person.actor, detail={}, at=at)


def allow_copy(session: Session, person: Person, known_by: KnownBy, *, by: User, at: datetime) -> None:
    """Write down that the person asked for a copy and how they were known. The copy opens until midnight."""
    give_reason(session, person, ReadingReason.REQUEST, by=by, at=at)
    detail = {"known_by": known_by.value}
    record(session, actor=by.actor, action="person.copied", subject=person.actor, detail=detail, at=at)


def erase_person(
    session: Session, person: Person, reason: ErasureReason, *, typed: str, by: User, at: datetime
) -> None:
    """Erase somebody now. What reports count stays, as nobody's.

    Raises `RuleBroken` unless the reference was typed, `Conflict` while a hold keeps the record.
    """
    if person.hold_reason is not None:
        raise Conflict(ON_HOLD)
    if as_written(typed) != person.reference:
        raise RuleBroken("typed", f"Type the reference of this record, {person.reference}, to erase it")
    subject, person_id = person.actor, person.id
    forget_messages(session, erase_people(session, [person_id]))
    record(session, actor=by.actor, action="person.erased", subject=subject, detail={"why": reason.value}, at=at)
