"""Whether the gap between deprived and better-off places narrows: the gradient of each three months of two years.

Counts are protected for four quarters at a time together with their sum, which is what the table of the year tells.
Slopes and indices rest on what is told; a hidden number counts as the middle of what it may be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import Cell, ProtectedTable, Table
from directory.insight.facts.counting import before
from directory.insight.facts.queries import Asked, flags_by_month
from directory.insight.gap_map.counted import stand_in
from directory.insight.gap_map.fairness import FIFTHS, SEED, fifth_of_wards, slope_of
from directory.insight.gap_map.ground import Ground
from directory.insight.gap_map.question import Question
from directory.insight.methods.arrays import Interval, Numbers
from directory.insight.methods.concentration import concentration_index, concentration_interval
from directory.insight.methods.slope import SlopeIndex

YEARS, QUARTERS = 2, 4
#: With fewer of the fifths told, a slope would be a slope of guesses.
FEWEST_TOLD = 3


@dataclass(frozen=True)
class Period:
    """Three months: what was told of each fifth, and the gradient, where enough was told."""

    first: date
    cells: tuple[Cell, ...]
    slope: SlopeIndex | None
    concentration: float | None
    interval: Interval | None

    @property
    def name(self) -> str:
        """August to October 2026."""
        last = before(self.first, -2)
        begins = f"{self.first:%B}" if self.first.year == last.year else f"{self.first:%B %Y}"
        return f"{begins} to {last:%B %Y}"


def over_time(session: Session, question: Question, ground: Ground, rule: Rule) -> tuple[Period, ...]:
    """The quarters of two years, from the first in which anything was counted."""
    fifths, people = fifth_of_wards(ground)
    months = YEARS * QUARTERS * 3
    end = question.today.replace(day=1)
    asked = Asked(question.asked.needs, question.cohort, before(end, months), before(end, 1))
    found = flags_by_month(session, asked, question.scope.districts)
    firsts = [before(end, months - 3 * number) for number in range(YEARS * QUARTERS)]
    counts = [_of_quarter(found, fifths, first) for first in firsts]
    periods = [
        period
        for start in range(0, len(firsts), QUARTERS)
        for period in _year(firsts[start : start + QUARTERS], counts[start : start + QUARTERS], people, rule)
    ]
    begun = next((number for number, line in enumerate(counts) if any(line)), len(counts))
    return tuple(periods[begun:])


def _of_quarter(found: Mapping[tuple[date, str], int], fifths: Mapping[str, int], first: date) -> tuple[int, ...]:
    line, last = [0] * len(FIFTHS), before(first, -2)
    for (month, ward), number in found.items():
        if first <= month <= last and ward in fifths:
            line[fifths[ward]] += number
    return tuple(line)


def _year(firsts: Sequence[date], counts: Sequence[tuple[int, ...]], people: Numbers, rule: Rule) -> list[Period]:
    names = tuple(first.isoformat() for first in firsts)
    told = protect(Table(names, FIFTHS, tuple(counts), has_row_totals=False), rule)
    return [_period(first, cells, people, rule) for first, cells in zip(firsts, _cells(told), strict=True)]


def _cells(told: ProtectedTable) -> Sequence[tuple[Cell, ...]]:
    """Nothing of a year whose sums would have to be withheld: the table of the year tells them."""
    if all(cell.mark is not Mark.WITHHELD for cell in told.column_totals or ()):
        return told.cells
    return [tuple(Cell(None, Mark.WITHHELD, "withheld") for _ in line) for line in told.cells]


def _period(first: date, cells: tuple[Cell, ...], people: Numbers, rule: Rule) -> Period:
    numbers = [stand_in(cell, rule) for cell in cells]
    flags = [number for number in numbers if number is not None]
    is_enough = len(flags) == len(cells) and sum(cell.mark is Mark.SHOWN for cell in cells) >= FEWEST_TOLD
    time = people / QUARTERS  # people times years
    slope = slope_of(flags, time) if is_enough else None
    if slope is None:
        return Period(first, cells, None, None, None)
    events = np.array(flags)
    rates, errors = events / time, np.sqrt(np.maximum(events, 1)) / time
    interval = concentration_interval(time, rates, standard_errors=errors, seed=SEED)
    return Period(first, cells, slope, concentration_index(time, rates), interval)
