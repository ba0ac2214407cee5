"""A report as a file for spreadsheets: every table, with its sources, dates and vintages in the file itself."""

import re
from collections.abc import Iterator

from directory import clock
from directory.insight.reports.report import Report
from directory.web.spreadsheets import as_csv

#: A whole number as people read it; a spreadsheet reads it without the commas.
GROUPED = re.compile(r"\d{1,3}(,\d{3})+")


def report_csv(report: Report) -> str:
    """The whole report; no cell of it is taken for a formula."""
    return as_csv(_lines(report))


def _lines(report: Report) -> Iterator[tuple[str, ...]]:
    yield (report.title,)
    yield (report.lead,)
    yield ("Made", clock.local(report.made_at).strftime("%-d %B %Y, %H:%M"))
    yield from report.parameters
    for caution in report.cautions:
        yield ("Mind", caution)
    for section in report.sections:
        yield ()
        yield (section.heading,)
        for words in section.words:
            yield (words,)
        yield from (tuple(map(_plain, line)) for line in section.lines())
        if section.rule:
            yield ("Rule", section.rule)
    yield ()
    yield ("Source", "Year", "As of", "Licence")
    for source in report.sources:
        yield (source.name, source.year, source.vintage, source.licence)


def _plain(cell: str) -> str:
    return cell.replace(",", "") if GROUPED.fullmatch(cell) else cell
