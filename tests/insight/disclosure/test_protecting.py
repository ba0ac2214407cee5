"""What a protected table shows, in cells, in files and in records; and how little more than needed it hides."""

import pytest

from directory.insight.disclosure.protecting import Earlier, protect
from directory.insight.disclosure.rule import FEWER_THAN_FIVE, NHS, ONS, Mark, Rule, rule_from
from directory.insight.disclosure.table import Cell, Table, percentage
from directory.settings import SettingsError, load_settings

TOWNS = Table(("Mansfield", "Newark", "Retford"), ("Falls", "Debt"), ((0, 7), (8, 23), (42, 91)))


def test_nought_is_shown_small_counts_are_hidden_and_the_rest_is_rounded_with_its_totals() -> None:
    assert list(protect(TOWNS).lines("Town")) == [
        ("Town", "Falls", "Debt", "Total"),
        ("Mansfield", "0", "fewer than 8", "fewer than 8"),
        ("Newark", "10", "25", "30"),
        ("Retford", "40", "90", "135"),
        ("Total", "50", "120", "170"),
    ]


@pytest.mark.requirement("A161")
def test_three_is_fewer_than_five_in_every_output_where_that_is_the_councils_rule() -> None:
    table = Table(("Mansfield", "Newark"), ("Falls", "Debt"), ((3, 20), (30, 40)), has_row_totals=False)
    told = protect(table, FEWER_THAN_FIVE)
    assert told.cells[0][0] == Cell(None, Mark.SMALL, "fewer than 5")
    assert next(iter(told.records())) == {"row": "Mansfield", "column": "Falls", "value": None, "mark": "small"}
    assert [line[1] for line in told.lines()] == ["Falls", "fewer than 5", "withheld", "33"]


@pytest.mark.requirement("A129")
def test_where_nothing_is_rounded_more_is_withheld_so_that_no_total_gives_a_count_away() -> None:
    table = Table(("Mansfield", "Newark"), ("Falls", "Debt"), ((3, 20), (30, 40)))
    told = protect(table, FEWER_THAN_FIVE)
    assert [[cell.text for cell in line] for line in told.cells] == [
        ["fewer than 5", "withheld"],
        ["withheld", "withheld"],
    ]
    assert told.total is not None
    assert told.total.value == 93


def test_thousands_are_set_apart_for_whoever_reads() -> None:
    table = Table(("Mansfield",), ("Falls", "Debt"), ((1234, 999),), has_column_totals=False)
    assert list(protect(table).lines())[1] == ("Mansfield", "1,235", "1,000", "2,235")


def test_a_hidden_count_is_nowhere_in_what_is_handed_out() -> None:
    table = Table(("a", "b"), ("x", "y"), ((3, 777), (888, 999)))
    told = protect(table, FEWER_THAN_FIVE)
    assert [cell.mark for line in told.cells for cell in line].count(Mark.WITHHELD) == 3
    assert not any(number in repr(told) for number in ("777", "888", "999"))


def test_what_gives_nothing_away_is_not_withheld() -> None:
    told = protect(Table(("a", "b"), ("x", "y"), ((30, 20), (50, 40))), FEWER_THAN_FIVE)
    assert (told.marks() == Mark.SHOWN).all()
    assert told.shown().tolist() == [[30, 20, 50], [50, 40, 90], [80, 60, 140]]


def test_totals_that_a_table_does_not_have_are_not_made_up() -> None:
    told = protect(Table(("a", "b"), ("x",), ((30,), (20,)), has_row_totals=False, has_column_totals=False))
    assert list(told.lines()) == [("", "x"), ("a", "30"), ("b", "20")]
    assert (told.row_totals, told.column_totals, told.total) == (None, None, None)


def test_an_empty_table_stays_empty() -> None:
    assert list(protect(Table((), ("x",), ())).lines()) == [("", "x", "Total"), ("Total", "0", "0")]


def test_percentages_come_from_what_is_shown() -> None:
    told = protect(TOWNS)
    assert told.total is not None
    assert told.column_totals is not None
    assert percentage(told.column_totals[0], told.total) == pytest.approx(100 * 50 / 170)
    assert percentage(told.cells[0][1], told.total) is None
    assert percentage(told.cells[0][0], told.total) == 0
    assert percentage(told.total, told.cells[0][0]) is None


