"""Demand ahead: a do-nothing line, and one that follows if assumptions hold. Every one of them can be changed."""

import re
from dataclasses import dataclass
from typing import Any

from directory.insight.areas.vintages import AGES
from directory.insight.disclosure.table import Cell
from directory.insight.methods.projection import Assumptions, Line, project
from directory.insight.models.facts import FactKind
from directory.insight.reports import needs
from directory.insight.reports.asking import Asked
from directory.insight.reports.contacts import plain
from directory.insight.reports.drawing import lines
from directory.insight.reports.report import Chart, PlainTable, Report, Section, Source
from directory.web.wording import pounds

KINDS = {
    FactKind.CONTACT_NEEDS.value: "Conversations in which the need came up",
    FactKind.REFERRALS.value: "Referrals",
    FactKind.FLAGS.value: "People for whom something was missing",
}
EVERY_CONTACT = FactKind.CONTACTS.value
#: Who the demand is shared out among, by the columns of small areas.
BASES = {
    "adults": ("Adults", ("aged_18_64", "aged_65_79", "aged_80_over")),
    "older": ("People aged 65 and over", ("aged_65_79", "aged_80_over")),
    "oldest": ("People aged 80 and over", ("aged_80_over",)),
}
#: What each assumption is called, and what it is until somebody changes it. Growth of age groups is an example.
ASSUMED = {
    "aged_18_64": ("People aged 18 to 64: change each year, per cent", "0"),
    "aged_65_79": ("People aged 65 to 79: change each year, per cent", "1.5"),
    "aged_80_over": ("People aged 80 and over: change each year, per cent", "2.5"),
    "rate": ("Share of people who need it: change each year, per cent", "-1"),
    "price": ("Cost of each, in pounds", "0"),
    "price_change": ("Cost: change each year, per cent", "2"),
}
#: Where the first values come from. None is a projection: whoever plans puts in a published one.
EXAMPLES = {
    "aged_18_64": "An example: no change",
    "aged_65_79": "An example: 65 and over up by about 30 per cent by 2040 (Nottinghamshire)",
    "aged_80_over": "An example: the oldest grow faster",
    "rate": "An example: what early help is hoped to do",
    "price": "Not set",
    "price_change": "An example: near the aim for inflation",
}
NAMED = "Where your assumptions come from: name, year and edition"
NOT_NAMED = "Yours, source not named"
LOWEST, HIGHEST, DEAREST = -20.0, 20.0, 1_000_000.0
YEARS = 10
YEAR = re.compile(r"\b(19|20)\d\d\b")
TOO_FEW = "Too few were counted to look ahead from."


@dataclass(frozen=True)
class Assumed:
    """The assumptions as numbers, by key; per cent as per cent."""

    of: dict[str, float]
    source: str = ""

    @property
    def changed(self) -> tuple[str, ...]:
        """What somebody put in."""
        return tuple(key for key, (_, usual) in ASSUMED.items() if self.of[key] != float(usual))

    @property
    def caution(self) -> str:
        """What has to be said of the source before anybody relies on the line; empty where all is said."""
        if self.changed and not self.source:
            return "Where the changed assumptions come from is not said: name it before you pass this on."
        if self.source and not YEAR.search(self.source):
            return "Of which year the assumptions are is not said: add it to their source."
        return ""

    def origin(self, key: str) -> str:
        """Where one value comes from."""
        return (self.source or NOT_NAMED) if key in self.changed else EXAMPLES[key]

    def change(self, key: str) -> float:
        """A yearly change as a share."""
        return self.of[key] / 100


