"""The gap map as sections of a report: each says in plain words what its table is, and what it is not."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from directory.insight.choosing import LABELS, weights_in_words
from directory.insight.disclosure.table import Cell, ProtectedTable
from directory.insight.gap_map.counted import stand_in
from directory.insight.gap_map.drawing.funnel_svg import Spot, funnel_svg
from directory.insight.gap_map.picture import Picture, Row
from directory.insight.methods.arrays import Interval
from directory.insight.methods.coverage import Coverage
from directory.insight.methods.evidence import Evidence
from directory.insight.methods.gaps import Facet
from directory.insight.methods.rates import Rate
from directory.insight.methods.shrinkage import rank_areas
from directory.insight.reports.report import Chart, PlainTable, Section

NO_INFORMATION = "no information"
TOO_FEW = "too few to say"
SEED = 20_260_401  # ranks are drawn alike each time, so that a report can be made again


def areas_section(found: Picture) -> Section:
    """The table beside the map."""
    columns = (
        "People who could not get it",
        "For each 1,000 people a year",
        "Conversations",
        "For each 100 conversations",
        "Connectors who answer for it",
        "Listings with room",
        "For each 10,000 people",
        *((f"Expected: {found.expected.name}",) if found.expected else ()),
    )
    rows = tuple((row.name, *_cells(found, number, row)) for number, row in enumerate(found.rows))
    return Section(
        heading="Area by area",
        words=(
            (
                "How many people could not get it follows where connectors work, so read it beside the conversations. "
                "In brackets: where the true rate may lie. Nobody asked and nothing found: no information, never no "
                "need."
            ),
        ),
        table=PlainTable("Area", columns, (*rows, _whole(found, len(columns)))),
        chart=Chart.MAP,
        key="areas",
    )


def _cells(found: Picture, number: int, row: Row) -> tuple[str, ...]:
    told = found.counted
    if row.evidence is Evidence.NO_INFORMATION:
        asked = (NO_INFORMATION, NO_INFORMATION, "0", NO_INFORMATION)
    else:
        people = row.rates.per_thousand_people if row.rates else None
        talks = row.rates.per_hundred_contacts if row.rates and told.talks(number).value else None
        asked = (told.flags(number).text, rate_words(people), told.talks(number).text, rate_words(talks, digits=0))
    return (
        *asked,
        str(told.navigators[number]),
        str(row.offers),
        "none" if row.access is None else f"{row.access:.2f}",
        *((f"{round(row.expected, -1):,.0f}",) if row.expected is not None else ()),
    )


def _whole(found: Picture, columns: int) -> tuple[str, ...]:
    told = found.counted
    flags, talks = (_total(table.column_totals) for table in (told.missing, told.contacts))
    usable = sum(offer.is_usable for offer in found.offers)
    line = (f"All of {found.question.scope.whole.name}", flags, "", talks, "", "", str(usable))
    return line + ("",) * (columns + 1 - len(line))


def _total(cells: tuple[Cell, ...] | None) -> str:
    return cells[0].text if cells else ""


def rate_words(rate: Rate | None, digits: int = 1) -> str:
    """A rate with its interval; too few to say where the count behind it is hidden."""
    if rate is None:
        return TOO_FEW
    low, high = rate.interval.low, rate.interval.high
    return f"{rate.value:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def share_words(coverage: Coverage) -> str:
    """A share of people, in whole per cent."""
    return "nobody lives there" if coverage.share is None else f"{100 * coverage.share:.0f}%"


def reasons_section(found: Picture) -> Section:
    """Why it was missing. Where nobody was asked there is no line: nought would say that nothing was missing."""
    silent = [row.name for row in found.rows if row.evidence is Evidence.NO_INFORMATION]
    table = _without(found.counted.reasons, silent)
    left_out = [name for name in silent if name in found.counted.reasons.rows and name not in table.rows]
    return Section(
        heading="Why people could not get it",
        words=(
            (
                "There may be no such help; or it is there and cannot be reached, is full, is for others, does not "
                "suit, did not answer, or could not be found. Each calls for something else. Choices are left out."
            ),
            *((f"Nobody asked in {' and '.join(left_out)}, so no reason is known there.",) if left_out else ()),
        ),
        table=table,
        chart=Chart.BARS,
        key="reasons",
    )


def _without(table: ProtectedTable, names: Collection[str]) -> ProtectedTable:
    """The table without lines of these names in which nothing was counted."""
    kept = [
        number
        for number, (name, cells) in enumerate(zip(table.rows, table.cells, strict=True))
        if name not in names or any(cell.value != 0 for cell in cells)
    ]
    return replace(
        table,
        rows=tuple(table.rows[number] for number in kept),
        cells=tuple(table.cells[number] for number in kept),
        row_totals=tuple(table.row_totals[number] for number in kept) if table.row_totals is not None else None,
    )


def priorities_section(found: Picture, weights: Mapping[Facet, float]) -> Section:
    """Five columns, and what they come to."""
    ordered = sorted(found.rows, key=lambda row: (-(row.priority.score or 0), row.name))
    rows = tuple(
        (
            row.name,
            *("not known" if (value := row.priority.columns[facet]) is None else f"{value:.0f}" for facet in Facet),
            "not known" if row.priority.score is None else f"{row.priority.score:.0f}",
            f"{100 * row.priority.known:.0f}%",
        )
        for row in ordered
    )
    return Section(
        heading="Where to look first",
        words=(
            (
                "Each column goes from 0, least pressing, to 100, among the areas shown here. The last but one is "
                f"their mean by the weights the council set ({weights_in_words(weights)}). It decides nothing: it "
                "says where to look, and the last column how much of it rests on something known."
            ),
        ),
        table=PlainTable("Area", (*(LABELS[facet] for facet in Facet), "Together", "Known"), rows),
        key="priorities",
    )


def steady_section(found: Picture) -> Section:
    """Rates drawn towards the whole, and ranks with their doubt."""
    words = (
        (
            "A rate from few people jumps about. Here each is drawn towards the rate of the whole area, the more "
            "so the fewer people it rests on. Ranks come with the range in which they may lie: where ranges "
            "overlap, the order is not known."
        ),
    )
    shrunken = found.shrunken
    if shrunken is None:
        return Section("Rates made steady", (*words, "Nobody asked anywhere here yet."), key="steady")
    known = [row for row in found.rows if row.smoothed is not None]
    ranks = rank_areas(shrunken, np.random.default_rng(SEED))
    table = PlainTable(
        "Area",
        ("As counted", "Made steady", "Rank"),
        tuple(
            (
                row.name,
                _plain_rate(row),
                f"{shrunken.smoothed[number] * 1000:.2f}",
                f"{ranks.rank[number]} ({ranks.low[number]} to {ranks.high[number]})",
            )
            for number, row in enumerate(known)
        ),
    )
    return Section("Rates made steady", words, table, key="steady")


def _plain_rate(row: Row) -> str:
    return rate_words(row.rates.per_thousand_people) if row.rates else TOO_FEW


def funnel_section(found: Picture) -> Section:
    """How far each area strays from what its size would do."""
    spots = _spots(found)
    rows = tuple(
        (
            f"{number}. {spot.name}",
            spot.told,
            f"{spot.expected:.0f}",
            spot.reading,
        )
        for number, spot in enumerate(spots, 1)
    )
    return Section(
        heading="More or fewer than chance would do",
        words=(
            (
                "If people everywhere were alike and asked alike, areas would lie between the outer lines in 998 "
                "of 1,000 cases. Outside them something is different: how people live, what there is, or who asks. "
                "Look into it; it is no mark."
            ),
        ),
        table=PlainTable("Area", ("Counted", "Expected by its people", "Reading"), rows) if rows else None,
        chart=Chart.FUNNEL,
        drawing=str(funnel_svg(spots)),
        key="funnel",
    )


def _spots(found: Picture) -> list[Spot]:
    known = [
        (row, number)
        for index, row in enumerate(found.rows)
        if (number := stand_in(found.counted.flags(index), found.rule)) is not None
        and row.evidence is not Evidence.NO_INFORMATION
        and row.people
    ]
    people, flags = sum(row.people for row, _ in known), sum(number for _, number in known)
    if not people or not flags:
        return []
    told = {row.name: found.counted.flags(index) for index, row in enumerate(found.rows)}
    return [
        Spot(row.name, number, flags * row.people / people, told[row.name].text, told[row.name].value is None)
        for row, number in known
    ]


def supply_section(found: Picture) -> Section:
    """What there is, and why some of it cannot be counted on."""
    why: dict[str, int] = {}
    for offer in found.offers:
        if offer.why_not is not None:
            why[offer.why_not.value] = why.get(offer.why_not.value, 0) + 1
    unknown = sum(offer.is_usable and not offer.is_room_known for offer in found.offers)
    usable = sum(offer.is_usable for offer in found.offers)
    rows = (
        ("Listings for this that anybody can find", str(len(found.offers))),
        ("of which can be counted on", str(usable)),
        ("of these, whether they have room is not known", str(unknown)),
        ("of these, serve the whole country by phone or online", str(found.reach.everywhere)),
        *((f"Left out: {reason}", str(number)) for reason, number in sorted(why.items())),
    )
    return Section(
        heading="What there is",
        words=(
            (
                "A listing counts when it is shown, takes people, was checked in time and is not known to be full. "
                "What comes to people, or answers by phone, counts for everybody in the area it serves. Help for "
                "the whole country is counted here and in no area: it would hide every gap."
            ),
        ),
        table=PlainTable("What is counted", ("Listings",), rows),
        key="supply",
    )


def waits_section(found: Picture) -> Section:
    """Waits and searches."""
    told = found.counted
    searched = told.searches
    columns = ("Referrals", "Middle wait until a start, days", *(("Searches that found little",) if searched else ()))
    rows = tuple(
        (
            row.name,
            told.referred(number).text,
            f"{told.waits[row.place.code]:.0f}" if row.place.code in told.waits else "too few starts",
            *((searched.cells[number][0].text,) if searched else ()),
        )
        for number, row in enumerate(found.rows)
    )
    return Section(
        heading="Referrals, waits and searches",
        words=("Half the people who started had waited less than the middle wait, half longer; by weeks.",),
        table=PlainTable("Area", columns, rows),
        key="waits",
    )


def interval_words(interval: Interval, digits: int = 2) -> str:
    """Where a figure may lie."""
    return f"{interval.low:.{digits}f} to {interval.high:.{digits}f}"
