"""The figures behind "how true the directory is": counted in the database, for all or for a steward's areas."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.geo.models import Area
from directory.listings.codes import LinkType, ListingStatus, VerificationMethod
from directory.listings.models import Attribute, Location, Service, ServiceAtLocation, ServiceTier
from directory.listings.policy import is_shown
from directory.moderation.desk.truth.report import VERIFIED_DAYS
from directory.moderation.freshness.models import ListingFinding
from directory.moderation.freshness.owners import owner_id
from directory.moderation.stewardship.policy import within
from directory.taxonomy.models import Taxonomy, TaxonomyTerm

NOWHERE = "By phone, online or at home"
NOBODY = "Nobody"


@dataclass(frozen=True)
class Scope:
    """Whose listings are counted, and as of when."""

    today: date
    areas: frozenset[str]

    @property
    def listed(self) -> ColumnElement[bool]:
        """What people can find."""
        return and_(is_shown(self.today), within(self.areas))

    @property
    def verified(self) -> ColumnElement[bool]:
        """Whether somebody has checked a listing lately; being copied from a list is no check."""
        since = datetime.combine(self.today - timedelta(days=VERIFIED_DAYS), time(), tzinfo=clock.LONDON)
        return and_(
            Service.verified_at >= since,
            or_(Service.verification_method.is_(None), Service.verification_method != VerificationMethod.IMPORTED),
        )

    @property
    def overdue(self) -> ColumnElement[bool]:
        """Whether a check was due before today."""
        return Service.review_due_on < self.today


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def totals(session: Session, scope: Scope) -> Any:
    """How many are listed, of these verified, overdue, and never checked."""
    return session.execute(
        select(
            func.count().label("listed"),
            _sum(scope.verified).label("verified"),
            _sum(scope.overdue).label("overdue"),
            _sum(Service.verified_at.is_(None)).label("never"),
        ).where(scope.listed)
    ).one()


def hidden(session: Session, scope: Scope) -> int:
    """How many listings are out of search because nobody confirmed them."""
    stale = and_(Service.listing_status == ListingStatus.STALE, within(scope.areas))
    return session.scalar(select(func.count()).select_from(Service).where(stale)) or 0


def by_area(session: Session, scope: Scope) -> list[tuple[str, int, int]]:
    """For each district: its name, how many listings were verified, how many there are. One counts once in each."""
    held = (
        select(ServiceAtLocation.service_id, Location.district_code)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .distinct()
        .subquery()
    )
    names = select(Area.code, func.max(Area.name).label("name")).group_by(Area.code).subquery()
    query = (
        select(names.c.name, _sum(scope.verified), func.count())
        .select_from(Service)
        .outerjoin(held, held.c.service_id == Service.id)
        .outerjoin(names, names.c.code == held.c.district_code)
        .where(scope.listed)
        .group_by(names.c.name)
    )
    return [(row[0] or NOWHERE, int(row[1]), row[2]) for row in session.execute(query)]


def by_need(session: Session, scope: Scope) -> list[tuple[str, int, int]]:
    """For each need: its name, how many listings were verified, how many there are. One counts under each."""
    query = (
        select(TaxonomyTerm.name, _sum(scope.verified), func.count())
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .join(Attribute, Attribute.taxonomy_term_id == TaxonomyTerm.id)
        .join(Service, Service.id == Attribute.service_id)
        .where(scope.listed, Taxonomy.code == "needs", Attribute.link_type == LinkType.NEED)
        .group_by(TaxonomyTerm.id, TaxonomyTerm.name)
    )
    return [(row[0], int(row[1]), row[2]) for row in session.execute(query)]


def by_owner(session: Session, scope: Scope) -> list[tuple[str, int, int]]:
    """For each owner: their name, how many of their listings are overdue, how many they have. Nobody's come first."""
    owned = select(owner_id().label("owner"), case((scope.overdue, 1), else_=0).label("overdue")).where(scope.listed)
    each = owned.subquery()
    rows = session.execute(select(each.c.owner, func.sum(each.c.overdue), func.count()).group_by(each.c.owner))
    counts = {row[0]: (int(row[1]), row[2]) for row in rows}
    names = names_of(session, [owner for owner in counts if owner])
    said = [(names.get(owner, NOBODY) if owner else NOBODY, *figures) for owner, figures in counts.items()]
    return sorted(said, key=lambda row: (row[0] != NOBODY, -row[1], row[0]))


def names_of(session: Session, user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Stewards by name."""
    users = session.scalars(select(User).where(User.id.in_(list(user_ids))))
    return {user.id: user.name or "A steward without a name" for user in users}


def findings(session: Session, scope: Scope) -> list[tuple[str, int]]:
    """How many findings of each kind are open."""
    query = (
        select(ListingFinding.kind, func.count())
        .join(Service, Service.id == ListingFinding.service_id)
        .where(within(scope.areas), ListingFinding.closed_at.is_(None))
        .group_by(ListingFinding.kind)
    )
    return sorted((row[0].label, row[1]) for row in session.execute(query))


def coverage(session: Session, scope: Scope) -> Counter[tuple[str, str, str]]:
    """How many listings there are for each tier, scale and time around a crisis; "" where it is not told."""
    tiers: dict[UUID, list[str]] = {}
    query = select(ServiceTier.service_id, ServiceTier.tier).join(Service, Service.id == ServiceTier.service_id)
    for service_id, tier in session.execute(query.where(scope.listed)):
        tiers.setdefault(service_id, []).append(tier.value)
    found: Counter[tuple[str, str, str]] = Counter()
    rows = session.execute(select(Service.id, Service.delivery_scale, Service.crisis_timing).where(scope.listed))
    for row in rows:
        scale = row.delivery_scale.value if row.delivery_scale else ""
        for code in tiers.get(row.id, [""]):
            found.update((code, scale, timing) for timing in row.crisis_timing or [""])
    return found


def by_commissioning(session: Session, scope: Scope) -> dict[str, int]:
    """How many listings each kind of backing has."""
    query = select(Service.commissioning_status, func.count()).where(scope.listed)
    return {row[0].value: row[1] for row in session.execute(query.group_by(Service.commissioning_status))}


def new_by_source(session: Session, scope: Scope) -> list[tuple[str, int]]:
    """How many listings came in the last 92 days, by where they came from."""
    since = datetime.combine(scope.today - timedelta(days=VERIFIED_DAYS), time(), tzinfo=clock.LONDON)
    query = (
        select(Service.source, func.count())
        .where(scope.listed, Service.created_at >= since)
        .group_by(Service.source)
        .order_by(func.count().desc(), Service.source)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
