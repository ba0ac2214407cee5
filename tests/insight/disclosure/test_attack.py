"""Nobody can work out a hidden count: by totals, by filters, or by laying one report over the one before."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.insight.disclosure.protecting import Earlier, protect
from directory.insight.disclosure.rule import FEWER_THAN_FIVE, NHS, ONS, Mark, Rule
from directory.insight.disclosure.table import ProtectedTable, Table, as_told
from tests.insight.disclosure.attack import Attacker, Place, known

RULES = st.sampled_from((NHS, ONS, FEWER_THAN_FIVE, Rule(threshold=7, rounding=1), Rule(threshold=9, rounding=10)))
COUNT = st.one_of(st.integers(0, 9), st.integers(0, 40))
FEW = settings(max_examples=12, deadline=None, derandomize=True)


def shapes(largest: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(1, largest), st.integers(1, largest))


def table(counts: list[list[int]], **options: bool) -> Table:
    rows, columns = (f"r{n}" for n in range(len(counts))), (f"c{n}" for n in range(len(counts[0])))
    return Table(tuple(rows), tuple(columns), tuple(map(tuple, counts)), **options)


def tables_of(shape: tuple[int, int]) -> st.SearchStrategy[Table]:
    line = st.lists(COUNT, min_size=shape[1], max_size=shape[1])
    return st.lists(line, min_size=shape[0], max_size=shape[0]).map(table)


def small(number: int, counted: Table, rule: Rule) -> list[Place]:
    counts = counted.with_totals()
    return [(number, int(row), int(column)) for row, column in np.argwhere((counts > 0) & (counts <= rule.threshold))]


def worked_out(attacker: Attacker, places: list[Place], rule: Rule) -> list[Place]:
    """Small counts that are left fewer values than the rule promises."""
    return [place for place in places if attacker.choices({place: 1.0}) < min(rule.choices, rule.threshold)]


def each_by_itself(counted: Table, rule: Rule) -> ProtectedTable:
    """The rule applied to every count alone, as if that were enough."""
    counts = counted.with_totals()
    marks = np.where((counts > 0) & (counts <= rule.threshold), Mark.SMALL, Mark.SHOWN).astype(np.int8)
    return as_told(counted.rows, counted.columns, counts, marks, rule)


def test_rounded_totals_alone_give_a_hidden_count_away() -> None:
    counted = table([[12], [12], [12], [7]])
    assert Attacker([each_by_itself(counted, NHS)]).choices({(0, 3, 0): 1.0}) == 1


@pytest.mark.requirement("A129")
def test_the_same_table_protected_gives_nothing_away() -> None:
    counted = table([[12], [12], [12], [7]])
    assert worked_out(Attacker([protect(counted, NHS)]), small(0, counted, NHS), NHS) == []


def test_exact_totals_alone_give_a_hidden_count_away() -> None:
    counted = table([[3, 20], [9, 14]])
    assert Attacker([each_by_itself(counted, FEWER_THAN_FIVE)]).choices({(0, 0, 0): 1.0}) == 1


@FEW
@given(RULES, shapes(4).flatmap(tables_of))
def test_no_small_count_is_worked_out_from_totals(rule: Rule, counted: Table) -> None:
    assert worked_out(Attacker([protect(counted, rule)]), small(0, counted, rule), rule) == []


@FEW
@given(
    st.sampled_from((Rule(2, 1, 2), Rule(3, 1, 2), Rule(2, 5, 2))), st.lists(st.integers(0, 6), min_size=4, max_size=4)
)
def test_no_small_count_is_worked_out_by_trying_every_table_there_could_be(rule: Rule, counts: list[int]) -> None:
    """Without linear programming: all tables of two by two whose protected face would be this one."""
    counted = table([counts[:2], counts[2:]])
    told = protect(counted, rule)
    bounds = np.array([[known(cell, rule) for cell in line] for line in told._with_totals()])
    most = 3 * max(counts) + 6
    options = [np.arange(low, min(high, most) + 1) for low, high in bounds[:2, :2].reshape(4, 2)]
    bodies = np.stack(np.meshgrid(*options), axis=-1).reshape(-1, 2, 2)
    full = np.concatenate((bodies, bodies.sum(axis=1, keepdims=True)), axis=1)
    full = np.concatenate((full, full.sum(axis=2, keepdims=True)), axis=2)
    fits = ((full >= bounds[..., 0]) & (full <= bounds[..., 1])).all(axis=(1, 2))
    possible = bodies[fits].reshape(-1, 4)
    for place, count in enumerate(counts):
        if 0 < count <= rule.threshold:
            assert len(set(possible[:, place])) >= 2


def test_a_filter_gives_a_hidden_count_away_when_each_of_its_tables_is_protected_alone() -> None:
    carers, others = table([[3, 30]]), table([[20, 40]])
    told = [protect(each, FEWER_THAN_FIVE) for each in (carers, others, table([[23, 70]]))]
    assert Attacker(told, sums=[((0, 1), 2)]).choices({(0, 0, 0): 1.0}) == 1


def differences(before: Table, after: Table, rule: Rule) -> list[tuple[int, int]]:
    gaps = np.abs(after.with_totals() - before.with_totals())
    return [(int(row), int(column)) for row, column in np.argwhere((gaps > 0) & (gaps <= rule.threshold))]


def test_two_reports_give_a_small_change_away_when_each_is_protected_alone() -> None:
    told = [protect(table(counts), FEWER_THAN_FIVE) for counts in ([[20, 30]], [[23, 30]])]
    assert Attacker(told).choices({(1, 0, 0): 1.0, (0, 0, 0): -1.0}) == 1


@FEW
@given(RULES, shapes(3).flatmap(lambda s: st.tuples(tables_of(s), tables_of(s))), st.booleans())
def test_no_small_count_and_no_small_change_is_worked_out_from_two_reports(
    rule: Rule, pair: tuple[Table, Table], growing: bool
) -> None:
    before, after = pair
    if growing:
        after = table((np.array(before.counts) + np.array(after.counts) // 4).tolist())
    earlier = Earlier(before, protect(before, rule), growing=growing)
    attacker = Attacker([earlier.told, protect(after, rule, earlier=earlier)], grows=[(0, 1)] if growing else [])
    assert worked_out(attacker, [*small(0, before, rule), *small(1, after, rule)], rule) == []
    given_away = [
        place
        for place in differences(before, after, rule)
        if attacker.choices({(1, *place): 1.0, (0, *place): -1.0}) < min(rule.choices, rule.threshold)
    ]
    assert given_away == []
