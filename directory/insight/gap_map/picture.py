"""Everything known of each row of the gap map, put side by side. All of it rests on protected counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from directory.insight.disclosure.rule import Rule
from directory.insight.gap_map.counted import Counted, counted, stand_in
from directory.insight.gap_map.expected import Expected, expected_need
from directory.insight.gap_map.ground import MOST_DEPRIVED, PEOPLE_OF, Ground, ground, means, sums
from directory.insight.gap_map.near import Near, nearness
from directory.insight.gap_map.question import Place, Question
from directory.insight.gap_map.reachable import Reach, Reachability, offers_by_row, reach
from directory.insight.gap_map.supply import Offer
from directory.insight.methods.arrays import Numbers
from directory.insight.methods.coverage import CoverageBoth
from directory.insight.methods.evidence import Evidence, FlagRates, flag_rates
from directory.insight.methods.gaps import Facet, Gap, Priority, gap_priorities
from directory.insight.methods.provision import Provision, provision
from directory.insight.methods.shrinkage import Shrunken, shrink
from directory.insight.models.indicators import Base


@dataclass(frozen=True)
class Row:
    """One area: what was told of it, what there is, and how far one can tell."""

    place: Place
    name: str
    people: int
    evidence: Evidence
    rates: FlagRates | None  # None where the count is hidden
    smoothed: float | None  # for each 1,000 people a year
    access: float | None  # listings with room for each 10,000 people
    offers: int  # usable, with a venue here or serving all of it
    near: Mapping[Near, CoverageBoth]
    near_places: Mapping[Near, CoverageBoth]  # the same by places to go to alone
    expected: float | None
    deprivation: float
    most_deprived: float  # share of people in England's most deprived tenth
    rural: float
    priority: Priority


@dataclass(frozen=True)
class Picture:
    """All rows, and what they share."""

    question: Question
    counted: Counted
    rows: tuple[Row, ...]
    ground: Ground
    numbers: NDArray[np.intp]  # the row of each small area
    reach: Reach
    offers: tuple[Offer, ...]
    provision: Provision
    expected: Expected | None
    near: Mapping[Near, CoverageBoth]  # of all rows together
    near_places: Mapping[Near, CoverageBoth]
    people_base: Base
    shrunken: Shrunken | None
    rule: Rule


@dataclass(frozen=True)
class Settled:
    """What this installation chose: the rule for small numbers, how access is counted, the weights of the columns."""

    rule: Rule
    how: Reachability
    weights: Mapping[Facet, float]


def picture(
    session: Session, question: Question, offers: Sequence[Offer], settled: Settled, told: Counted | None = None
) -> Picture:
    """Put together what is known for a question. `told` spares counting it again."""
    told = told or counted(session, question, settled.rule)
    here = ground(session, question.scope.districts)
    parents = parents_of(question)
    base = PEOPLE_OF.get(question.cohort, Base.RESIDENTS)
    people = here.people[base]
    reached = reach(here, offers, people, parents, settled.how)
    expected = expected_need(session, question.asked.needs, here, parents) if question.asked.needs else None
    numbers = here.of_rows([place.code for place in question.scope.rows], question.scope.level)
    shrunken = _shrunken(told, sums(people, numbers, len(told.names)) * question.years, settled.rule)
    bare = _Bare(question, told, here, numbers, reached, tuple(offers), people, expected, shrunken, settled, parents)
    return Picture(
        question=question,
        counted=told,
        rows=bare.rows(),
        ground=here,
        numbers=numbers,
        reach=reached,
        offers=tuple(offers),
        provision=provision([offer.places for offer in offers if offer.is_usable], float(people.sum())),
        expected=expected,
        near=nearness(here, reached, people, numbers >= 0),
        near_places=nearness(here, reached, people, numbers >= 0, visited=False),
        people_base=base,
        shrunken=shrunken,
        rule=settled.rule,
    )


def parents_of(question: Question) -> dict[str, str]:
    """The county of each district in question."""
    return dict.fromkeys(question.scope.districts, question.scope.county)


def _shrunken(told: Counted, years_of_people: Numbers, rule: Rule) -> Shrunken | None:
    """Smoothed rates of rows where somebody asked; silent rows are no zeros."""
    events = [stand_in(told.flags(row), rule) for row in range(len(told.names))]
    known = [
        row
        for row, number in enumerate(events)
        if number is not None and not told.is_silent(row) and years_of_people[row] > 0
    ]
    if not known:
        return None
    return shrink([events[row] or 0.0 for row in known], years_of_people[known])


@dataclass(frozen=True)
class _Bare:
    """What rows are made of."""

    question: Question
    told: Counted
    ground: Ground
    numbers: NDArray[np.intp]
    reached: Reach
    offers: tuple[Offer, ...]
    people: Numbers
    expected: Expected | None
    shrunken: Shrunken | None
    settled: Settled
    parents: Mapping[str, str]

    def rows(self) -> tuple[Row, ...]:
        """Every row."""
        count = len(self.told.names)
        people = sums(self.people, self.numbers, count)
        access = means(self.reached.scores, self.people, self.numbers, count) * 10_000
        deprived = means(self.ground.imd_score, self.ground.people[Base.RESIDENTS], self.numbers, count)
        worst = means((self.ground.imd_decile <= MOST_DEPRIVED).astype(np.float64), self.people, self.numbers, count)
        rural = means(self.ground.rural.astype(np.float64), self.people, self.numbers, count)
        expected = sums(self.expected.people, self.numbers, count) if self.expected else None
        rates = [self._rates(row, people[row]) for row in range(count)]
        smoothed = self._smoothed(people)
        priorities = self._priorities(smoothed, access, deprived)
        offers = offers_by_row(self.ground, self.offers, self.numbers, self.parents, count)
        return tuple(
            Row(
                place=place,
                name=self.told.names[row],
                people=round(float(people[row])),
                evidence=self._evidence(row),
                rates=rates[row],
                smoothed=smoothed[row],
                access=float(access[row]),
                offers=int(offers[row]),
                near=nearness(self.ground, self.reached, self.people, self.numbers == row),
                near_places=nearness(self.ground, self.reached, self.people, self.numbers == row, visited=False),
                expected=None if expected is None else float(expected[row]),
                deprivation=float(deprived[row]),
                most_deprived=float(worst[row]),
                rural=float(rural[row]),
                priority=priorities[row],
            )
            for row, place in enumerate(self.question.scope.rows)
        )

    def _evidence(self, row: int) -> Evidence:
        if self.told.is_silent(row):
            return Evidence.NO_INFORMATION
        return Evidence.ASKED if self.told.flags(row).value == 0 else Evidence.FLAGGED

    def _rates(self, row: int, people: float) -> FlagRates | None:
        flags, talks = self.told.flags(row).value, self.told.talks(row).value
        if flags is None:
            return None
        return flag_rates(
            flags=flags,
            contacts=talks or 0,
            navigators=self.told.navigators[row],
            population=people,
            years=self.question.years,
        )

    def _smoothed(self, people: Numbers) -> list[float | None]:
        found: list[float | None] = [None] * len(people)
        if self.shrunken is None:
            return found
        rates = iter(self.shrunken.smoothed * 1000)
        for row in range(len(people)):
            known = stand_in(self.told.flags(row), self.settled.rule) is not None
            if known and not self.told.is_silent(row) and people[row] > 0:
                found[row] = float(next(rates))
        return found

    def _priorities(self, smoothed: list[float | None], access: Numbers, deprived: Numbers) -> tuple[Priority, ...]:
        return gap_priorities(
            [
                Gap(
                    area=place.code,
                    unmet_rate=smoothed[row],
                    access=float(access[row]),
                    deprivation=float(deprived[row]),
                    severe_share=self.told.severe_share(row),
                    waiting_days=self.told.waits.get(place.code),
                )
                for row, place in enumerate(self.question.scope.rows)
            ],
            self.settled.weights,
        )
