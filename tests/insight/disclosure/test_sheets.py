"""Nobody takes one answer of a sheet from another, a quarter from its year, a group from everybody, a ward from all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from directory.insight.disclosure.rule import FEWER_THAN_FIVE, NHS, Mark, Rule
from directory.insight.disclosure.sheets import ALL, UNSORTED, Marked, Sheet, Wider, protect_sheet
from directory.insight.disclosure.web import Web, needed, possible
from tests.insight.disclosure.plain_audit import plainly_exposed

GROUPS = {"home.warm": "home", "home.safe": "home", "food.lunch": "food"}
NEEDS = (*GROUPS, "never sorted")
RULES = st.sampled_from((NHS, FEWER_THAN_FIVE, Rule(threshold=7, rounding=1)))
SOME = settings(max_examples=8, deadline=None, derandomize=True)
KEYS = [(place, need) for place in ("a", "b", "c") for need in NEEDS]

amounts = st.lists(st.one_of(st.integers(0, 3), st.integers(0, 9), st.integers(0, 40)), min_size=12, max_size=12)


def sheet(numbers: list[int]) -> Sheet:
    return Sheet.of(dict(zip(KEYS, numbers, strict=True)), GROUPS)


def part(numbers: list[int], shares: list[int]) -> Sheet:
    return sheet([number * share // 40 for number, share in zip(numbers, shares, strict=True)])


def exposed(told: Marked, of: Sheet, wider: list[Wider], rule: Rule) -> list[int]:
    """By linear programming over all these sheets at once, with what is left of each wider one as a count as well."""
    all_of, rows = [Wider(of, told), *wider], []
    both: dict[tuple[int, str, str], tuple[int, Mark | None]] = {}
    for number, each in enumerate(all_of):
        both |= {(number, *key): (count, each.marks.get(key)) for key, count in each.sheet.counts.items()}
        rows += [([(number, *p) for p in parts], (number, *whole)) for parts, whole, _ in each.sheet.lines()]
    for number, each in enumerate(wider, start=1):
        for key, count in of.counts.items():
            if key in each.sheet.counts:
                both[(-number, *key)] = (each.sheet.counts[key] - count, None)
                rows.append(([(0, *key), (-number, *key)], (number, *key)))
    names = {name: place for place, name in enumerate(both)}
    counts = np.array([count for count, _ in both.values()])
    marks = np.array([Mark.UNPUBLISHED if mark is None else mark for _, mark in both.values()], dtype=np.int8)
    low, high = possible(counts, marks, rule, 10_000)
    sums = np.zeros((len(rows), len(names)))
    for row, (parts, whole) in enumerate(rows):
        sums[row, [names[part] for part in parts]] = 1
        sums[row, names[whole]] = -1
    none = np.zeros(len(rows), dtype=np.bool_)
    asked = np.where([name[2] == UNSORTED for name in names], 0, needed(counts, rule))
    return plainly_exposed(Web(counts, marks, low, high, asked, none, csr_array(sums), none, none, rule, 10_000))


@SOME
@given(RULES, amounts)
def test_no_need_group_or_place_is_worked_out_from_the_others(rule: Rule, numbers: list[int]) -> None:
    whole = sheet(numbers)
    assert exposed(protect_sheet(whole, (), rule), whole, [], rule) == []


@SOME
@given(RULES, amounts, amounts)
def test_neither_a_part_nor_what_is_left_is_worked_out_from_the_two(
    rule: Rule, numbers: list[int], shares: list[int]
) -> None:
    whole, quarter = sheet(numbers), part(numbers, shares)
    wider = [Wider(whole, protect_sheet(whole, (), rule))]
    assert exposed(protect_sheet(quarter, wider, rule), quarter, wider, rule) == []


@SOME
@given(RULES, amounts, amounts, amounts)
def test_a_part_of_two_wider_sheets_gives_neither_away(
    rule: Rule, numbers: list[int], shares: list[int], others: list[int]
) -> None:
    whole, quarter, group = sheet(numbers), part(numbers, shares), part(numbers, others)
    both = sheet([min(quarter.counts.get(key, 0), group.counts.get(key, 0)) for key in KEYS])
    year = Wider(whole, protect_sheet(whole, (), rule))
    wider = [Wider(each, protect_sheet(each, [year], rule)) for each in (quarter, group)]
    assert exposed(protect_sheet(both, wider, rule), both, wider, rule) == []


@SOME
@given(RULES, amounts)
def test_wards_do_not_give_away_where_else_in_the_district_people_live(rule: Rule, numbers: list[int]) -> None:
    county = sheet(numbers)
    row = county.line("a")
    told = protect_sheet(county, (), rule)
    wider = [Wider(row, {(ALL, column): told[place, column] for place, column in told if place == "a"})]
    spread = np.random.default_rng(sum(numbers))
    split = {
        (ward, need): int(number)
        for (place, need), amount in zip(KEYS, numbers, strict=True)
        if place == "a"
        for ward, number in zip("xyz-", spread.multinomial(amount, (0.5, 0.3, 0.15, 0.05)), strict=True)
        if ward != "-"
    }
    wards = Sheet.of(split, GROUPS)
    assert exposed(protect_sheet(wards, wider, rule), wards, wider, rule) == []


@pytest.mark.requirement("A129")
def test_a_need_alone_in_its_group_is_hidden_with_it() -> None:
    whole = Sheet.of({("a", "home.warm"): 3, ("a", "home.safe"): 30, ("b", "food.lunch"): 20}, GROUPS)
    told = protect_sheet(whole, (), FEWER_THAN_FIVE)
    assert told["a", "home.warm"] is not Mark.SHOWN
    assert Mark.WITHHELD in {told["a", "home.safe"], told["a", "home"]}


def test_where_nothing_is_small_all_is_shown() -> None:
    whole = Sheet.of({(place, need): 30 for place in "ab" for need in GROUPS}, GROUPS)
    assert set(protect_sheet(whole, (), FEWER_THAN_FIVE).values()) == {Mark.SHOWN}


def test_a_part_alone_would_give_away_what_is_left_of_the_whole() -> None:
    whole = Sheet.of({("a", "home.warm"): 30, ("b", "home.warm"): 40}, GROUPS)
    quarter = Sheet.of({("a", "home.warm"): 27, ("b", "home.warm"): 10}, GROUPS)
    wider = [Wider(whole, protect_sheet(whole, (), FEWER_THAN_FIVE))]
    alone = protect_sheet(quarter, (), FEWER_THAN_FIVE)
    assert exposed(alone, quarter, wider, FEWER_THAN_FIVE) != []
    told = protect_sheet(quarter, wider, FEWER_THAN_FIVE)
    assert exposed(told, quarter, wider, FEWER_THAN_FIVE) == []
    assert told["a", "home.warm"] is Mark.WITHHELD


def test_a_count_that_changed_by_a_few_since_last_month_is_withheld_where_nothing_is_rounded() -> None:
    now = Sheet.of({("a", "home.warm"): 23, ("b", "home.warm"): 40}, GROUPS)
    then = Sheet.of({("a", "home.warm"): 20, ("b", "home.warm"): 40}, GROUPS)
    told = protect_sheet(now, (), FEWER_THAN_FIVE, then.counts)
    assert told["a", "home.warm"] is told[ALL, ALL] is Mark.WITHHELD
    assert told["b", "home.warm"] is Mark.SHOWN
    assert set(protect_sheet(now, (), NHS, then.counts).values()) == {Mark.SHOWN}


def test_many_that_are_few_are_hidden_further_before_their_sum_is() -> None:
    """Twelve needs of one person each under a total shown as 10: each could only be one."""
    groups = {f"home.{number}": "home" for number in range(12)}
    whole = Sheet.of({("a", need): 1 for need in groups}, groups)
    told = protect_sheet(whole, (), NHS)
    assert told["a", ALL] is told["a", "home"] is Mark.SHOWN
    assert exposed(told, whole, [], NHS) == []
