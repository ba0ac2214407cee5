"""Taking people on and handing them over, with all that is open for them. What is on record stays with them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.referrals.codes.referral import ENDED
from directory.referrals.models import FollowUp, Person, Referral

MOST_AT_ONCE = 1000


def take_on(session: Session, person: Person, *, by: User, at: datetime) -> None:
    """Somebody in the queue gets a connector. Raises `Conflict` when a colleague was first."""
    mine = (
        update(Person)
        .where(Person.id == person.id, Person.navigator_id.is_(None))
        .values(navigator_id=by.id, team_id=by.team_id or person.team_id)
        .returning(Person.id)
    )
    if session.scalars(mine.execution_options(synchronize_session=False)).first() is None:
        raise Conflict("A colleague has just taken this person on. Nothing was changed.")
    session.expire(person)
    _bring_along(session, [person.id], by)
    _record(session, "person.taken_on", person.id, by, {"to": str(by.id)}, at)


def hand_over(session: Session, people: Sequence[Person], to: User | None, *, by: User, at: datetime) -> int:
    """Give people to a colleague, or to the team's queue. Gives how many. All that is open for them goes along."""
    if not people:
        raise RuleBroken("people", "Choose at least one person")
    if len(people) > MOST_AT_ONCE:
        raise RuleBroken("people", f"Choose at most {MOST_AT_ONCE} people at a time")
    if to is not None and to.team_id != by.team_id:
        raise RuleBroken("to", "Choose somebody of your team")
    for person in people:
        person.navigator_id = to.id if to else None
        _record(session, "person.handed_over", person.id, by, {"to": str(to.id) if to else "queue"}, at)
    session.flush()
    _bring_along(session, [person.id for person in people], to)
    return len(people)


def _bring_along(session: Session, people: Iterable[UUID], to: User | None) -> None:
    """What is open about somebody is for their connector to do, and answers come to them."""
    ids, navigator_id = list(people), to.id if to else None
    open_tasks = select(FollowUp).where(FollowUp.person_id.in_(ids), FollowUp.done_at.is_(None))
    for task in session.scalars(open_tasks.order_by(FollowUp.id)):
        task.navigator_id = navigator_id
    running = select(Referral).where(Referral.person_id.in_(ids), Referral.status.not_in(ENDED))
    for referral in session.scalars(running.order_by(Referral.id)):
        if referral.source != "partner":
            referral.navigator_id = navigator_id
    session.flush()


def _record(session: Session, action: str, person_id: UUID, by: User, detail: dict[str, str], at: datetime) -> None:
    record(session, actor=by.actor, action=action, subject=f"person:{person_id}", detail=detail, at=at)
