"""Who looks after whom. A carer is a person in their own right, with a record of their own."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory.audit.chain import record
from directory.errors import RuleBroken
from directory.referrals.models import Caring, Person


def add_caring(session: Session, carer: Person, cared_for: Person, relation: str, *, by: str, at: datetime) -> Caring:
    """Note that one looks after the other. Raises `RuleBroken` when it is noted already, or both are one."""
    if carer.id == cared_for.id:
        raise RuleBroken("reference", "Enter the reference of somebody else: nobody is their own carer")
    caring = Caring(carer_id=carer.id, cared_for_id=cared_for.id, relation=relation, since=at)
    try:
        with session.begin_nested():
            session.add(caring)
    except IntegrityError:
        raise RuleBroken("reference", "This is noted already: look at the page of either of them") from None
    for person in (carer, cared_for):
        record(session, actor=by, action="person.caring_added", subject=person.actor, detail={}, at=at)
    return caring


def end_caring(session: Session, caring: Caring, *, by: str, at: datetime) -> None:
    """They do not look after them any more, or never did. Both records stay."""
    for person_id in (caring.carer_id, caring.cared_for_id):
        record(session, actor=by, action="person.caring_ended", subject=f"person:{person_id}", detail={}, at=at)
    session.delete(caring)
    session.flush()


def caring_of(person: Person) -> Select[Caring]:
    """Every tie of somebody, as carer or as the one looked after."""
    return select(Caring).where(or_(Caring.carer_id == person.id, Caring.cared_for_id == person.id)).order_by(Caring.id)


def ties_of(session: Session, person: Person, people: Select[Person]) -> Sequence[tuple[Caring, Person | None]]:
    """Each tie with the other person, who is left out where they are not among these people."""
    ties = list(session.scalars(caring_of(person)))
    others = {_other(tie, person) for tie in ties}
    found = {each.id: each for each in session.scalars(people.where(Person.id.in_(others)))} if others else {}
    return [(tie, found.get(_other(tie, person))) for tie in ties]


def is_carer(tie: Caring, person: Person) -> bool:
    """Whether this person is the one who looks after the other."""
    return tie.carer_id == person.id


def _other(tie: Caring, person: Person) -> UUID:
    return tie.cared_for_id if is_carer(tie, person) else tie.carer_id
