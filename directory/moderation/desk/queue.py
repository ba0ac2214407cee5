"""Whom to ring today: the listings that are due, in the order of `priority`, those of one organisation together.

Each question is asked once for all of them, so that four hundred cost as many queries as four.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import AssetType, LinkType, ListingStatus
from directory.listings.freshness import CRISIS_NEEDS, Pace, pace_of
from directory.listings.models import Attribute, Organization, Service, ServiceCapacity
from directory.moderation.desk.models import CallPlan
from directory.moderation.desk.priority import priority
from directory.moderation.freshness.models import ListingFinding
from directory.moderation.freshness.owners import owner_id
from directory.moderation.providing.models import ListingUse
from directory.moderation.stewardship.policy import within
from directory.taxonomy.models import TaxonomyTerm

RUNG = (ListingStatus.PUBLISHED, ListingStatus.PUBLISHED_PAUSED, ListingStatus.REVIEW_DUE, ListingStatus.STALE)
USED_MONTHS = 3
FEW = 500  # ids in one IN (…)


@dataclass(frozen=True)
class DueCall:
    """One listing to ring about, and what its place in the order follows from."""

    service_id: UUID
    name: str
    organization_id: UUID | None
    organization: str
    due_on: date | None
    status: ListingStatus
    pace: Pace
    views: int
    findings: int
    no_answers: int
    weight: float


@dataclass(frozen=True)
class CallGroup:
    """Listings that one call can settle: those of one organisation, or a single one."""

    calls: tuple[DueCall, ...]

    @property
    def first(self) -> DueCall:
        """The one that presses most."""
        return self.calls[0]


def calls_today(session: Session, user: User, today: date, *, show: str = "due", owner: str = "all") -> list[CallGroup]:
    """Everything there is to ring about on a day, the most pressing first."""
    rule = and_(_listed(show, today), within(user.areas), *_owned(owner, user))
    rows = session.execute(_rows(rule, today)).all()
    if len(rows) <= FEW:  # reading by id is quicker than asking the rule again
        rule = Service.id.in_([row.id for row in rows])
    crisis, views, findings = _crisis(session, rule), _views(session, rule, today), _findings(session, rule)
    calls = [
        _call(row, crisis, views.get(row.id, 0), findings.get(row.id, 0), today)
        for row in rows
        if show != "findings" or findings.get(row.id)
    ]
    return grouped(calls)


def grouped(calls: Iterable[DueCall]) -> list[CallGroup]:
    """Calls in order; an organisation stands where its most pressing listing does."""
    groups: dict[UUID, list[DueCall]] = {}
    for call in sorted(calls, key=lambda call: (-call.weight, call.name, str(call.service_id))):
        groups.setdefault(call.organization_id or call.service_id, []).append(call)
    return [CallGroup(tuple(group)) for group in groups.values()]


def listings_in_reach(user: User) -> Select[Service]:
    """The listings this steward may ring about, due or not."""
    rung = (*RUNG, ListingStatus.CLOSING, ListingStatus.ARCHIVED)
    return select(Service).where(Service.listing_status.in_(rung), within(user.areas))


def due_of_organization(session: Session, user: User, organization_id: UUID, today: date) -> Sequence[Service]:
    """The listings of one organisation that are due."""
    query = listings_in_reach(user).where(Service.organization_id == organization_id, _listed("due", today))
    return session.scalars(query.order_by(Service.review_due_on, Service.name, Service.id)).all()


def _listed(show: str, today: date) -> ColumnElement[bool]:
    shown = Service.listing_status.in_(RUNG)
    match show:
        case "never":
            return and_(shown, Service.verified_at.is_(None))
        case "findings":
            found = select(ListingFinding.service_id).where(ListingFinding.closed_at.is_(None))
            return and_(shown, Service.id.in_(found))
        case _:
            return and_(shown, Service.review_due_on <= today)


def _owned(owner: str, user: User) -> tuple[ColumnElement[bool], ...]:
    if owner == "mine":
        return (owner_id() == user.id,)
    return (owner_id().is_(None),) if owner == "unowned" else ()


def _rows(rule: ColumnElement[bool], today: date) -> Select[*tuple[Any, ...]]:
    waits = or_(CallPlan.not_before.is_(None), CallPlan.not_before <= today)
    return (
        select(
            Service.id,
            Service.name,
            Service.organization_id,
            Organization.name.label("organization"),
            Service.review_due_on,
            Service.listing_status,
            Service.asset_type,
            ServiceCapacity.status.label("capacity"),
            func.coalesce(CallPlan.no_answers, 0).label("no_answers"),
        )
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .outerjoin(ServiceCapacity, ServiceCapacity.service_id == Service.id)
        .outerjoin(CallPlan, CallPlan.service_id == Service.id)
        .where(rule, waits)
    )


def _call(row: Any, crisis: frozenset[UUID], views: int, findings: int, today: date) -> DueCall:
    needs = CRISIS_NEEDS if row.id in crisis else frozenset[str]()
    pace = pace_of(AssetType(row.asset_type), needs, row.capacity)
    late = (today - row.review_due_on).days if row.review_due_on else 0
    return DueCall(
        service_id=row.id,
        name=row.name,
        organization_id=row.organization_id,
        organization=row.organization or "",
        due_on=row.review_due_on,
        status=row.listing_status,
        pace=pace,
        views=views,
        findings=findings,
        no_answers=row.no_answers,
        weight=priority(views=views, pace=pace, findings=findings, days_overdue=late),
    )


def _crisis(session: Session, rule: ColumnElement[bool]) -> frozenset[UUID]:
    query = (
        select(Attribute.service_id)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .join(Service, Service.id == Attribute.service_id)
        .where(rule, Attribute.link_type == LinkType.NEED, TaxonomyTerm.code.in_(sorted(CRISIS_NEEDS)))
    )
    return frozenset(session.scalars(query))


def _views(session: Session, rule: ColumnElement[bool], today: date) -> Mapping[UUID, int]:
    since = (today - timedelta(days=31 * (USED_MONTHS - 1))).replace(day=1)
    query = (
        select(ListingUse.service_id, func.sum(ListingUse.views))
        .join(Service, Service.id == ListingUse.service_id)
        .where(rule, ListingUse.month >= since)
        .group_by(ListingUse.service_id)
    )
    return {service_id: int(views) for service_id, views in session.execute(query)}


def _findings(session: Session, rule: ColumnElement[bool]) -> Mapping[UUID, int]:
    query = (
        select(ListingFinding.service_id, func.count())
        .join(Service, Service.id == ListingFinding.service_id)
        .where(rule, ListingFinding.closed_at.is_(None))
        .group_by(ListingFinding.service_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
