"""Who is missed, as sections of a report."""

from directory.insight.gap_map.fairness import FIFTHS, Fairness
from directory.insight.gap_map.sections import interval_words
from directory.insight.methods.reach import ReachTable
from directory.insight.reports.report import PlainTable, Section


def fairness_sections(found: Fairness, over_time: Section) -> tuple[Section, ...]:
    """The gradient, what became of it over time, and who is reached."""
    return (_gradient(found), over_time, _settings(found), _reach(found))


def _gradient(found: Fairness) -> Section:
    words = [
        (
            "Wards are put in order of deprivation (Index of Multiple Deprivation 2025, weighted by people) and "
            f"cut into {'tenths' if len(found.parts.rows) > len(FIFTHS) else 'fifths'} of the people who live here."
        ),
        _slope_words(found),
    ]
    if found.concentration is not None:
        where = "more deprived" if found.concentration < 0 else "less deprived"
        words.append(
            f"Concentration index {found.concentration:.2f}, from -1 to 1: what is missing gathers in the {where} "
            "places."
            if round(found.concentration, 2)
            else "Concentration index 0.00: what is missing is spread evenly."
        )
    return Section("Deprived and better-off places", tuple(words), found.parts, corner="Places", key="gradient")


def _slope_words(found: Fairness) -> str:
    slope = found.slope
    if slope is None or slope.slope_interval is None:
        return "Too little is known in at least one of them to say how steep the gradient is."
    interval = slope.slope_interval
    if interval.low <= 0 <= interval.high:
        direction = "which may be chance"
    else:
        direction = "higher in better-off places" if slope.slope > 0 else "higher in deprived places"
    return (
        f"Slope index: {slope.slope:.2f} people for each 1,000 a year from the most to the least deprived end "
        f"(95% from {interval_words(interval)}), {direction}."
    )


def _settings(found: Fairness) -> Section:
    return Section(
        "Town and country",
        ("A ward counts as country when most of its people live in small areas that are classified as rural.",),
        found.settings,
        corner="Where",
        key="settings",
    )


def _reach(found: Fairness) -> Section:
    tables = (*((name, table) for name, table in found.groups), ("", found.by_part), ("", found.by_setting))
    rows = tuple(line for name, table in tables for line in _lines(table, name))
    unknown = next((table for _, table in found.groups), None)
    words = [
        (
            "The share of referrals from a group, over its share of the people. Below 1 the group is reached less "
            "than others. In brackets: where the true ratio may lie."
        )
    ]
    if unknown is not None and unknown.referrals:
        words.append(
            f"{100 * (unknown.not_said_share or 0):.0f}% of referrals do not say which groups somebody belongs to. The "
            "more there are of them, the less the ratios of groups tell."
        )
    return Section("Who is reached", tuple(words), PlainTable("Group", ("Reach ratio",), rows), key="reach")


def _lines(table: ReachTable, only: str) -> list[tuple[str, str]]:
    return [
        (
            row.group.name,
            "not known"
            if row.ratio is None or row.interval is None
            else f"{row.ratio:.2f} ({interval_words(row.interval)})",
        )
        for row in table.rows
        if not only or row.group.name == only
    ]
