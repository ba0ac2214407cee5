"""What is asked of the gap map: a need or a group of needs, a group of people, a time in fixed steps, an area.

Steps are fixed so that two reports cannot be taken from each other to find one person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import Coded
from directory.errors import NotVisible
from directory.geo.boundary_change import became
from directory.geo.models import Area, AreaType
from directory.insight.areas.neighbourhoods import neighbourhood_of
from directory.insight.facts.counting import before
from directory.insight.facts.queries import Asked
from directory.insight.models import NeighbourhoodPart, SmallArea
from directory.taxonomy.queries import professional_names_of


class Step(Coded):
    """Whole months, counted back from the last one that is over."""

    YEAR = "year", "The last 12 months"
    QUARTER = "quarter", "The last 3 months"
    YEAR_BEFORE = "year_before", "The 12 months before those"


_MONTHS: Mapping[Step, tuple[int, int]] = MappingProxyType(
    {Step.YEAR: (12, 1), Step.QUARTER: (3, 1), Step.YEAR_BEFORE: (24, 13)}
)


class Level(Coded):
    """By which areas something is shown."""

    DISTRICT = "district", "Districts"
    NEIGHBOURHOOD = "neighbourhood", "Neighbourhoods"
    WARD = "ward", "Wards"


def months_of(step: Step, today: date) -> tuple[date, date]:
    """The first days of the first and the last month."""
    earliest, latest = _MONTHS[step]
    month = today.replace(day=1)
    return before(month, earliest), before(month, latest)


@dataclass(frozen=True)
class Need:
    """A need or a group of them, as professionals call it."""

    code: str
    name: str
    group: str
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A county, district or ward by code and name."""

    code: str
    name: str


@dataclass(frozen=True)
class Scope:
    """The area asked about, and the areas it is shown by: districts, neighbourhoods or wards."""

    whole: Place
    rows: tuple[Place, ...]
    districts: frozenset[str]
    level: Level
    above: Place | None = None

    @property
    def by_district(self) -> bool:
        """Whether each row is a whole district; searches and reasons are told by district only."""
        return self.level is Level.DISTRICT

    @property
    def county(self) -> str:
        """The code of the county; empty for a council that has none above it."""
        if self.above is not None:
            return self.above.code
        return "" if self.whole.code in self.districts else self.whole.code

    @property
    def levels(self) -> tuple[Level, ...]:
        """By which areas this could be shown."""
        return tuple(level for level in Level if level is not Level.DISTRICT or self.whole.code not in self.districts)


@dataclass(frozen=True)
class Choices:
    """Everything that can be asked."""

    needs: Mapping[str, Need]
    cohorts: Mapping[str, str]
    places: tuple[tuple[Place, tuple[Place, ...]], ...]  # counties with their districts; single councils have none


@dataclass(frozen=True)
class Question:
    """One question."""

    need: Need | None
    cohort: str
    step: Step
    scope: Scope
    today: date

    @property
    def first(self) -> date:
        """The first day of the first month."""
        return months_of(self.step, self.today)[0]

    @property
    def last(self) -> date:
        """The first day of the last month."""
        return months_of(self.step, self.today)[1]

    @property
    def years(self) -> float:
        """How long that is, for rates a year."""
        earliest, latest = _MONTHS[self.step]
        return (earliest - latest + 1) / 12

    @property
    def asked(self) -> Asked:
        """The same, as facts are asked for."""
        return Asked(self.need.needs if self.need else (), self.cohort, self.first, self.last)

    @property
    def months(self) -> str:
        """November 2025 to October 2026."""
        return f"{self.first:%B %Y} to {self.last:%B %Y}"


def choices(session: Session) -> Choices:
    """What there is to choose from here."""
    by_group: dict[str, list[str]] = {}
    needs: dict[str, Need] = {}
    for code, name in professional_names_of(session, "needs").items():
        group = code.partition(".")[0]
        by_group.setdefault(group, []).append(code)
        needs[code] = Need(code, name, group, (code,))
    for code, name in professional_names_of(session, "need_groups").items():
        if code in by_group:
            needs[code] = Need(code, f"{name}: all", code, tuple(by_group[code]))
    return Choices(needs, professional_names_of(session, "cohorts"), places(session))


