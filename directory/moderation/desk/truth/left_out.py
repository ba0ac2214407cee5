"""Who and what the directory leaves out, district by district: young carers and care leavers, and what nobody pays for.

Councils have listed only what they buy, and both groups are missed where services are sorted by age.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from directory.geo.models import Area, AreaType
from directory.listings.codes import CommissioningStatus, LinkType
from directory.listings.models import Attribute, Location, Service, ServiceArea, ServiceAtLocation
from directory.moderation.desk.truth.counts import Scope
from directory.moderation.desk.truth.report import Row, Section, share_of
from directory.taxonomy.models import Taxonomy, TaxonomyTerm

NOT_COMMISSIONED = (
    CommissioningStatus.VCSE_INDEPENDENT,
    CommissioningStatus.CITIZEN_LED,
    CommissioningStatus.PRIVATE,
)
EASILY_MISSED = ("carer_young", "care_leaver")
MOST_NAMED = 6  # in the sentence; the table names all
COUNTRYWIDE = "E92000001"
DISTRICTS = (AreaType.DISTRICT, AreaType.UNITARY)


def missed_groups(session: Session, scope: Scope) -> Section:
    """How many listings there are for each group in each district; none stands first."""
    names = _names(session)
    reach = _reach(session, scope)
    rows = [
        Row(f"{names[cohort]}, {name}", (sum(_helps(each, code, above) for each in reach[cohort]),))
        for cohort in EASILY_MISSED
        if cohort in names
        for code, (name, above) in _districts(session, scope).items()
    ]
    rows.sort(key=lambda row: (row.figures[0], row.label))
    empty = [row.label for row in rows if not row.figures[0]]
    more = f", and {len(empty) - MOST_NAMED} more below" if len(empty) > MOST_NAMED else ""
    sentence = (
        f"Nothing is listed for: {'; '.join(empty[:MOST_NAMED])}{more}."
        if empty
        else "Something is listed for each in every district."
        if rows
        else "No district has a listing yet."
    )
    return Section("missed", "Young carers and care leavers", sentence, ("listings",), tuple(rows))


def beyond_commissioned(session: Session, scope: Scope) -> Section:
    """Of what is listed in each district, how much nobody commissions; a district with none is warned of."""
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    districts = _districts(session, scope)
    held = select(Service.id, Service.commissioning_status, Location.district_code).distinct()
    held = held.join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
    held = held.join(Location, Location.id == ServiceAtLocation.location_id)
    for _, status, code in session.execute(held.where(scope.listed)):
        if code in districts:
            found[districts[code][0]][status in NOT_COMMISSIONED] += 1
    rows = [
        Row(name, (tally[True], tally.total()), share_of(tally[True], tally.total())) for name, tally in found.items()
    ]
    rows.sort(key=lambda row: (row.share or 0, row.label))
    bare = [row.label for row in rows if not row.figures[0]]
    sentence = (
        f"Look for what people run themselves: nothing but what councils and the NHS pay for is listed in "
        f"{', '.join(bare)}."
        if bare
        else "In every district something is listed that neither council nor NHS pays for."
    )
    columns = ("not commissioned", "listings", "share")
    return Section(
        "beyond", "Beyond what is commissioned", sentence if rows else "Nothing is listed yet.", columns, tuple(rows)
    )


def _names(session: Session) -> dict[str, str]:
    query = select(TaxonomyTerm.code, TaxonomyTerm.name).join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
    return dict(
        session.execute(query.where(Taxonomy.code == "cohorts", TaxonomyTerm.code.in_(EASILY_MISSED))).tuples().all()
    )


def _districts(session: Session, scope: Scope) -> dict[str, tuple[str, str | None]]:
    """Districts in which anything is listed: their names and the code of what they lie in."""
    parent = aliased(Area)
    used = select(Location.district_code).join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
    used = used.join(Service, Service.id == ServiceAtLocation.service_id).where(scope.listed)
    query = (
        select(Area.code, Area.name, parent.code)
        .outerjoin(parent, parent.id == Area.parent_id)
        .where(Area.area_type.in_(DISTRICTS), Area.valid_to.is_(None), Area.code.in_(used))
        .order_by(Area.name)
    )
    rows = session.execute(query).all()
    return {code: (name, above) for code, name, above in rows if not scope.areas or code in scope.areas}


def _reach(session: Session, scope: Scope) -> dict[str, list[frozenset[str]]]:
    """For each group the listings for it, each as the codes of where it is and which areas it serves."""
    meant = (LinkType.COHORT_WELCOMED, LinkType.COHORT_REQUIRED)
    query = (
        select(Service.id, TaxonomyTerm.code)
        .join(Attribute, Attribute.service_id == Service.id)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .where(scope.listed, Taxonomy.code == "cohorts", TaxonomyTerm.code.in_(EASILY_MISSED))
        .where(Attribute.link_type.in_(meant))
        .distinct()
    )
    rows = session.execute(query).all()
    where = _where(session, {row[0] for row in rows})
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for service_id, cohort in rows:
        found[cohort].append(frozenset(where.get(service_id, ())))
    return found


def _where(session: Session, ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    wanted = list(ids)
    held = select(ServiceAtLocation.service_id, Location.district_code).join(
        Location, Location.id == ServiceAtLocation.location_id
    )
    served = select(ServiceArea.service_id, Area.code).join(Area, Area.id == ServiceArea.area_id)
    codes: dict[UUID, set[str]] = defaultdict(set)
    for query, owner in ((held, ServiceAtLocation.service_id), (served, ServiceArea.service_id)):
        for service_id, code in session.execute(query.where(owner.in_(wanted))):
            codes[service_id].add(code or "")
    return codes


def _helps(codes: frozenset[str], district: str, above: str | None) -> bool:
    """Whether a listing helps in a district: it is there, serves it or its county, or names no place at all."""
    return not codes or district in codes or COUNTRYWIDE in codes or (above is not None and above in codes)