def test_a_change_too_small_to_tell_withholds_the_new_count() -> None:
    before, after = (Table(("a", "b"), ("x",), ((count,), (50,)), has_row_totals=False) for count in (20, 23))
    told = protect(after, FEWER_THAN_FIVE, earlier=Earlier(before, protect(before, FEWER_THAN_FIVE)))
    assert told.cells[0][0].mark is Mark.WITHHELD
    assert told.column_totals is not None
    assert told.column_totals[0].mark is Mark.WITHHELD
    assert told.cells[1][0].value == 50


def test_a_reader_who_knows_that_counts_only_grow_is_told_less() -> None:
    """Rounded to 2, 9 and 10 both read 10: the change is -1, 0 or 1, but only 0 or 1 where counts never go down."""
    rule = Rule(threshold=7, rounding=2)
    before, after = (Table(("a",), ("x",), ((count,),), False, False) for count in (9, 10))
    told = protect(before, rule)
    assert protect(after, rule, earlier=Earlier(before, told)).cells[0][0].value == 10
    growing = Earlier(before, told, growing=True)
    assert protect(after, rule, earlier=growing).cells[0][0].mark is Mark.WITHHELD


def test_the_same_counts_again_are_told_again() -> None:
    first = protect(TOWNS)
    assert protect(TOWNS, earlier=Earlier(TOWNS, first)) == first


def test_a_total_that_another_table_tells_is_told_as_it_is_there() -> None:
    table = Table(("a",), ("x", "y", "z"), ((12, 12, 7),), has_column_totals=False)
    told = protect(table, FEWER_THAN_FIVE, told={(0, 3): Mark.WITHHELD})
    assert told.row_totals is not None
    assert told.row_totals[0].mark is Mark.WITHHELD
    assert protect(table, FEWER_THAN_FIVE).row_totals != told.row_totals


def test_tables_that_do_not_match_are_refused() -> None:
    other = Table(("a",), ("x",), ((1,),))
    with pytest.raises(ValueError, match="same rows and columns"):
        protect(TOWNS, earlier=Earlier(other, protect(other)))


@pytest.mark.parametrize(
    ("rows", "columns", "counts", "sentence"),
    [
        (("a",), ("x",), ((1, 2),), "one count for each column"),
        (("a", "a"), ("x",), ((1,), (2,)), "a name of its own"),
        (("a",), ("x",), ((-1,),), "nought or more"),
    ],
)
def test_a_table_that_is_none_is_refused(
    rows: tuple[str, ...], columns: tuple[str, ...], counts: tuple[tuple[int, ...], ...], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        Table(rows, columns, counts)


def test_the_rule_is_a_setting_and_says_itself() -> None:
    assert rule_from(load_settings(mode="test")) == NHS
    rule = rule_from(load_settings(mode="test", small_number_threshold=4, small_number_rounding=1))
    assert (rule, rule.small_words) == (FEWER_THAN_FIVE, "fewer than 5")
    assert "rounded to the nearest 5" in NHS.sentence
    assert "withheld" in FEWER_THAN_FIVE.sentence


@pytest.mark.parametrize(("threshold", "rounding", "choices"), [(0, 5, 3), (7, 0, 3), (7, 5, 1), (2, 10, 3)])
def test_a_rule_that_would_not_protect_is_refused(threshold: int, rounding: int, choices: int) -> None:
    with pytest.raises(ValueError, match="rounding"):
        Rule(threshold, rounding, choices)


def test_settings_that_round_what_is_shown_to_nought_are_refused() -> None:
    with pytest.raises(SettingsError, match="at most twice"):
        load_settings(mode="test", small_number_threshold=2, small_number_rounding=10)


def test_halves_round_up_and_bounds_follow() -> None:
    rule = Rule(threshold=9, rounding=10)
    assert [rule.rounded(count) for count in (14, 15, 24, 25)] == [10, 20, 20, 30]
    assert rule.possible(Mark.SHOWN, 20, 99) == (15, 24)
    assert NHS.possible(Mark.SHOWN, 10, 99) == (8, 12)


def test_a_reader_knows_that_what_is_shown_is_not_small() -> None:
    assert ONS.possible(Mark.SHOWN, 10, 99) == (10, 12)
