"""Money by class and by year: what was typed in by the council, shared out to the penny."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import NotVisible, RuleBroken
from directory.insight.methods.spend import PREVENTIVE, Spend, SpendClass, SpendPicture, apportion, spend_picture
from directory.insight.models import SpendLine
from directory.insight.reports.asking import Asked
from directory.insight.reports.drawing import bars
from directory.insight.reports.report import Chart, PlainTable, Section
from directory.listings.codes import SpendClass as Listed
from directory.web.wording import pounds

EARLIEST, LATEST = 2000, 2100
WORDS: Mapping[SpendClass, str] = {each: Listed(each.value).label for each in SpendClass}


def add_spend(
    session: Session, *, name: str, year: int, amount: Decimal, shares: Mapping[SpendClass, Decimal], source: str
) -> SpendLine:
    """Keep one line of spending. Raises `RuleBroken` unless its shares add up to 100 per cent."""
    for key, words in (("name", name), ("source", source)):
        if not words.strip():
            raise RuleBroken(
                key, "Enter what it was spent on" if key == "name" else "Enter where the figure comes from"
            )
    if not EARLIEST <= year <= LATEST:
        raise RuleBroken("year", "Enter the year in which the financial year begins, such as 2026")
    apportion(amount, shares)
    kept = {each.value: str(share) for each, share in shares.items() if share}
    made = SpendLine(name=name.strip(), year=year, amount=amount, shares=kept, source=source.strip())
    session.add(made)
    session.flush()
    return made


def remove_spend(session: Session, line_id: UUID) -> None:
    """Take a line away. Raises `NotVisible` for one that is not there."""
    found = session.get(SpendLine, line_id)
    if found is None:
        raise NotVisible("There is no such line.")
    session.delete(found)


def number_in(typed: str, field: str) -> Decimal:
    """A number of pounds or per cent as people type it; nothing is nought. Raises `RuleBroken`."""
    try:
        found = Decimal(typed.replace("£", "").replace("%", "").replace(",", "").replace(" ", "") or "0")
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) >= 10**11:
        raise RuleBroken(field, "Enter a number, such as 1200.50 or 40")
    return found


def spend_lines(session: Session) -> list[SpendLine]:
    """All lines, the latest year first."""
    return list(session.scalars(select(SpendLine).order_by(SpendLine.year.desc(), SpendLine.name, SpendLine.id)))


def pictures(session: Session) -> dict[int, SpendPicture]:
    """Each year's money by class."""
    by_year: dict[int, list[Spend]] = defaultdict(list)
    for line in spend_lines(session):
        shares = {SpendClass(code): Decimal(share) for code, share in line.shares.items()}
        by_year[line.year].append(Spend(line.amount.quantize(Decimal("0.01")), shares))
    return {year: spend_picture(lines) for year, lines in sorted(by_year.items())}


def spend_sections(asked: Asked) -> tuple[Section, ...]:
    """Money by class, and by tier over the years. It is the council's as a whole, whatever area is asked about."""
    found = pictures(asked.session)
    if not found:
        words = "No spending has been entered yet. Whoever keeps the gaps enters it under “Money by class”."
        return (Section("Money by class", (words,), key="spend"),)
    latest = max(found)
    sources = ", ".join(sorted({line.source for line in spend_lines(asked.session)}))
    return (_of_year(latest, found[latest], sources), _over_years(found))


def year_words(year: int) -> str:
    """2026/27."""
    return f"{year}/{(year + 1) % 100:02d}"


def _of_year(year: int, picture: SpendPicture, sources: str) -> Section:
    share = picture.preventive_share
    rows = tuple(
        (WORDS[each], pounds(amount), f"{100 * amount / picture.total:.1f} %" if picture.total else "–")
        for each, amount in picture.by_class.items()
    )
    told = "" if share is None else f"{100 * share:.0f} % of {pounds(picture.total)} prevents, reduces or delays. "
    words = (f"{told}Shares were set line by line and add up to 100 % of each. Source: {sources}.",)
    table = PlainTable("Class", ("Pounds", "Share"), (*rows, ("Total", pounds(picture.total), "100.0 %")))
    drawn = bars([(WORDS[each], round(amount)) for each, amount in picture.by_class.items()])
    return Section(f"Money by class, {year_words(year)}", words, table, Chart.BARS, drawing=drawn, key="spend")


def _over_years(found: Mapping[int, SpendPicture]) -> Section:
    rows = tuple(
        (
            year_words(year),
            *(pounds(picture.by_class[each]) for each in SpendClass),
            "–" if picture.preventive_share is None else f"{100 * picture.preventive_share:.0f} %",
        )
        for year, picture in found.items()
    )
    columns = (*(each.value.capitalize() for each in SpendClass), "Preventive share")
    words = (f"Preventive: {', '.join(sorted(PREVENTIVE))}. Prices are those of each year.",)
    return Section("Money by tier over the years", words, PlainTable("Year", columns, rows), key="spend-years")
