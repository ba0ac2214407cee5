"""Questions about pairs that look alike and joinings that were made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from directory.listings.models import Address, Location, Service, ServiceAtLocation
from directory.moderation.duplicates.codes import PairState
from directory.moderation.duplicates.finding import COMPARED
from directory.moderation.duplicates.models import DuplicatePair, DuplicateSearch, Merge
from directory.moderation.stewardship.policy import within


@dataclass(frozen=True)
class LastLook:
    """When the whole directory was last looked through, and whether that is under way."""

    started_at: datetime
    ended_at: datetime | None
    listings: int


def waiting(areas: Iterable[str] = ()) -> Select[DuplicatePair]:
    """Pairs that wait, both listings still in the directory, the likeliest first; with areas, those that touch them."""
    first, second = aliased(Service), aliased(Service)
    query = (
        select(DuplicatePair)
        .join(first, first.id == DuplicatePair.first_id)
        .join(second, second.id == DuplicatePair.second_id)
        .where(
            DuplicatePair.state == PairState.WAITING,
            first.listing_status.in_(COMPARED),
            second.listing_status.in_(COMPARED),
        )
        .order_by(DuplicatePair.score.desc(), DuplicatePair.id)
    )
    codes = frozenset(areas)
    return query.where(_touches(codes)) if codes else query


def _touches(codes: frozenset[str]) -> ColumnElement[bool]:
    mine = select(Service.id).where(within(codes))
    return or_(DuplicatePair.first_id.in_(mine), DuplicatePair.second_id.in_(mine))


def count_of(session: Session, query: Select[DuplicatePair]) -> int:
    """How many pairs a query finds."""
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def page_of(session: Session, query: Select[DuplicatePair], offset: int, size: int) -> Sequence[DuplicatePair]:
    """Some pairs with both listings and their organisations."""
    whole = query.options(
        joinedload(DuplicatePair.first).joinedload(Service.organization),
        joinedload(DuplicatePair.second).joinedload(Service.organization),
    )
    return session.scalars(whole.offset(offset).limit(size)).unique().all()


def next_after(session: Session, pair: DuplicatePair, areas: Iterable[str]) -> UUID | None:
    """The pair to look at when this one is decided."""
    query = waiting(areas).where(DuplicatePair.id != pair.id, DuplicatePair.score <= pair.score)
    found = session.scalars(query.limit(1)).first()
    return found.id if found else None


def towns_of(session: Session, service_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Where each listing happens, for stewards: town and postcode of its first places."""
    query = (
        select(ServiceAtLocation.service_id, Location.name, Address.address_1, Address.city, Address.postal_code)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .outerjoin(Address, Address.location_id == Location.id)
        .where(ServiceAtLocation.service_id.in_(sorted(set(service_ids))))
        .order_by(ServiceAtLocation.id, Address.id)
    )
    found: dict[UUID, list[str]] = {}
    for row in session.execute(query):
        found.setdefault(row.service_id, []).append(_one_line(row.address_1 or row.name or "", row))
    return {
        service_id: lines[0] + (f" and {len(lines) - 1} more" if len(lines) > 1 else "")
        for service_id, lines in found.items()
    }


def _one_line(street: str, row: Any) -> str:
    """An address without saying its town twice."""
    town = row.city if row.city and row.city.casefold() not in street.casefold() else ""
    return ", ".join(part for part in (street, town, row.postal_code) if part)


def last_look(session: Session) -> LastLook | None:
    """The latest walk through the directory."""
    query = select(DuplicateSearch).order_by(DuplicateSearch.started_at.desc(), DuplicateSearch.id.desc()).limit(1)
    found = session.scalars(query).first()
    return LastLook(found.started_at, found.ended_at, found.listings) if found else None


def merges(areas: Iterable[str] = ()) -> Select[Merge]:
    """Joinings, the latest first; with areas, those whose listing lies in them."""
    query = select(Merge).order_by(Merge.at.desc(), Merge.id.desc())
    codes = frozenset(areas)
    if not codes:
        return query
    mine = select(Service.id).where(within(codes))
    return query.where(or_(Merge.survivor_id.in_(mine), Merge.merged_id.in_(mine)))


def merge_of(session: Session, pair: DuplicatePair) -> Merge | None:
    """The joining of two listings that holds now."""
    ids = (pair.first_id, pair.second_id)
    query = select(Merge).where(Merge.survivor_id.in_(ids), Merge.merged_id.in_(ids), Merge.undone_at.is_(None))
    return session.scalars(query.order_by(Merge.at.desc()).limit(1)).first()
