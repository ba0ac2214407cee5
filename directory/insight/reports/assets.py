"""What is listed, as reports count it: public and professional listings that are shown, with where they help."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from directory import clock
from directory.geo.models import Area
from directory.insight.gap_map.question import places
from directory.insight.gap_map.remembered import Memory
from directory.insight.reports.asking import Asked
from directory.listings.codes import (
    AssetType,
    CommissioningStatus,
    CostType,
    CrisisTiming,
    DeliveryScale,
    LinkType,
    Sector,
    Tier,
    VerificationMethod,
)
from directory.listings.models import (
    Attribute,
    CostOption,
    Location,
    Organization,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceTier,
)
from directory.listings.policy import shown_to
from directory.taxonomy.models import TaxonomyTerm

CHECK_HOLDS = timedelta(days=92)  # the standard asks for three months
MOST_HELD = 10_000  # listings kept in a worker's memory between reports: about 15 MB
COMMISSIONED = frozenset(
    {
        CommissioningStatus.COUNCIL_DIRECT,
        CommissioningStatus.COUNCIL_COMMISSIONED,
        CommissioningStatus.COUNCIL_GRANT,
        CommissioningStatus.NHS_COMMISSIONED,
        CommissioningStatus.JOINT_COMMISSIONED,
    }
)
_held = Memory(1)
_PRICED = (CostType.FIXED, CostType.MEMBERSHIP, CostType.SLIDING, CostType.MEANS_TESTED)


@dataclass(frozen=True)
class Asset:
    """One listing."""

    id: UUID
    name: str
    commissioning: CommissioningStatus
    contract_end: date | None
    timing: frozenset[CrisisTiming]
    scale: DeliveryScale | None
    sector: Sector | None
    is_checked: bool
    tiers: frozenset[Tier]
    cohorts: frozenset[str]
    needs: frozenset[str]
    districts: frozenset[str]
    has_price: bool
    is_information: bool  # to read or watch: no service


def assets(asked: Asked) -> tuple[Asset, ...]:
    """The listings that help in the area asked about; everywhere, all of them. Read once for a question."""
    if "assets" not in asked.read:
        asked.read["assets"] = _assets(asked)
    found: tuple[Asset, ...] = asked.read["assets"]
    return found


def _assets(asked: Asked) -> tuple[Asset, ...]:
    wanted = frozenset(asked.where.districts)
    return tuple(each for each in _everywhere(asked) if not asked.where.code or each.districts & wanted)


def _everywhere(asked: Asked) -> tuple[Asset, ...]:
    """All that is listed, read anew when a listing changed: it takes longer than all else, and several reports ask."""
    changed, number = asked.session.execute(select(func.max(Service.updated_at), func.count(Service.id))).one()
    if number > MOST_HELD:
        return _read(asked)
    question = (asked.today, changed, number)
    return _held.made(asked.session, asked.run, question, lambda: _read(asked))


def _read(asked: Asked) -> tuple[Asset, ...]:
    rows = asked.session.execute(_listed(asked)).all()
    tiers = _by_service(asked, select(ServiceTier.service_id, ServiceTier.tier))
    terms = _by_service(asked, _terms())
    priced = _by_service(
        asked, select(CostOption.service_id, CostOption.cost_type).where(CostOption.cost_type.in_(_PRICED))
    )
    where = _districts(asked)
    since = datetime.combine(asked.today - CHECK_HOLDS, time(), tzinfo=clock.LONDON)
    return tuple(
        Asset(
            id=row.id,
            name=row.name,
            commissioning=row.commissioning_status,
            contract_end=row.contract_end,
            timing=frozenset(CrisisTiming(code) for code in row.crisis_timing),
            scale=row.delivery_scale,
            sector=row.sector,
            is_checked=_is_checked(row, since),
            tiers=frozenset(tiers[row.id]),
            cohorts=frozenset(code for kind, code in terms[row.id] if kind is not LinkType.NEED),
            needs=frozenset(code for kind, code in terms[row.id] if kind is LinkType.NEED),
            districts=frozenset(where[row.id]),
            has_price=row.id in priced,
            is_information=row.asset_type is AssetType.INFORMATION,
        )
        for row in rows
    )


def _is_checked(row: Any, since: datetime) -> bool:
    """Copied from a list is not checked."""
    return bool(row.verified_at and row.verified_at >= since and row.verification_method != VerificationMethod.IMPORTED)


def _listed(asked: Asked) -> Any:
    columns = (
        Service.id,
        Service.name,
        Service.asset_type,
        Service.commissioning_status,
        Service.contract_end,
        Service.crisis_timing,
        Service.delivery_scale,
        Service.verified_at,
        Service.verification_method,
        Organization.sector,
    )
    query = select(*columns).outerjoin(Organization, Organization.id == Service.organization_id)
    return query.where(shown_to(asked.today, professionals=True)).order_by(Service.name, Service.id)


def _terms() -> Any:
    kinds = (LinkType.NEED, LinkType.COHORT_WELCOMED, LinkType.COHORT_REQUIRED)
    return (
        select(Attribute.service_id, Attribute.link_type, TaxonomyTerm.code)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.link_type.in_(kinds))
    )


def _by_service(asked: Asked, query: Any) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for service_id, *values in asked.session.execute(query):
        found[service_id].append(values[0] if len(values) == 1 else tuple(values))
    return found


def _districts(asked: Asked) -> dict[UUID, set[str]]:
    """Districts in which a listing is held, and those that it says it serves, a county's among them."""
    held = select(ServiceAtLocation.service_id, Location.district_code).join(
        Location, Location.id == ServiceAtLocation.location_id
    )
    served = select(ServiceArea.service_id, Area.code).join(Area, Area.id == ServiceArea.area_id)
    below = {top.code: {place.code for place in inside} for top, inside in places(asked.session) if inside}
    found: dict[UUID, set[str]] = defaultdict(set)
    for query in (held, served):
        for service_id, code in asked.session.execute(query):
            if code:
                found[service_id] |= below.get(code, {code})
    return found


def count(found: Iterable[Asset], rule: Callable[[Asset], bool]) -> int:
    """How many listings are so."""
    return sum(rule(each) for each in found)
