"""Questions about promises: whom to ring, and how many wait."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.needs.codes import PromiseState
from directory.needs.models import Promise, UnmetNeed


def promise_for(session: Session, flag: UnmetNeed) -> Promise | None:
    """What was promised to whoever told of a need."""
    return session.scalars(select(Promise).where(Promise.unmet_need_id == flag.id)).first()


def to_tell(visible: Select[Promise]) -> Select[Promise]:
    """Those for whom something has opened, who waited longest first."""
    return visible.where(Promise.state == PromiseState.MATCHED).order_by(Promise.matched_at, Promise.id)


def count_in(session: Session, visible: Select[Promise], state: PromiseState) -> int:
    """How many are so far."""
    wanted = visible.where(Promise.state == state).order_by(None)
    return session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def listings_of(session: Session, promises: Sequence[Promise]) -> Mapping[UUID, str]:
    """The names of the listings that opened."""
    ids = {each.service_id for each in promises if each.service_id}
    rows = session.execute(select(Service.id, Service.name).where(Service.id.in_(ids)).order_by(Service.id))
    return {row.id: row.name for row in rows}


def names_of(session: Session, promises: Sequence[Promise]) -> Mapping[UUID, str]:
    """Who rings."""
    ids = {each.taken_by for each in promises if each.taken_by}
    return {user.id: user.name for user in session.scalars(select(User).where(User.id.in_(ids)).order_by(User.id))}


def flags_of(session: Session, promises: Sequence[Promise]) -> Mapping[UUID, UnmetNeed]:
    """The flags behind some promises."""
    ids = [each.unmet_need_id for each in promises]
    return {
        flag.id: flag for flag in session.scalars(select(UnmetNeed).where(UnmetNeed.id.in_(ids)).order_by(UnmetNeed.id))
    }
