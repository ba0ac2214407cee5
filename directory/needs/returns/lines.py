"""A return, listing by listing: what is known already, what was said, and what that adds to the flags. Counts only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.models import Area
from directory.listings.codes import LinkType
from directory.listings.models import Attribute, Location, Service, ServiceArea, ServiceAtLocation
from directory.moderation.providing.policy import KEPT
from directory.moderation.providing.quarterly.quarters import Quarter, ended_before, quarter_called
from directory.needs.models import ProviderReturn
from directory.referrals.codes.referral import Declined, ReferralStatus
from directory.referrals.models import Referral
from directory.taxonomy.models import TaxonomyTerm

_DISTRICT = ("E06", "E07", "E08", "E09", "W06", "S12", "N09")


@dataclass(frozen=True)
class Line:
    """One listing in a return; `known` counts are of referrals that came through Waypost."""

    service_id: UUID
    name: str
    need: str
    district: str | None
    known_turned_away: int
    known_waiting: int
    turned_away: int
    waiting: int
    reason: str

    @property
    def added(self) -> int:
        """Whom the flags do not know yet: each "no" to a referral is followed up, and flagged, there."""
        return max(0, self.turned_away - self.known_turned_away)


@dataclass(frozen=True)
class Answer:
    """What an organisation says of one listing."""

    turned_away: int
    waiting: int
    reason: str


def quarter_of(code: str) -> Quarter | None:
    """The quarter with this code, None for what is none."""
    is_one = len(code) == 7 and code[:4].isdigit() and code[4:6] == "-Q" and code[6] in "1234"
    return quarter_called(code) if is_one and int(code[:4]) > 0 else None


def open_until(quarter: Quarter) -> date:
    """The last day on which it may be sent or corrected: the quarter after it ends."""
    following = quarter_called(f"{quarter.end.year}-Q{(quarter.end.month + 2) // 3}")
    return following.end - timedelta(days=1)


def has_ended(quarter: Quarter, today: date) -> bool:
    """Whether one can be asked about it."""
    return quarter.end <= today


def is_open(quarter: Quarter, today: date) -> bool:
    """Whether it may still be sent or corrected."""
    return has_ended(quarter, today) and today <= open_until(quarter)


def present_quarter(today: date) -> Quarter:
    """The quarter that is asked about now."""
    return ended_before(today)


def return_of(session: Session, organization_id: UUID, quarter: Quarter) -> ProviderReturn | None:
    """What an organisation said of a quarter, or was asked."""
    found = select(ProviderReturn).where(
        ProviderReturn.organization_id == organization_id, ProviderReturn.quarter == quarter.start
    )
    return session.scalars(found).one_or_none()


def returns_of(session: Session, organization_id: UUID) -> Sequence[ProviderReturn]:
    """All that an organisation sent, the latest first."""
    sent = select(ProviderReturn).where(
        ProviderReturn.organization_id == organization_id, ProviderReturn.sent_at.is_not(None)
    )
    return session.scalars(sent.order_by(ProviderReturn.quarter.desc())).all()


def lines_for(session: Session, organization_id: UUID, quarter: Quarter) -> list[Line]:
    """A line for each listing, filled with what was said or else with what is known."""
    said = _said(return_of(session, organization_id, quarter))
    services = session.execute(
        select(Service.id, Service.name)
        .where(Service.organization_id == organization_id, Service.listing_status.in_(KEPT))
        .order_by(Service.name, Service.id)
    ).all()
    ids = [row.id for row in services]
    turned, reasons = _declined(session, ids, quarter)
    waiting, districts, needs = _waiting(session, ids, quarter), _districts(session, ids), _needs(session, ids)
    return [
        Line(
            service_id=row.id,
            name=row.name,
            need=needs.get(row.id, ""),
            district=districts.get(row.id),
            known_turned_away=turned.get(row.id, 0),
            known_waiting=waiting.get(row.id, 0),
            turned_away=said[row.id].turned_away if row.id in said else turned.get(row.id, 0),
            waiting=said[row.id].waiting if row.id in said else waiting.get(row.id, 0),
            reason=said[row.id].reason if row.id in said else reasons.get(row.id, ""),
        )
        for row in services
    ]


def _said(sent: ProviderReturn | None) -> Mapping[UUID, Answer]:
    if sent is None or sent.sent_at is None:
        return {}
    return {
        UUID(line["service_id"]): Answer(line["turned_away"], line["waiting"], line["reason"] or "")
        for line in sent.lines
    }


def _declined(session: Session, ids: Sequence[UUID], quarter: Quarter) -> tuple[dict[UUID, int], dict[UUID, str]]:
    """How many referrals each declined in the quarter, and the reason it gave most."""
    rows: Any = session.execute(
        select(Referral.service_id, Referral.declined, func.count())
        .where(Referral.service_id.in_(ids), Referral.declined.is_not(None))
        .where(
            Referral.decided_at >= clock.start_of_day(quarter.start),
            Referral.decided_at < clock.start_of_day(quarter.end),
        )
        .group_by(Referral.service_id, Referral.declined)
        .order_by(func.count(), Referral.declined)
    )
    numbers: dict[UUID, int] = {}
    reasons: dict[UUID, str] = {}
    for service_id, reason, number in rows:
        numbers[service_id] = numbers.get(service_id, 0) + number
        reasons[service_id] = Declined(reason).value  # the last is the most frequent
    return numbers, reasons


def _waiting(session: Session, ids: Sequence[UUID], quarter: Quarter) -> dict[UUID, int]:
    """How many of those sent before the quarter's end are on the waiting list."""
    rows: Any = session.execute(
        select(Referral.service_id, func.count())
        .where(Referral.service_id.in_(ids), Referral.status == ReferralStatus.WAITING)
        .where(Referral.submitted_at < clock.start_of_day(quarter.end))
        .group_by(Referral.service_id)
    )
    return dict(rows.all())


def _districts(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The district of each listing's first place, else the first district it serves."""
    served: Any = session.execute(
        select(ServiceArea.service_id, Area.code)
        .join(Area, Area.id == ServiceArea.area_id)
        .where(ServiceArea.service_id.in_(ids))
        .order_by(ServiceArea.id.desc())
    )
    found = {service_id: code for service_id, code in served if code.startswith(_DISTRICT)}
    held: Any = session.execute(
        select(ServiceAtLocation.service_id, Location.district_code)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.service_id.in_(ids), Location.district_code.is_not(None))
        .order_by(ServiceAtLocation.id.desc())
    )
    return {**found, **dict(held.all())}


def _needs(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What each listing is about above all."""
    rows: Any = session.execute(
        select(Attribute.service_id, TaxonomyTerm.code)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.service_id.in_(ids), Attribute.link_type == LinkType.NEED)
        .order_by(Attribute.position.desc(), TaxonomyTerm.code.desc())
    )
    return dict(rows.all())  # the last one written is the most fitting
