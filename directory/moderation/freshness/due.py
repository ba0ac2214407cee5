"""Keeps each listing's next due day true: after a check, and when its needs, kind or room have changed.

Everything that changes listings tells so by a signal in its own transaction; the days follow in the same one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from directory.listings.codes import AssetType, LinkType
from directory.listings.freshness import Pace, pace_of, review_due
from directory.listings.models import Attribute, Service, ServiceCapacity
from directory.signals import service_changed
from directory.taxonomy.models import Taxonomy, TaxonomyTerm

AT_ONCE = 500  # ids in one IN (…)


@dataclass(frozen=True)
class Grounds:
    """What a listing's pace follows from, with the check it counts from."""

    row: Any
    needs: frozenset[str]

    @property
    def pace(self) -> Pace:
        """How fast it goes out of date."""
        return pace_of(AssetType(self.row.asset_type), self.needs, self.row.capacity)

    @property
    def due_on(self) -> date | None:
        """The day by which it must be checked again; none for a listing that nobody ever checked."""
        if self.row.verified_at is None:
            return None
        return review_due(self.row.verified_at, AssetType(self.row.asset_type), self.needs, self.row.capacity)


def grounds_of(session: Session, service_ids: Sequence[UUID]) -> dict[UUID, Grounds]:
    """What the due days of some listings follow from."""
    found: dict[UUID, Grounds] = {}
    for start in range(0, len(service_ids), AT_ONCE):
        some = service_ids[start : start + AT_ONCE]
        needs = _needs_of(session, some)
        rows = session.execute(
            select(
                Service.id,
                Service.asset_type,
                Service.verified_at,
                Service.review_due_on,
                ServiceCapacity.status.label("capacity"),
            )
            .outerjoin(ServiceCapacity, ServiceCapacity.service_id == Service.id)
            .where(Service.id.in_(some))
        )
        found |= {row.id: Grounds(row, frozenset(needs[row.id])) for row in rows}
    return found


def due_days(session: Session, service_ids: Sequence[UUID]) -> Mapping[UUID, date | None]:
    """The day by which each of some listings must be checked again."""
    return {service_id: grounds.due_on for service_id, grounds in grounds_of(session, service_ids).items()}


def keep_due_days(session: Session, *, service_ids: Sequence[UUID]) -> None:
    """Listener: write the due day of listings where it has moved. Their versions stay, for this is no edit."""
    session.flush()
    moved = [
        {"moved_id": service_id, "due_on": grounds.due_on}
        for service_id, grounds in grounds_of(session, list(service_ids)).items()
        if grounds.due_on != grounds.row.review_due_on
    ]
    if not moved:
        return
    table = Service.__table__
    statement = (
        update(table)  # type: ignore[arg-type]  # a declared class's table is one
        .where(table.c.id == bindparam("moved_id"))
        .values(review_due_on=bindparam("due_on"), updated_at=table.c.updated_at)
    )
    session.connection().execute(statement, moved)
    _refresh_held(session, {row["moved_id"] for row in moved})


def listen() -> None:
    """Follow every change from now on."""
    service_changed.connect(keep_due_days)


def _refresh_held(session: Session, service_ids: set[Any]) -> None:
    """Records in hand read their due day anew when next asked."""
    for held in list(session.identity_map.values()):
        if isinstance(held, Service) and held.id in service_ids:
            session.expire(held, ["review_due_on"])


def _needs_of(session: Session, service_ids: Sequence[UUID]) -> Mapping[UUID, set[str]]:
    needs: dict[UUID, set[str]] = defaultdict(set)
    rows = session.execute(
        select(Attribute.service_id, TaxonomyTerm.code)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .where(Attribute.service_id.in_(service_ids), Attribute.link_type == LinkType.NEED, Taxonomy.code == "needs")
    )
    for row in rows:
        needs[row.service_id].add(row.code)
    return needs
