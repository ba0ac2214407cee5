"""What may be told of every area, made once for all questions: nightly with the facts, or when somebody asks first.

A sheet holds all needs of an area. It is told beside the sheets it is part of: a quarter beside its year, a group of
people beside everybody, what may lead to a crisis beside all that was missing, wards beside their district.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from flask import current_app
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from directory import clock
from directory.db import new_id
from directory.insight.areas.neighbourhoods import neighbourhood_of
from directory.insight.disclosure.rule import Mark, Rule, rule_from
from directory.insight.disclosure.sheets import ALL, Sheet, Wider, protect_sheet
from directory.insight.facts.counting import before, recount
from directory.insight.facts.gathering import SOME_GROUP
from directory.insight.gap_map.amounts import EVERYBODY, Amounts, amounts
from directory.insight.gap_map.question import Level, Place, Step, months_of, places
from directory.insight.models import ToldSheet
from directory.insight.models.facts import FactKind
from directory.settings import Settings
from directory.taxonomy.queries import all_terms

SMALL, WITHHELD = -1, -2
_CHUNK = 500


@dataclass(frozen=True)
class Asked:
    """One sheet: the kind, the area, what its rows are, which months, which group of people."""

    kind: FactKind
    area: str
    level: Level
    step: Step
    cohort: str = EVERYBODY


@dataclass
class Telling:
    """Makes sheets, each after those it is part of, and each once."""

    session: Session
    rule: Rule
    today: date
    areas: tuple[tuple[Place, tuple[Place, ...]], ...]
    groups: Mapping[str, str]
    _sheets: dict[Asked, Wider] = field(default_factory=dict)
    _amounts: dict[tuple[str, Level, Step], Amounts] = field(default_factory=dict)

    def wider(self, asked: Asked) -> Wider:
        """A sheet and how it is told."""
        if asked not in self._sheets:
            sheet = self._sheet(asked)
            beside = tuple(self._parents(asked)) if sheet.counts else ()
            marks = protect_sheet(sheet, beside, self.rule, self._before(asked)) if sheet.counts else {}
            self._sheets[asked] = Wider(sheet, marks)
        return self._sheets[asked]

    def told(self, asked: Asked) -> dict[str, dict[str, int]]:
        """The same as it is kept."""
        found: dict[str, dict[str, int]] = {}
        made = self.wider(asked)
        for (place, need), mark in made.marks.items():
            shown = self.rule.rounded(made.sheet.counts[place, need])
            found.setdefault(need, {})[place] = {Mark.SMALL: SMALL, Mark.WITHHELD: WITHHELD}.get(mark, shown)
        return found

    def all(self) -> Iterator[Asked]:
        """Every sheet of which there is anything to tell."""
        for area, level in self._asked_areas():
            for step in Step:
                for kind, cohort in sorted(self._of(area, level, step)):
                    if cohort == SOME_GROUP:
                        continue  # nobody can ask for it
                    yield Asked(kind, area, level, step, cohort)

    def _asked_areas(self) -> Iterator[tuple[str, Level]]:
        for top, below in self.areas:
            if below:
                yield top.code, Level.DISTRICT
            for district in below or (top,):
                yield district.code, Level.WARD
                yield district.code, Level.NEIGHBOURHOOD

    def _before(self, asked: Asked) -> Mapping[tuple[str, str], int] | None:
        """The same of a month ago, where counts are told so exactly that a change could be read."""
        if 2 * self.rule.rounding - 1 >= self.rule.choices:
            return None
        first, last = (before(month, 1) for month in months_of(asked.step, self.today))
        found = amounts(self.session, self._places(asked.area, asked.level), asked.level, first, last)
        return Sheet.of(found.get((asked.kind, asked.cohort), {}), self.groups).counts

    def _sheet(self, asked: Asked) -> Sheet:
        found = self._of(asked.area, asked.level, asked.step)
        return Sheet.of(found.get((asked.kind, asked.cohort), {}), self.groups)

    def _of(self, area: str, level: Level, step: Step) -> Amounts:
        key = (area, level, step)
        if key not in self._amounts:
            self._amounts[key] = amounts(self.session, self._places(area, level), level, *months_of(step, self.today))
        return self._amounts[key]

    def _places(self, area: str, level: Level) -> list[str]:
        if level is Level.NEIGHBOURHOOD:
            return sorted(set(neighbourhood_of(self.session, [area]).values()))
        return [place.code for top, below in self.areas if top.code == area for place in below] or [area]

    def _parents(self, asked: Asked) -> Iterator[Wider]:
        if asked.step is Step.QUARTER:
            yield self.wider(replace(asked, step=Step.YEAR))
        if asked.cohort != EVERYBODY:
            yield self.wider(replace(asked, cohort=EVERYBODY))
        if asked.kind is FactKind.SEVERITY:
            yield self.wider(replace(asked, kind=FactKind.FLAGS))
        county = next((top for top, below in self.areas if asked.area in {place.code for place in below}), None)
        if county is not None:
            above = self.wider(replace(asked, area=county.code, level=Level.DISTRICT))
            marks = {(ALL, need): mark for (place, need), mark in above.marks.items() if place == asked.area}
            yield Wider(above.sheet.line(asked.area), marks)


def count_and_tell(session: Session, at: datetime) -> str:
    """The nightly job: facts, and what may be told of them."""
    settings: Settings = current_app.extensions["waypost_settings"]
    run = recount(session, at=at)
    return f"{run.facts} facts, {keep_all(session, rule_from(settings), clock.local(at).date())} sheets"


def telling(session: Session, rule: Rule, today: date) -> Telling:
    """Ready to make any sheet of today."""
    groups = {term.code: term.code.partition(".")[0] for term in all_terms(session, "needs")}
    return Telling(session, rule, today, places(session), groups)


def keep_all(session: Session, rule: Rule, today: date, *, with_groups: bool = True) -> int:
    """Make every sheet and keep what it tells; how many. Without those of groups, theirs are made when asked for."""
    makes = telling(session, rule, today)
    rows = []
    for asked in makes.all():
        if asked.cohort != EVERYBODY and not with_groups:
            continue
        first, last = months_of(asked.step, today)
        rows.append(
            {
                "id": new_id(),
                "area": asked.area,
                "kind": asked.kind,
                "level": asked.level.value,
                "cohort": asked.cohort,
                "first": first,
                "last": last,
                "rule": rule.code,
                "told": makes.told(asked),
            }
        )
    session.execute(delete(ToldSheet))
    for start in range(0, len(rows), _CHUNK):
        session.execute(insert(ToldSheet), rows[start : start + _CHUNK])
    return len(rows)
