"""What is laid over the map, as a section of its report and as letters on the drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from directory.insight.drivers.laying import Laid
from directory.insight.gap_map.picture import Picture
from directory.insight.reports.report import PlainTable, Report, Section

MOST = "upper third"


def with_drivers(report: Report, found: Picture, laid: Sequence[Laid]) -> Report:
    """The report with one more section after the first, and the sources of what is in it."""
    if not laid:
        return report
    first, *others = report.sections
    sources = dict.fromkeys((*report.sources, *(each.source for each in laid)))
    return replace(report, sections=(first, _section(found, laid), *others), sources=tuple(sources))


def _section(found: Picture, laid: Sequence[Laid]) -> Section:
    rows = tuple(
        (row.name, *(f"{each.told[number]}, {MOST}" if number in each.most else each.told[number] for each in laid))
        for number, row in enumerate(found.rows)
    )
    return Section(
        heading="What puts people at risk",
        words=(
            (
                "Where more people are older, disabled, alone or unwell, more need help whether or not anybody asked. "
                "An area is marked where it stands in the upper third of those on the map. Beside a gap it says "
                "where to look; it says nothing of any person."
            ),
        ),
        table=PlainTable("Area", tuple(f"{each.letter}: {each.name}" for each in laid), rows),
        key="drivers",
    )


def marks_of(found: Picture, laid: Sequence[Laid]) -> Mapping[str, str]:
    """The letters of each area that stands in an upper third, by its code."""
    letters = {
        row.place.code: " ".join(each.letter for each in laid if number in each.most)
        for number, row in enumerate(found.rows)
    }
    return {code: marks for code, marks in letters.items() if marks}