def demand(asked: Asked) -> Report:
    """The lines and the table under them."""
    group = needs.chosen(asked.session, asked.values.get("need", ""))
    kind = _kind(asked.values.get("kind", ""), is_one_group=bool(group.code))
    base = asked.values.get("base") or "adults"
    assumed = Assumed(
        {key: _number(asked.values.get(key, ""), key) for key in ASSUMED},
        " ".join(asked.values.get("source", "").split()),
    )
    table = asked.protect(
        {"Now": (needs.amount(asked, FactKind(kind), group.codes if group.code else ()),)},
        ("Counted",),
        has_row_totals=False,
        has_column_totals=False,
    )
    parameters = (
        ("Need", group.name),
        ("Area", asked.where.name),
        ("Counted", f"{KINDS.get(kind, 'Conversations')}, {asked.months}"),
        ("Shared out among", BASES[base][0]),
        *((words, f"{assumed.of[key]:g}") for key, (words, _) in ASSUMED.items()),
        (NAMED, assumed.source or "Not named"),
    )
    named = (Source(assumed.source, "", "as typed in"),) if assumed.source else ()
    return Report(
        title=f"Demand ahead: {group.name}, {asked.where.name}",
        lead="What follows if the assumptions below hold. It is no forecast.",
        sections=(_assumptions(assumed), *_ahead(asked, assumed, table.cells[0][0], base)),
        sources=(asked.activity, AGES, *named),
        made_at=asked.at,
        parameters=parameters,
        cautions=(
            "What was counted is what reached us. Need that nobody brings is in no line.",
            "Do nothing: shares of people and prices stay as they are, and only the population changes.",
            *filter(None, (assumed.caution,)),
        ),
    )


def _kind(chosen: str, *, is_one_group: bool) -> str:
    """What is counted. A conversation about two needs comes up in both: of all needs together, it counts once."""
    kind = chosen or FactKind.CONTACT_NEEDS.value
    return EVERY_CONTACT if kind == FactKind.CONTACT_NEEDS.value and not is_one_group else kind


def _number(typed: str, key: str) -> float:
    """What was typed, within what is sensible; the first value for what is no number."""
    usual = float(ASSUMED[key][1])
    try:
        found = float(typed.replace(",", "").replace("%", "").replace("£", "") or usual)
    except ValueError:
        return usual
    low, high = (0.0, DEAREST) if key == "price" else (LOWEST, HIGHEST)
    return min(max(found, low), high) if found == found else usual


def _assumptions(assumed: Assumed) -> Section:
    rows = [(words, f"{assumed.of[key]:g}", assumed.origin(key)) for key, (words, _) in ASSUMED.items()]
    words = "Put in your own, from published population projections for example, and say which. They are kept with it."
    return plain("What is assumed", "Assumption", ("Value", "Where from"), rows, words=words, key="assumptions")


def _ahead(asked: Asked, assumed: Assumed, counted: Cell, base: str) -> list[Section]:
    ages = BASES[base][1]
    people = [asked.residents(age) for age in ages]
    if not counted.value or not sum(people):
        return [Section("Lines", (TOO_FEW if sum(people) else "No people are loaded for this area.",), key="lines")]
    start = asked.today.year
    populations = {
        start + after: [number * (1 + assumed.change(age)) ** after for number, age in zip(people, ages, strict=True)]
        for after in range(YEARS + 1)
    }
    yours = Assumptions(
        "your assumptions", rate_change=assumed.change("rate"), price_change=assumed.change("price_change")
    )
    price = assumed.of["price"] or None
    drawn = project(populations, [counted.value / sum(people)] * len(ages), price=price, scenarios=(yours,))
    return [_lines(drawn)]


def _lines(drawn: tuple[Line, ...]) -> Section:
    has_cost = drawn[0].cost is not None
    columns: list[str] = []
    for line in drawn:
        name = line.assumptions.name.capitalize()
        columns += [name, f"{name}: cost"] if has_cost else [name]
    rows = []
    for place, year in enumerate(drawn[0].years):
        cells: list[Any] = [str(year)]
        for line in drawn:
            cells.append(
                f"{round(line.demand[place], -1):,.0f}" if line.demand[place] >= 100 else f"{line.demand[place]:.0f}"
            )
            if line.cost is not None:
                cells.append(pounds(round(line.cost[place], -2)))
        rows.append(tuple(cells))
    words = (
        "Numbers of 100 and more are rounded to ten, costs to hundreds of pounds: more digits would promise too much.",
    )
    series = [(line.assumptions.name.capitalize(), line.demand) for line in drawn]
    return Section(
        "Lines",
        words,
        PlainTable("Year", tuple(columns), tuple(rows)),
        Chart.LINES,
        drawing=lines(drawn[0].years, series),
        key="lines",
    )
