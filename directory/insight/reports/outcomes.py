"""Outcomes by service, tier and group: how many were measured, how many twice, by how much they changed, and what one
must not make of it. Nothing is said of fewer than ten, and nothing is put in order of its score.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import scipy
from sqlalchemy import func, select

from directory.insight.disclosure.table import Cell, percentage
from directory.insight.methods.outcomes import SMALL_BELOW, TOO_FEW_BELOW
from directory.insight.models import OutcomeFact
from directory.insight.reports.asking import Asked
from directory.insight.reports.contacts import plain
from directory.insight.reports.prevention import TIER_WORDS
from directory.insight.reports.report import PlainTable, Report, Section
from directory.listings.codes import Tier
from directory.listings.models import Service, ServiceTier
from directory.referrals.models import Point
from directory.taxonomy.queries import professional_names_of

TWICE, ONCE = "Measured again", "Not measured again"
COLUMNS = (
    "Measured at the start",
    "Measured again",
    "Completion",
    "Mean at the start",
    "Change",
    "95 % interval",
    "Mind",
)
TOO_FEW = "Too few to say"
SMALL = f"Small numbers: fewer than {SMALL_BELOW} were measured twice"
LOW = "Fewer than half were measured again: those who came back may differ"
HALF = 0.5
MOST_NAMED = 6
NONE = "–"
ALL = "All services together"


@dataclass(frozen=True)
class Measured:
    """How many were measured at the start, and how many of them again, as it may be told."""

    started: Cell
    matched: Cell

    @property
    def words(self) -> tuple[str, str, str]:
        """Both, and completion."""
        share = percentage(self.matched, self.started)
        again = NONE if self.matched.value is None else self.matched.text
        return self.started.text, again, NONE if share is None else f"{share:.0f} %"

    @property
    def is_low(self) -> bool:
        """Whether fewer than half came back: as told, so that it agrees with the completion beside it."""
        return (self.matched.value or 0) < HALF * (self.started.value or 0)


@dataclass(frozen=True)
class Sums:
    """Scores of some people added up."""

    started: int
    matched: int
    start: float
    change: float
    squares: float

    @property
    def mean(self) -> float:
        """The mean change of those measured twice."""
        return self.change / self.matched

    @property
    def half_width(self) -> float:
        """t(n - 1) s / sqrt(n), from the sums."""
        spread = max(self.squares - self.change * self.change / self.matched, 0.0) / (self.matched - 1)
        return float(scipy.special.stdtrit(self.matched - 1, 0.975)) * sqrt(spread / self.matched)


def outcomes(asked: Asked) -> Report:
    """Each measure with its three tables, at the point asked about."""
    point = Point(asked.values.get("point") or Point.MONTHS_3.value)
    sections: list[Section] = []
    together: list[tuple[str, ...]] = []
    for measure in _measures(asked):
        found = _of_measure(asked, measure, point)
        sections += found
        together += _of_everybody(asked, measure, found)
    if together:
        sections.insert(0, plain("Everybody together", "What was measured", COLUMNS, together, key="together"))
    empty = Section("Nothing measured yet", ("No measure was taken at the start of any referral in these years.",))
    return Report(
        title="Outcomes",
        lead="Whether people’s own scores changed between the start and a later point, and how sure one can be.",
        sections=tuple(sections) or (empty,),
        sources=(asked.activity,),
        made_at=asked.at,
        parameters=(("Later point", point.label),),
        cautions=(
            "Services meet different people: read the mean at the start beside the change. This is no league table.",
            "A change is not proof that the service made it. There is no comparison group.",
            "Counted to the end of the last quarter and for the whole area, so that no two reports tell one score.",
        ),
    )


def _measures(asked: Asked) -> Sequence[str]:
    return asked.session.scalars(select(OutcomeFact.measure).distinct().order_by(OutcomeFact.measure)).all()


def _of_measure(asked: Asked, measure: str, point: Point) -> list[Section]:
    name = asked.measures.get(measure, measure)
    by_service = _sums(asked, measure, point, OutcomeFact.service_id, "")
    if not by_service:
        return []
    names = {
        row.id: row.name
        for row in asked.session.execute(select(Service.id, Service.name).where(Service.id.in_(by_service)))
    }
    services: dict[str, Sums] = {}
    for key, sums in by_service.items():
        called = names.get(key, "Service no longer listed, or none named")
        services[called] = _together((services[called], sums)) if called in services else sums
    told = _counted(asked, services)
    shown = {service for service, counts in told.items() if counts.matched.value is not None}
    tiers = _by_tier(asked, by_service, frozenset(key for key in by_service if names.get(key) in shown))
    groups = professional_names_of(asked.session, "cohorts")
    cohorts = {
        groups.get(code, code): sums
        for code, sums in _sums(asked, measure, point, OutcomeFact.cohort, None).items()
        if code
    }
    return [
        _section(asked, f"{name}: by service", "Service", told, services, measure),
        _section(asked, f"{name}: by tier", "Tier", _counted(asked, tiers), tiers, measure),
        _section(asked, f"{name}: by group", "Group", _counted(asked, cohorts), cohorts, measure),
    ]


def _of_everybody(asked: Asked, measure: str, found: Sequence[Section]) -> list[tuple[str, ...]]:
    """The line of all services, as the table by tier tells it, with which way is better."""
    lines = [line for section in found if section.key == f"{measure}-tier" for line in section.lines()]
    name, better = asked.measures.get(measure, measure), asked.better.get(measure, "")
    return [(name, *line[1:-1], " ".join(filter(None, (better, line[-1])))) for line in lines if line[0] == ALL]


def _sums(asked: Asked, measure: str, point: Point, by: Any, cohort: str | None) -> dict[Any, Sums]:
    columns = ("started", "matched", "start_sum", "change_sum", "change_squares")
    query = select(by, *(func.sum(getattr(OutcomeFact, name)) for name in columns)).where(
        OutcomeFact.measure == measure, OutcomeFact.point == point.value
    )
    query = query.where(OutcomeFact.cohort == cohort) if cohort is not None else query
    rows = asked.session.execute(query.group_by(by)).all()
    return {row[0]: Sums(int(row[1]), int(row[2]), *map(float, row[3:])) for row in rows}


def _together(found: Sequence[Sums]) -> Sums:
    return Sums(
        sum(each.started for each in found),
        sum(each.matched for each in found),
        sum(each.start for each in found),
        sum(each.change for each in found),
        sum(each.squares for each in found),
    )


def _counted(asked: Asked, found: Mapping[str, Sums]) -> dict[str, Measured]:
    """How many were measured by each name, as it may be told."""
    if not found:
        return {}
    rows = {name: (sums.matched, sums.started - sums.matched) for name, sums in sorted(found.items())}
    table = asked.protect(rows, (TWICE, ONCE), has_column_totals=False)
    lines = zip(table.rows, table.cells, table.row_totals or (), strict=True)
    return {name: Measured(total, cells[0]) for name, cells, total in lines}


def _by_tier(asked: Asked, found: Mapping[Any, Sums], told: frozenset[Any]) -> dict[str, Sums]:
    """Tiers, and all services together. What is not told of single services joins in where it is enough by itself."""
    rows = asked.session.execute(
        select(ServiceTier.tier, ServiceTier.service_id).where(
            ServiceTier.service_id.in_([key for key in found if key])
        )
    )
    members: dict[Tier, set[Any]] = defaultdict(set)
    for tier, service_id in rows:
        members[tier].add(service_id)
    groups = {TIER_WORDS[tier]: members[tier] for tier in Tier if tier in members} | {ALL: set(found)}
    tellable = {name: _tellable(found, keys, told) for name, keys in groups.items()}
    return {name: _together([found[key] for key in keys]) for name, keys in tellable.items() if keys}


def _tellable(found: Mapping[Any, Sums], keys: set[Any], told: frozenset[Any]) -> set[Any]:
    """Untold services count only where two or more of them have ten matched people: else a difference tells of one."""
    untold = keys - told
    is_enough = len(untold) > 1 and sum(found[key].matched for key in untold) >= TOO_FEW_BELOW
    return keys if is_enough else keys & told


def _section(
    asked: Asked,
    heading: str,
    corner: str,
    told: Mapping[str, Measured],
    found: Mapping[str, Sums],
    measure: str,
) -> Section:
    hidden = [name for name, counts in told.items() if counts.started.value is None]
    shown = [name for name in told if name not in hidden]
    rows = tuple((name, *_line(told[name], found[name], asked.rule.threshold)) for name in shown)
    words: tuple[str, ...] = (
        "Counts follow the rule for small numbers; completion comes from them. In order of name.",
        asked.rule.sentence,
    )
    if corner == "Tier":
        words = ("A service counts in each of its tiers.", asked.rule.sentence)
    words = (*filter(None, (asked.questions.get(measure), asked.better.get(measure))), *words)
    if not told:  # nought would say that nobody was measured
        words = (f"{TOO_FEW}.",)
    if hidden:
        words = (*words, f"{TOO_FEW} of {len(hidden)} more: {_named(hidden)}.")
    table = PlainTable(corner, COLUMNS, rows) if rows else None
    return Section(heading, words, table, key=f"{measure}-{corner.lower()}")


def _named(names: Sequence[str]) -> str:
    """The first few by name: forty names are a wall, and the rest are in no table either."""
    if len(names) <= MOST_NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} others"


def _line(counts: Measured, sums: Sums, threshold: int) -> tuple[str, ...]:
    """The means stand only where ten or more were measured twice and that number is told."""
    if counts.matched.value is None or sums.matched < max(TOO_FEW_BELOW, threshold + 1):
        return (*counts.words, NONE, NONE, NONE, TOO_FEW)
    half = sums.half_width
    cautions = [SMALL] * (sums.matched < SMALL_BELOW) + [LOW] * counts.is_low
    return (
        *counts.words,
        f"{sums.start / sums.matched:.2f}",
        f"{sums.mean:+.2f}",
        f"{sums.mean - half:+.2f} to {sums.mean + half:+.2f}",
        "; ".join(cautions),
    )
