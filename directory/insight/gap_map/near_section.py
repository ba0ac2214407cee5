"""Who lives near enough to help, as a section of a report."""

from collections.abc import Mapping

from directory.insight.gap_map.near import ESTIMATED, Near
from directory.insight.gap_map.picture import Picture
from directory.insight.gap_map.sections import share_words
from directory.insight.methods.coverage import CoverageBoth
from directory.insight.reports.report import PlainTable, Section

FULL_TOO = "the same, with full and stale"


def near_section(found: Picture) -> Section:
    """Coverage by the three limits, with and without what cannot be counted on."""
    columns = (
        *(words for near in Near for words in (near.label, f"{near.label}: {FULL_TOO}")),
        "In the area of what comes to people or answers by phone",
    )
    rows = [(row.name, *_shares(row.near), share_words(row.visited)) for row in found.rows]
    rows.append((f"All of {found.question.scope.whole.name}", *_shares(found.near), ""))
    return Section(
        heading="Near enough to help",
        words=(
            (
                "The share of people who live near a listing that can be counted on, or in the area of one that comes "
                "to people or answers by phone: those count as reached at any distance. Beside each, the same counting "
                "what is full or out of date: the difference is what more places and better records would give."
            ),
            ESTIMATED,
        ),
        table=PlainTable("Area", columns, tuple(rows)),
        key="near",
    )


def _shares(near: Mapping[Near, CoverageBoth]) -> list[str]:
    return [share_words(each) for limit in Near for each in (near[limit].usable, near[limit].listed)]
