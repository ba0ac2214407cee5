"""Who is missed: by how deprived places are, by town and country, by group. All from protected counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import ProtectedTable, Table
from directory.insight.facts.gathering import SOME_GROUP
from directory.insight.facts.queries import Counts, by_cohort, counts
from directory.insight.gap_map.counted import stand_in
from directory.insight.gap_map.ground import PEOPLE_OF, Ground, sums
from directory.insight.gap_map.question import Level, Question
from directory.insight.methods.arrays import Numbers
from directory.insight.methods.concentration import concentration_index
from directory.insight.methods.reach import Group, ReachTable, reach_ratios
from directory.insight.methods.slope import SlopeIndex, slope_index
from directory.insight.models.facts import FactKind
from directory.insight.models.indicators import Base

FIFTHS = (
    "Most deprived fifth of people here",
    "Second fifth",
    "Middle fifth",
    "Fourth fifth",
    "Least deprived fifth",
)
TENTHS = (
    "Most deprived tenth of people here",
    *(f"{word} tenth" for word in ("Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")),
    "Least deprived tenth",
)
#: Tenths are told where most of them can be; a table of hidden numbers says less than one of fifths.
FEWEST_TENTHS = 8
TOWN, COUNTRY = "Town", "Country"
SEED = 20_260_401  # the draws of an interval are the same each time, so that a report can be made again


@dataclass(frozen=True)
class Fairness:
    """Counts by deprivation and by town and country, and what follows from them; None where too little is known."""

    parts: ProtectedTable  # tenths, or fifths where tenths would mostly be hidden
    people: tuple[int, ...]
    slope: SlopeIndex | None
    concentration: float | None
    by_part: ReachTable
    by_setting: ReachTable
    settings: ProtectedTable
    groups: tuple[tuple[str, ReachTable], ...]


def fairness(session: Session, question: Question, ground: Ground, cohorts: Mapping[str, str], rule: Rule) -> Fairness:
    """Wards are put in order of deprivation and cut into tenths or fifths of the people; counts are known by ward."""
    wards = sorted(set(ground.wards))
    rows = ground.of_rows(wards, Level.WARD)
    people = sums(ground.people[Base.RESIDENTS], rows, len(wards))
    rural = _rural(ground, rows, people)
    found = {
        kind: counts(session, kind, question.asked, question.scope.districts, by_ward=True)
        for kind in (FactKind.FLAGS, FactKind.REFERRALS)
    }
    parts, told_parts = _parts(ground, rows, people, lambda names, part: _told(names, wards, part, found, rule))
    told_settings = _told((TOWN, COUNTRY), wards, rural, found, rule)
    part_people = sums(people, parts, len(told_parts.rows))
    time = part_people * question.years
    unknown = found[FactKind.REFERRALS].by_place.get("", 0)
    not_said = _told_number(unknown, rule)
    return Fairness(
        parts=told_parts,
        people=tuple(round(float(number)) for number in part_people),
        slope=_slope(told_parts, time, rule),
        concentration=_concentration(told_parts, time, rule),
        by_part=_reach(told_parts, told_parts.rows, part_people, not_said, rule),
        by_setting=_reach(told_settings, (TOWN, COUNTRY), sums(people, rural, 2), not_said, rule),
        settings=told_settings,
        groups=_groups(session, question, ground, cohorts, rule),
    )


def _parts(
    ground: Ground,
    rows: NDArray[np.intp],
    people: Numbers,
    tell: Callable[[Sequence[str], NDArray[np.intp]], ProtectedTable],
) -> tuple[NDArray[np.intp], ProtectedTable]:
    """The part of each ward, and what is told of the parts: tenths where somebody lives in each and most are told."""
    tenth = _cut(ground, rows, people, len(TENTHS))
    if len(set(tenth.tolist())) == len(TENTHS):
        told = tell(TENTHS, tenth)
        if sum(line[0].mark is Mark.SHOWN for line in told.cells) >= FEWEST_TENTHS:
            return tenth, told
    fifth = _cut(ground, rows, people, len(FIFTHS))
    return fifth, tell(FIFTHS, fifth)


def fifth_of_wards(ground: Ground) -> tuple[dict[str, int], Numbers]:
    """The fifth of each ward, and the people of each fifth."""
    wards = sorted(set(ground.wards))
    rows = ground.of_rows(wards, Level.WARD)
    people = sums(ground.people[Base.RESIDENTS], rows, len(wards))
    fifth = _cut(ground, rows, people, len(FIFTHS))
    return dict(zip(wards, fifth.tolist(), strict=True)), sums(people, fifth, len(FIFTHS))


def _cut(ground: Ground, rows: NDArray[np.intp], people: Numbers, parts: int) -> NDArray[np.intp]:
    """The part of each ward, 0 the most deprived, so that each part has about as many people."""
    scores = np.bincount(rows, weights=ground.imd_score * ground.people[Base.RESIDENTS]) / np.maximum(people, 1)
    order = np.argsort(-scores, kind="stable")
    middle = (np.cumsum(people[order]) - people[order] / 2) / max(people.sum(), 1)
    part = np.empty(len(order), dtype=np.intp)
    part[order] = np.minimum((middle * parts).astype(np.intp), parts - 1)
    return part


def _rural(ground: Ground, rows: NDArray[np.intp], people: Numbers) -> NDArray[np.intp]:
    share = np.bincount(rows, weights=ground.rural * ground.people[Base.RESIDENTS]) / np.maximum(people, 1)
    return (share > 0.5).astype(np.intp)


def _told(
    names: Sequence[str], wards: Sequence[str], member: NDArray[np.intp], found: Mapping[FactKind, Counts], rule: Rule
) -> ProtectedTable:
    cells = [[0, 0] for _ in names]
    for column, kind in enumerate((FactKind.FLAGS, FactKind.REFERRALS)):
        by_place = found[kind].by_place
        for ward, group in zip(wards, member.tolist(), strict=True):
            cells[group][column] += by_place.get(ward, 0)
    columns = ("People who could not get it", "Referrals")
    table = Table(tuple(names), columns, tuple(map(tuple, cells)), has_row_totals=False, has_column_totals=False)
    return protect(table, rule)


def _numbers(told: ProtectedTable, column: int, rule: Rule) -> list[float] | None:
    numbers = [stand_in(line[column], rule) for line in told.cells]
    return None if None in numbers else [number for number in numbers if number is not None]


def _slope(told: ProtectedTable, people: Numbers, rule: Rule) -> SlopeIndex | None:
    flags = _numbers(told, 0, rule)
    return None if flags is None else slope_of(flags, people)


def slope_of(flags: Sequence[float], people: Numbers) -> SlopeIndex | None:
    """For each 1,000 people a year, with its interval; None where nothing was counted or nobody lives."""
    if not sum(flags) or (people <= 0).any():
        return None
    events = np.array(flags)
    return slope_index(
        people,
        events / people * 1000,
        standard_errors=np.sqrt(np.maximum(events, 1)) / people * 1000,
        seed=SEED,
    )


def _concentration(told: ProtectedTable, people: Numbers, rule: Rule) -> float | None:
    flags = _numbers(told, 0, rule)
    if flags is None or (people <= 0).any():
        return None
    return concentration_index(people, np.array(flags) / people)


def _reach(told: ProtectedTable, names: Sequence[str], people: Numbers, not_said: int, rule: Rule) -> ReachTable:
    referrals = _numbers(told, 1, rule) or [0.0] * len(names)
    groups = [
        Group(name, round(number), float(each)) for name, number, each in zip(names, referrals, people, strict=True)
    ]
    return reach_ratios(groups, not_said=not_said)


def _groups(
    session: Session, question: Question, ground: Ground, cohorts: Mapping[str, str], rule: Rule
) -> tuple[tuple[str, ReachTable], ...]:
    """Groups whose number is known: each against everybody else. A referral that names no group is not known."""
    groups = ("", SOME_GROUP, *PEOPLE_OF)
    found = by_cohort(session, FactKind.REFERRALS, question.asked, question.scope.districts, groups)
    total = _told_number(found.get("", 0), rule)
    named = _told_number(found.get(SOME_GROUP, 0), rule)
    everybody = float(ground.people[Base.RESIDENTS].sum())
    tables = []
    for cohort, base in PEOPLE_OF.items():
        theirs, people = _told_number(found.get(cohort, 0), rule), float(ground.people[base].sum())
        others = max(named - theirs, 0)
        both = (
            Group(cohorts.get(cohort, cohort), theirs, people),
            Group("Everybody else", others, everybody - people),
        )
        tables.append((cohorts.get(cohort, cohort), reach_ratios(both, not_said=max(total - named, 0))))
    return tuple(tables)


@lru_cache(maxsize=2_000)
def _told_number(count: int, rule: Rule) -> int:
    """A single count as it may be told; the middle of what is hidden."""
    cell = protect(Table(("all",), ("count",), ((count,),), has_row_totals=False, has_column_totals=False), rule)
    return round(stand_in(cell.cells[0][0], rule) or 0)
