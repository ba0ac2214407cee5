"""A report as a file: every table, its sources, and no cell that a spreadsheet would reckon with."""

import csv
import io
from datetime import UTC, datetime

import pytest

from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.table import Table
from directory.insight.reports.files import report_csv
from directory.insight.reports.report import PlainTable, Report, Section, Source


def made(*sections: Section, sources: tuple[Source, ...] = ()) -> list[list[str]]:
    report = Report(
        "Lifts", "There are few.", sections, sources, datetime(2026, 1, 5, 9, tzinfo=UTC), (("Need", "=1+1"),)
    )
    return list(csv.reader(io.StringIO(report_csv(report).removeprefix("\ufeff"))))


def test_it_begins_with_what_it_says_and_when_it_was_made() -> None:
    assert made()[:4] == [["Lifts"], ["There are few."], ["Made", "5 January 2026, 09:00"], ["Need", "'=1+1"]]


def test_a_protected_table_is_told_with_its_rule() -> None:
    table = protect(Table(("Mansfield", "Bassetlaw"), ("Flags",), ((3,), (42,)), has_row_totals=False))
    lines = made(Section("Missing", table=table))
    assert ["Mansfield", "fewer than 8"] in lines
    assert ["Bassetlaw", "40"] in lines
    assert ["Rule", table.rule.sentence] in lines


def test_numbers_are_plain_whether_a_page_sets_thousands_apart_or_not() -> None:
    counted = protect(Table(("Mansfield",), ("Flags",), ((1230,),), has_row_totals=False, has_column_totals=False))
    told = PlainTable("Area", ("People", "Rate"), (("Mansfield", "1,234,567", "1,234.5 (1,000.0 to 1,500.0)"),))
    lines = made(Section("Missing", table=counted), Section("People", table=told))
    assert ["Mansfield", "1230"] in lines
    assert ["Mansfield", "1234567", "1,234.5 (1,000.0 to 1,500.0)"] in lines


@pytest.mark.requirement("A132")
def test_every_source_stands_in_the_file_with_year_and_vintage() -> None:
    lines = made(sources=(Source("Census", "2021", "March 2021", "OGL"),))
    assert lines[-2:] == [["Source", "Year", "As of", "Licence"], ["Census", "2021", "March 2021", "OGL"]]


def test_a_plain_table_has_a_heading_for_every_cell() -> None:
    with pytest.raises(ValueError, match="a heading and one cell for each column"):
        PlainTable("Area", ("Flags",), (("Mansfield",),))
