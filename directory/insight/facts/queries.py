"""Reads facts: sums for a question, by district or ward."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.accounts.models import Team, TeamMember
from directory.insight.models import InsightFact
from directory.insight.models.facts import FactKind


@dataclass(frozen=True)
class Asked:
    """Which facts: needs (none for all), a group of people (empty for everybody), whole months."""

    needs: Collection[str]
    cohort: str
    first: date
    last: date


@dataclass(frozen=True)
class Counts:
    """Amounts by place, and by place and detail."""

    by_place: Mapping[str, int] = field(default_factory=dict)
    by_detail: Mapping[tuple[str, str], int] = field(default_factory=dict)


def counts(session: Session, kind: FactKind, asked: Asked, districts: Collection[str], *, by_ward: bool) -> Counts:
    """Amounts of one kind in these districts. Conversations are counted whatever they were about."""
    place = InsightFact.ward_code if by_ward else InsightFact.district_code
    is_about_all = kind is FactKind.CONTACTS
    query = (
        select(place, InsightFact.detail, func.sum(InsightFact.amount))
        .where(
            InsightFact.cohort == ("" if is_about_all or kind in WITHOUT_GROUPS else asked.cohort),
            InsightFact.kind == kind,
            InsightFact.month.between(asked.first, asked.last),
            InsightFact.district_code.in_(sorted(districts)),
        )
        .group_by(place, InsightFact.detail)
    )
    if asked.needs and not is_about_all:
        query = query.where(InsightFact.need.in_(sorted(asked.needs)))
    by_detail: Counter[tuple[str, str]] = Counter()
    by_place: Counter[str] = Counter()
    for code, detail, amount in session.execute(query):
        by_detail[code, detail] += int(amount)
        by_place[code] += int(amount)
    return Counts(by_place, by_detail)


def flags_by_month(session: Session, asked: Asked, districts: Collection[str]) -> Mapping[tuple[date, str], int]:
    """Flags by month and ward; the empty ward is one not known."""
    query = (
        select(InsightFact.month, InsightFact.ward_code, func.sum(InsightFact.amount))
        .where(
            InsightFact.cohort == asked.cohort,
            InsightFact.kind == FactKind.FLAGS,
            InsightFact.month.between(asked.first, asked.last),
            InsightFact.district_code.in_(sorted(districts)),
        )
        .group_by(InsightFact.month, InsightFact.ward_code)
    )
    if asked.needs:
        query = query.where(InsightFact.need.in_(sorted(asked.needs)))
    return {(month, ward): int(amount) for month, ward, amount in session.execute(query)}


#: Kinds that are not counted by group of people.
WITHOUT_GROUPS = frozenset({FactKind.CONTACTS, FactKind.CONTACT_NEEDS, FactKind.SEARCHES, FactKind.WAITS})


def flags_by_need(session: Session, asked: Asked, districts: Collection[str]) -> Mapping[str, Counter[str]]:
    """For each need, flags by district."""
    rows = session.execute(
        select(InsightFact.need, InsightFact.district_code, func.sum(InsightFact.amount))
        .where(
            InsightFact.cohort == asked.cohort,
            InsightFact.kind == FactKind.FLAGS,
            InsightFact.month.between(asked.first, asked.last),
            InsightFact.district_code.in_(sorted(districts)),
        )
        .group_by(InsightFact.need, InsightFact.district_code)
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for need, district, amount in rows:
        found[need][district] += int(amount)
    return found


def by_cohort(
    session: Session, kind: FactKind, asked: Asked, districts: Collection[str], cohorts: Collection[str]
) -> Mapping[str, int]:
    """Amounts of one kind by group of people, of these groups; the empty group is everybody."""
    query = (
        select(InsightFact.cohort, func.sum(InsightFact.amount))
        .where(
            InsightFact.cohort.in_(sorted(cohorts)),  # named, so that facts are found by their index
            InsightFact.kind == kind,
            InsightFact.month.between(asked.first, asked.last),
            InsightFact.district_code.in_(sorted(districts)),
        )
        .group_by(InsightFact.cohort)
    )
    if asked.needs:
        query = query.where(InsightFact.need.in_(sorted(asked.needs)))
    return {cohort: int(amount) for cohort, amount in session.execute(query)}


def median_waits(counted: Counts) -> Mapping[str, float]:
    """The median wait in days of each place, from weeks; the middle of a week stands for it."""
    weeks: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (place, detail), amount in counted.by_detail.items():
        weeks[place].append((int(detail), amount))
    return {place: _median(sorted(rows)) * 7 + 3.5 for place, rows in weeks.items()}


def _median(rows: list[tuple[int, int]]) -> int:
    half, seen = sum(amount for _, amount in rows) / 2, 0
    for week, amount in rows:
        seen += amount
        if seen >= half:
            return week
    return 0


def navigators(session: Session) -> Mapping[str, int]:
    """Connectors by the area their team answers for; the empty code is everywhere."""
    rows = session.execute(
        select(Team.area_codes, func.count(TeamMember.id))
        .join(TeamMember, TeamMember.team_id == Team.id)
        .group_by(Team.id)
    )
    found: Counter[str] = Counter()
    for codes, number in rows:
        for code in codes or ("",):
            found[code] += number
    return found


def contacts_by_district(session: Session) -> Mapping[str, int]:
    """All conversations that were ever counted, by district."""
    rows = session.execute(
        select(InsightFact.district_code, func.sum(InsightFact.amount))
        .where(InsightFact.cohort == "", InsightFact.kind == FactKind.CONTACTS)
        .group_by(InsightFact.district_code)
    )
    return {district: int(amount) for district, amount in rows}
