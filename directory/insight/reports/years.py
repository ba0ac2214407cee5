"""Years beside each other, with intervals: what people asked for here, and indicators of this and other areas."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from markupsafe import Markup
from sqlalchemy import func, select

from directory.accounts.queries import area_names
from directory.insight.disclosure.table import Cell, ProtectedTable
from directory.insight.gap_map.drawing.gradient_svg import Spot, gradient_svg
from directory.insight.methods.rates import Rate, rate
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue, InsightFact
from directory.insight.models.facts import FactKind
from directory.insight.models.indicators import Unit
from directory.insight.reports.asking import Asked
from directory.insight.reports.contacts import plain
from directory.insight.reports.report import Chart, PlainTable, Report, Section, Source

YEARS = 3
KINDS = {
    FactKind.CONTACTS: "Conversations",
    FactKind.REFERRALS: "Referrals",
    FactKind.FLAGS: "People for whom something was missing",
}
NONE = "–"
RANGES = "In brackets: where the true value may lie, if its source says."
NO_RANGES = "Its source gives no ranges."
THIS_FIRST = "This area first, then others to compare it with."


def years(asked: Asked) -> Report:
    """Three years of activity, then every published indicator."""
    sections, sources = _indicators(asked)
    return Report(
        title=f"Over the years: {asked.where.name}",
        lead="Three years beside each other, each figure with the range that chance alone would give it.",
        sections=(*_activity(asked), *sections),
        sources=(asked.activity, *sources),
        made_at=asked.at,
        parameters=(("Area", asked.where.name),),
        cautions=(
            "More flags may mean that more people work there and ask. Read them beside the conversations.",
            "Ranges that overlap are no difference.",
        ),
    )


def _activity(asked: Asked) -> tuple[Section, ...]:
    columns = [asked.year_back(back) for back in reversed(range(YEARS))]
    found = _by_month(asked, columns[0][0], columns[-1][1])
    rows = {
        words: tuple(
            sum(number for (of, month), number in found.items() if of is kind and first <= month <= last)
            for first, last, _ in columns
        )
        for kind, words in KINDS.items()
    }
    if not any(map(any, rows.values())):
        return (Section("What people asked for", ("Nothing was counted in these years.",), key="activity"),)
    names = tuple(name for _, _, name in columns)
    told = asked.protect(rows, names, has_row_totals=False, has_column_totals=False)
    begun = _begun(asked)
    silent = [name for _, last, name in columns if begun is None or last < begun]
    words = (
        (f"Counting began in {begun:%B %Y}. Nought before that is not the same as nobody.",) if begun and silent else ()
    )
    made = Section("What people asked for", words, told, corner="Counted", key="activity")
    return (made, *_rates(asked, told, silent))


def _begun(asked: Asked) -> date | None:
    """The first month in which anything was counted anywhere."""
    return asked.session.scalar(select(func.min(InsightFact.month)))


def _by_month(asked: Asked, first: date, last: date) -> Mapping[tuple[FactKind, date], int]:
    """How often each was counted in each month."""
    query = select(InsightFact.kind, InsightFact.month, func.sum(InsightFact.amount)).where(
        InsightFact.kind.in_(KINDS), InsightFact.cohort == "", InsightFact.month.between(first, last)
    )
    if asked.where.code:
        query = query.where(InsightFact.district_code.in_(sorted(asked.where.districts)))
    rows = asked.session.execute(query.group_by(InsightFact.kind, InsightFact.month))
    return {(kind, month): int(number) for kind, month, number in rows}


def _rates(asked: Asked, told: ProtectedTable, silent: Collection[str]) -> tuple[Section, ...]:
    """From what is told, so that it tells no more; none for years in which nothing was counted yet."""
    people = asked.residents()
    if not people:
        return ()
    rows, drawings = [], []
    for name, cells in zip(told.rows, told.cells, strict=True):
        rates = [
            None if year in silent else _rate(cell, people) for year, cell in zip(told.columns, cells, strict=True)
        ]
        known = zip(told.columns, rates, strict=True)
        rows.append(
            (
                name,
                *(
                    "not counted" if year in silent else _words(rate, cell)
                    for year, rate, cell in zip(told.columns, rates, cells, strict=True)
                ),
            )
        )
        spots = [Spot(year, rate.value, rate.interval) for year, rate in known if rate is not None]
        drawings.append(gradient_svg(spots, name, "{:.1f}", titled=True))
    words = f"For each 1,000 of {people:,} residents (Census 2021), with the 95 % interval as a bar."
    table = PlainTable("Rate", told.columns, tuple(rows))
    return (
        Section("The same as rates", (words,), table, Chart.LINES, drawing=str(Markup("").join(drawings)), key="rates"),
    )


def _rate(cell: Cell, people: int) -> Rate | None:
    return None if cell.value is None else rate(cell.value, people)


def _words(found: Rate | None, cell: Cell) -> str:
    if found is None:
        return cell.text
    return f"{found.value:.2f} ({found.interval.low:.2f} to {found.interval.high:.2f})"


def _indicators(asked: Asked) -> tuple[list[Section], list[Source]]:
    query = (
        select(
            Indicator,
            IndicatorSet,
            IndicatorValue.area_code,
            IndicatorValue.value,
            IndicatorValue.low,
            IndicatorValue.high,
        )
        .join(IndicatorSet, IndicatorSet.indicator_id == Indicator.id)
        .join(IndicatorValue, IndicatorValue.set_id == IndicatorSet.id)
        .where(
            Indicator.published_at.is_not(None),
            IndicatorSet.undone_at.is_(None),
            IndicatorValue.area_code.in_(_areas(asked)),
        )
        .order_by(Indicator.name, IndicatorSet.year, IndicatorValue.area_code)
    )
    values: dict[Indicator, dict[tuple[str, int], str]] = defaultdict(dict)
    sources: dict[str, Source] = {}
    for indicator, of, area, value, low, high in asked.session.execute(query):
        limits = f" ({_short(low)} to {_short(high)})" if low is not None and high is not None else ""
        values[indicator][area, of.year] = f"{_short(value)}{limits}"
        sources[f"{of.source} {of.year}"] = Source(of.source, str(of.year), of.vintage, of.licence)
    called = area_names(asked.session, {area for found in values.values() for area, _ in found})
    sections = []
    for indicator, found in values.items():
        columns = sorted({year for _, year in found})[-YEARS:]
        places = sorted(
            {area for area, _ in found}, key=lambda code: (code != asked.where.code, called.get(code, code))
        )
        rows = [(called.get(area, area), *(found.get((area, year), NONE) for year in columns)) for area in places]
        words = [_unit(indicator), RANGES if any("(" in cell for cell in found.values()) else NO_RANGES]
        words += [THIS_FIRST] if places[0] == asked.where.code else []
        sections.append(plain(indicator.name, "Area", tuple(map(str, columns)), rows, words=" ".join(words)))
    return sections, list(sources.values())


def _short(value: float) -> str:
    return f"{value:,.10g}"


def _unit(indicator: Indicator) -> str:
    """What its values are, and of whom where they are a share."""
    is_share = indicator.unit in (Unit.PERCENT, Unit.RATE)
    return f"{indicator.unit.label}{f': {indicator.base.label.lower()}' if is_share else ''}."


def _areas(asked: Asked) -> list[str]:
    """Districts and counties only: a table of wards is the gap map's."""
    return sorted({asked.where.code, *asked.where.districts, *(code for code, _ in _known(asked))} - {""})


def _known(asked: Asked) -> list[tuple[str, str]]:
    from_values = select(IndicatorValue.area_code).where(
        IndicatorValue.area_code.like("E06%")
        | IndicatorValue.area_code.like("E07%")
        | IndicatorValue.area_code.like("E08%")
        | IndicatorValue.area_code.like("E09%")
        | IndicatorValue.area_code.like("E10%")
    )
    return [(code, code) for code in asked.session.scalars(from_values.distinct())]
