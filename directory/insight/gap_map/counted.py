"""Counts as they may be told. Everything the gap map works out rests on these, so that nothing hidden can come out.

A small number that is hidden counts as the middle of what it may be (4 of 1 to 7) wherever a sum or a rank needs one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import Cell, ProtectedTable, Table
from directory.insight.facts.neighbourhoods import counts_by_neighbourhood
from directory.insight.facts.queries import Counts, counts, median_waits, navigators
from directory.insight.gap_map.question import Level, Place, Question
from directory.insight.gap_map.told import Answers
from directory.insight.models.facts import FactKind
from directory.needs.codes import ReasonFamily

FAMILIES = tuple(family for family in ReasonFamily if family is not ReasonFamily.CHOICE)
#: A median of fewer starts than this says nothing about anybody's wait.
FEWEST_WAITS = 10


@dataclass(frozen=True)
class Counted:
    """What happened in each row, as it may be told."""

    names: tuple[str, ...]
    missing: ProtectedTable  # people who could not get it
    reasons: ProtectedTable  # the same by kind of reason; of a district as a whole, since wards are too small for it
    contacts: ProtectedTable
    referrals: ProtectedTable
    severity: ProtectedTable
    searches: ProtectedTable | None  # by district only
    waits: Mapping[str, float]
    navigators: tuple[int, ...]

    def flags(self, row: int) -> Cell:
        """People for whom it was missing."""
        return self.missing.cells[row][0]

    def talks(self, row: int) -> Cell:
        """Conversations."""
        return self.contacts.cells[row][0]

    def referred(self, row: int) -> Cell:
        """Referrals for it."""
        return self.referrals.cells[row][0]

    def is_silent(self, row: int) -> bool:
        """Whether nobody asked there: no conversation and no flag. Nought is shown by every rule."""
        return self.flags(row).value == 0 and self.talks(row).value == 0

    def severe_share(self, row: int) -> float | None:
        """The share of them for whom it may lead to a crisis, from what is shown."""
        high, everybody = self.severity.cells[row][0].value, self.flags(row).value
        return None if high is None or not everybody else min(high / everybody, 1.0)


def of_row(told: Counted, row: int) -> Counted:
    """One row of what was told of all: told alone it must not show what was withheld among the others."""

    def cut(table: ProtectedTable) -> ProtectedTable:
        totals = table.row_totals
        return ProtectedTable(
            rows=table.rows[row : row + 1],
            columns=table.columns,
            cells=table.cells[row : row + 1],
            row_totals=totals[row : row + 1] if totals else None,
            column_totals=None,
            total=None,
            rule=table.rule,
        )

    return Counted(
        names=told.names[row : row + 1],
        missing=cut(told.missing),
        reasons=told.reasons,
        contacts=cut(told.contacts),
        referrals=cut(told.referrals),
        severity=cut(told.severity),
        searches=cut(told.searches) if told.searches else None,
        waits=told.waits,
        navigators=told.navigators[row : row + 1],
    )


def stand_in(cell: Cell, rule: Rule) -> float | None:
    """The number to reckon with: what is shown, or the middle of a hidden small one; None where any is possible."""
    if cell.value is not None:
        return float(cell.value)
    return (1 + rule.threshold) / 2 if cell.mark is Mark.SMALL else None


def counted(session: Session, question: Question, rule: Rule) -> Counted:
    """Count and protect everything that a question needs."""
    names = unique_names(question.scope.rows)
    rows = question.scope.rows

    told, waits = Answers(session, question, rule), counts_of(session, FactKind.WAITS, question)

    def column(kind: FactKind, what: str, *, total: bool = False) -> ProtectedTable:
        return one_column(names, what, told.rows(kind), told.whole(kind) if total else None, rule)

    missing = column(FactKind.FLAGS, "People who could not get it", total=True)
    return Counted(
        names=names,
        missing=missing,
        reasons=reasons_of(question, missing, told.district(FactKind.FLAGS), _for_reasons(session, question), rule),
        contacts=column(FactKind.CONTACTS, "Conversations", total=True),
        referrals=column(FactKind.REFERRALS, "Referrals"),
        severity=column(FactKind.SEVERITY, "It may lead to a crisis"),
        searches=column(FactKind.SEARCHES, "Searches") if question.scope.by_district else None,
        waits=_enough(median_waits(waits), waits, rows),
        navigators=_navigators(session, question),
    )


def counts_of(session: Session, kind: FactKind, question: Question) -> Counts:
    """Amounts of one kind by the rows of a question."""
    scope = question.scope
    if scope.level is Level.NEIGHBOURHOOD:
        return counts_by_neighbourhood(session, kind, question.asked, [place.code for place in scope.rows])
    return counts(session, kind, question.asked, scope.districts, by_ward=scope.level is Level.WARD)


def _for_reasons(session: Session, question: Question) -> Counts:
    """Flags for the table of reasons: of a district as a whole it is the same whichever areas are beside it."""
    by_ward = not question.scope.by_district
    return counts(session, FactKind.FLAGS, question.asked, question.scope.districts, by_ward=by_ward)


def reasons_of(
    question: Question, missing: ProtectedTable, district: Cell | None, found: Counts, rule: Rule
) -> ProtectedTable:
    """Why it was missing: by district, or for one district as a whole. Their sums are told already as they are told."""
    labels = tuple(family.label for family in FAMILIES)
    if not question.scope.by_district:
        whole = Counter[str]()
        for (_place, detail), amount in found.by_detail.items():
            whole[detail] += amount
        cells = (tuple(whole[each.value] for each in FAMILIES),)
        whole_of_it = {} if district is None else {(0, len(labels)): district.mark}
        names = (question.scope.whole.name,)
        return protect(Table(names, labels, cells, has_column_totals=False), rule, told=whole_of_it)
    rows = tuple(
        tuple(found.by_detail.get((place.code, each.value), 0) for each in FAMILIES) for place in question.scope.rows
    )
    sums = [*(line[0] for line in missing.cells), *(missing.column_totals or ())]
    told = {(row, len(labels)): cell.mark for row, cell in enumerate(sums)}
    return protect(Table(missing.rows, labels, rows), rule, told=told)


def one_column(
    names: Sequence[str], what: str, cells: Sequence[Cell], total: Cell | None, rule: Rule
) -> ProtectedTable:
    """A table of one column of what may be told."""
    return ProtectedTable(
        rows=tuple(names),
        columns=(what,),
        cells=tuple((cell,) for cell in cells),
        row_totals=None,
        column_totals=None if total is None else (total,),
        total=None,
        rule=rule,
    )


def unique_names(rows: Sequence[Place]) -> tuple[str, ...]:
    """The names of areas, with the code where two share one."""
    names = [place.name for place in rows]
    return tuple(place.name if names.count(place.name) == 1 else f"{place.name} ({place.code})" for place in rows)


def _enough(medians: Mapping[str, float], waits: Counts, rows: Sequence[Place]) -> dict[str, float]:
    return {place.code: medians[place.code] for place in rows if waits.by_place.get(place.code, 0) >= FEWEST_WAITS}


def _navigators(session: Session, question: Question) -> tuple[int, ...]:
    """Connectors whose team answers for each row."""
    by_area = navigators(session)
    shared = (*(() if question.scope.by_district else question.scope.districts), "")
    return tuple(sum(by_area.get(code, 0) for code in (place.code, *shared)) for place in question.scope.rows)
