"""Who lives near enough to help, as a section of a report."""

from collections.abc import Mapping

from directory.insight.gap_map.near import ESTIMATED, Near
from directory.insight.gap_map.picture import Picture
from directory.insight.gap_map.sections import share_words
from directory.insight.methods.coverage import CoverageBoth
from directory.insight.reports.report import PlainTable, Section

WORDS = (
    "The share of people who live near a listing that can be counted on: first by places to go to alone, then with "
    "those in the area of something that comes to people or answers by phone, who are reached at any distance. In "
    "brackets the same counting what is full or out of date: the difference is what more places and better records "
    "would give."
)


def near_section(found: Picture) -> Section:
    """Coverage by the three limits, by places alone and with what comes to people."""
    columns = tuple(
        words for near in Near for words in (f"{near.label} of a place to go to", f"{near.label}, visited or by phone")
    )
    rows = [(row.name, *_shares(row.near_places, row.near)) for row in found.rows]
    rows.append((f"All of {found.question.scope.whole.name}", *_shares(found.near_places, found.near)))
    return Section(
        heading="Near enough to help",
        words=(WORDS, ESTIMATED),
        table=PlainTable("Area", columns, tuple(rows)),
        key="near",
    )


def _shares(places: Mapping[Near, CoverageBoth], near: Mapping[Near, CoverageBoth]) -> list[str]:
    return [_words(each) for limit in Near for each in (places[limit], near[limit])]


def _words(both: CoverageBoth) -> str:
    return f"{share_words(both.usable)} ({share_words(both.listed)})"
