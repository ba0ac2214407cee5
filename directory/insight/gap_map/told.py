"""Reads what may be told of a question: from the sheets that were kept with the facts, or made now if none were."""

from collections.abc import Mapping
from functools import cached_property
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.sheets import ALL
from directory.insight.disclosure.table import Cell
from directory.insight.facts.counting import last_run
from directory.insight.facts.queries import WITHOUT_GROUPS
from directory.insight.gap_map.amounts import EVERYBODY
from directory.insight.gap_map.question import Level, Question
from directory.insight.gap_map.remembered import remembered
from directory.insight.gap_map.telling import SMALL, WITHHELD, Asked, Telling, telling
from directory.insight.models import FactRun, ToldSheet
from directory.insight.models.facts import FactKind

_MARKS: Mapping[int, Mark] = {SMALL: Mark.SMALL, WITHHELD: Mark.WITHHELD}
Told: TypeAlias = Mapping[str, Mapping[str, int]]  # by need and place, as it is kept


class Answers:
    """What may be told of one question, of whatever kind."""

    def __init__(self, session: Session, question: Question, rule: Rule) -> None:
        self._session, self._question, self._rule = session, question, rule
        self._kept, self._made_of = _kept(session, question, rule)

    def rows(self, kind: FactKind, cohort: str | None = None) -> tuple[Cell, ...]:
        """One cell for each row."""
        found: dict[str, int] = {}
        for area in self._areas():
            found |= self._told(kind, area, self._question.scope.level, cohort)
        return tuple(self._cell(found.get(place.code, 0)) for place in self._question.scope.rows)

    def whole(self, kind: FactKind, cohort: str | None = None) -> Cell:
        """All rows together; of a county what its districts come to."""
        scope = self._question.scope
        level = scope.level if scope.whole.code in scope.districts else Level.DISTRICT
        return self._cell(self._told(kind, scope.whole.code, level, cohort).get(ALL, 0))

    def district(self, kind: FactKind) -> Cell | None:
        """The district asked about as a whole, with those of whom no ward is known; None where it has no county."""
        scope = self._question.scope
        if scope.above is None:
            return None
        return self._cell(self._told(kind, scope.county, Level.DISTRICT, None).get(scope.whole.code, 0))

    def _areas(self) -> list[str]:
        scope = self._question.scope
        return [scope.whole.code] if scope.by_district else sorted(scope.districts)

    def _told(self, kind: FactKind, area: str, level: Level, cohort: str | None) -> Mapping[str, int]:
        group = EVERYBODY if kind in WITHOUT_GROUPS else self._question.cohort if cohort is None else cohort
        need = self._question.need.code if self._question.need and kind is not FactKind.CONTACTS else ALL
        asked = Asked(kind, area, level, self._question.step, group)
        return self._sheet(asked).get(need, {})

    def _sheet(self, asked: Asked) -> Told:
        if asked.cohort in self._made_of:
            return self._kept.get(asked, {})
        question = (asked, self._question.first, self._rule)
        return remembered(self._session, self._run, question, lambda: self._makes.told(asked))

    @cached_property
    def _run(self) -> FactRun | None:
        return last_run(self._session)

    @cached_property
    def _makes(self) -> Telling:
        return telling(self._session, self._rule, self._question.today)

    def _cell(self, kept: int) -> Cell:
        mark = _MARKS.get(kept, Mark.SHOWN)
        return Cell.told(kept, mark, self._rule)


def _kept(session: Session, question: Question, rule: Rule) -> tuple[Mapping[Asked, Told], frozenset[str]]:
    """The sheets of a question that were made with the facts; and whose were made, of everybody and its group."""
    theirs = (
        ToldSheet.first == question.first,
        ToldSheet.last == question.last,
        ToldSheet.rule == rule.code,
    )
    scope = question.scope
    rows = session.execute(
        select(ToldSheet.area, ToldSheet.kind, ToldSheet.level, ToldSheet.cohort, ToldSheet.told).where(
            *theirs,
            ToldSheet.area.in_({scope.whole.code, scope.county, *(() if scope.by_district else scope.districts)}),
            ToldSheet.level.in_({scope.level.value, Level.DISTRICT.value}),
            ToldSheet.cohort.in_({EVERYBODY, question.cohort}),
        )
    ).all()
    kept = {Asked(kind, area, Level(level), question.step, cohort): told for area, kind, level, cohort, told in rows}
    found = {asked.cohort for asked in kept}
    for cohort in {EVERYBODY, question.cohort} - found:
        # Nothing may be told of them here, or nothing was made: groups are made together, or not at all.
        alike = ToldSheet.cohort == EVERYBODY if cohort == EVERYBODY else ToldSheet.cohort != EVERYBODY
        if session.scalar(select(ToldSheet.id).where(*theirs, alike).limit(1)) is not None:
            found.add(cohort)
    return kept, frozenset(found)
