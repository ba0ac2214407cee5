"""Whether the gap between places narrows, as a section of a report: a line with its intervals, a reading, a table."""

from collections.abc import Sequence

from directory.insight.gap_map.drawing.gradient_svg import Spot, gradient_svg
from directory.insight.gap_map.fairness import FIFTHS
from directory.insight.gap_map.over_time import Period
from directory.insight.gap_map.sections import TOO_FEW, interval_words
from directory.insight.methods.slope import SlopeIndex, slope_change
from directory.insight.reports.report import Chart, PlainTable, Section

WORDS = (
    "Each point is the slope index of three months: how many more or fewer people, for each 1,000 a year, could not "
    "get it at the least deprived end than at the most deprived. Below the dashed line it is missing more often in "
    "deprived places. The bar is where the true slope may lie."
)


def over_time_section(periods: Sequence[Period]) -> Section:
    """A line, what it says, and the table it rests on."""
    spots = [
        Spot(period.name, period.slope.slope, period.slope.slope_interval)
        for period in periods
        if period.slope is not None and period.slope.slope_interval is not None
    ]
    return Section(
        heading="Whether the gap narrows",
        words=(WORDS, reading(periods)),
        table=PlainTable("Months", (*FIFTHS, "Slope index", "Concentration index"), tuple(map(_line, periods)))
        if periods
        else None,
        chart=Chart.LINES,
        drawing=str(gradient_svg(spots)),
        key="gradient-over-time",
    )


def reading(periods: Sequence[Period]) -> str:
    """What happened between the first and the last time that can be told."""
    known = [(period, period.slope) for period in periods if period.slope is not None]
    if len(known) < 2:
        return "Too little is known: only with enough people counted at two times can one say which way the gap goes."
    (first, start), (last, end) = known[0], known[-1]
    found = slope_change(start, end)
    opening = (
        f"From {first.name} to {last.name} the slope went from {start.slope:+.2f} to {end.slope:+.2f} for each 1,000 "
        f"people a year."
    )
    amount = f"by {abs(found.change):.2f} (95% from {interval_words(found.interval)})"
    if found.may_be_chance:
        return f"{opening} The gap differs {amount}: that may be chance, so nobody can say it narrowed or widened."
    turned = " and turned round" if start.slope * end.slope < 0 else ""
    way = "widened" if found.change > 0 else "narrowed"
    return f"{opening} The gap {way}{turned} {amount}: more than chance would do."


def _line(period: Period) -> tuple[str, ...]:
    return (period.name, *(cell.text for cell in period.cells), _slope(period.slope), _concentration(period))


def _slope(slope: SlopeIndex | None) -> str:
    if slope is None or slope.slope_interval is None:
        return TOO_FEW
    return f"{slope.slope:+.2f} ({interval_words(slope.slope_interval)})"


def _concentration(period: Period) -> str:
    if period.concentration is None or period.interval is None:
        return TOO_FEW
    return f"{period.concentration:+.2f} ({interval_words(period.interval)})"