def places(session: Session) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """Counties and single councils for which small areas are loaded."""
    codes = set(session.scalars(select(SmallArea.district_code).distinct()))
    rows = session.execute(
        select(Area.code, Area.name, Area.parent_id, Area.area_type).where(
            Area.code.in_(codes), Area.valid_to.is_(None)
        )
    ).all()
    parents = {
        row.id: row
        for row in session.execute(
            select(Area.id, Area.code, Area.name).where(Area.id.in_({row.parent_id for row in rows}))
        )
    }
    tops: dict[Place, list[Place]] = {}
    for row in sorted(rows, key=lambda row: row.name):
        place = Place(row.code, row.name)
        if row.area_type is AreaType.UNITARY or row.parent_id not in parents:
            tops.setdefault(place, [])
        else:
            parent = parents[row.parent_id]
            tops.setdefault(Place(parent.code, parent.name), []).append(place)
    ordered = sorted(tops.items(), key=lambda item: (-len(item[1]), item[0].name))
    return tuple((top, tuple(below)) for top, below in ordered)


def scope_of(
    session: Session,
    code: str,
    known: Sequence[tuple[Place, Sequence[Place]]],
    *,
    today: date,
    level: Level | None = None,
) -> Scope:
    """The area of this code and its rows. A council that ended leads to what it became; others are not known."""
    for top, below in known:
        if top.code == code and below:
            districts = frozenset(place.code for place in below)
            rows = tuple(below) if level in (None, Level.DISTRICT) else _rows(session, districts, level)
            return Scope(top, rows, districts, level or Level.DISTRICT)
        for place in (top, *below):
            if place.code == code:
                finer = Level.WARD if level in (None, Level.DISTRICT) else level
                rows = _rows(session, frozenset({code}), finer)
                return Scope(place, rows, frozenset({code}), finer, above=top if below else None)
    successors = became(session, [code], today=today).get(code, ())
    if successors and successors[0] != code:
        return scope_of(session, successors[0], known, today=today, level=level)
    raise NotVisible("No figures are kept for this area.")


def lies_in(session: Session, code: str) -> tuple[str, Level] | None:
    """The district of a ward or neighbourhood, and which of the two it is; nothing for any other code."""
    district = session.scalar(select(SmallArea.district_code).where(SmallArea.ward_code == code).limit(1))
    if district is not None:
        return district, Level.WARD
    district = session.scalar(
        select(SmallArea.district_code)
        .join(NeighbourhoodPart, NeighbourhoodPart.lsoa_code == SmallArea.code)
        .join(Area, Area.id == NeighbourhoodPart.area_id)
        .where(Area.code == code, Area.valid_to.is_(None))
        .limit(1)
    )
    return (district, Level.NEIGHBOURHOOD) if district is not None else None


def has_neighbourhoods(session: Session, districts: frozenset[str]) -> bool:
    """Whether any are built here."""
    return bool(neighbourhood_of(session, districts))


def _rows(session: Session, districts: frozenset[str], level: Level | None) -> tuple[Place, ...]:
    return _neighbourhoods(session, districts) if level is Level.NEIGHBOURHOOD else _wards(session, districts)


def _neighbourhoods(session: Session, districts: frozenset[str]) -> tuple[Place, ...]:
    codes = set(neighbourhood_of(session, districts).values())
    if not codes:
        raise NotVisible("No neighbourhoods are built here yet: run `waypost small-areas neighbourhoods`.")
    query = select(Area.code, Area.name).where(Area.code.in_(codes), Area.valid_to.is_(None))
    return tuple(sorted((Place(*row) for row in session.execute(query)), key=lambda place: place.name))


def _wards(session: Session, districts: frozenset[str]) -> tuple[Place, ...]:
    codes = set(session.scalars(select(SmallArea.ward_code).where(SmallArea.district_code.in_(districts)).distinct()))
    names = {
        row.code: row.name
        for row in session.execute(select(Area.code, Area.name).where(Area.code.in_(codes)).order_by(Area.valid_from))
    }
    return tuple(sorted((Place(code, names.get(code, code)) for code in codes), key=lambda place: place.name))
