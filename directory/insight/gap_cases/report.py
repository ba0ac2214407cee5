"""What a gap is made of, as one report for page and file: protected counts of months that are over."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rule import Mark, Rule
from directory.insight.disclosure.table import Table
from directory.insight.gap_cases.naming import Names, names
from directory.insight.gap_cases.rural import rural_wards
from directory.insight.reports.report import Chart, PlainTable, Report, Section, Source
from directory.needs.cases import queries
from directory.needs.cases.grouping import window
from directory.needs.cases.queries import Counted
from directory.needs.cases.supply import Offer, journey_miles, offers
from directory.needs.codes import FlagSource
from directory.needs.models import GapCase
from directory.referrals.codes.work import UnmetReason
from directory.web.wording import british_date

PEOPLE, OTHERS = "People", "All others together"
TOO_FEW = "Too few people to say more without giving somebody away."


@dataclass(frozen=True)
class Journey:
    """How far the nearest open help is for the people who miss it, and what going there and back costs."""

    miles: str
    cost: str


@dataclass(frozen=True)
class GapReport:
    """A gap as a page shows it; the report alone is the file."""

    report: Report
    people: str
    until: date
    offers: tuple[Offer, ...]
    journey: Journey | None
    quotes: tuple[tuple[str, str], ...] = ()  # what it is about, where that may be told, and the words


def gap_report(session: Session, case: GapCase, reader: User, rule: Rule, pence: int, at: datetime) -> GapReport:
    """Everything that may be seen of a gap."""
    today = clock.local(at).date()
    found = queries.counted(session, case, today)
    called = names(session, [case.area_code, *(ward for ward in found.wards if ward)])
    supply = tuple(offers(session, reader, case.need, case.area_code, at))
    total = protect(Table(("All",), (PEOPLE,), ((found.people,),), has_row_totals=False, has_column_totals=False), rule)
    is_enough = found.people > rule.threshold
    sections = [*(_breakdowns(session, found, called, rule) if is_enough else ()), *_waits(session, case, today, rule)]
    _first, until = window(today)
    title = called.title(case.need, case.area_code, case.cohort)
    report = Report(
        title=f"{case.reference}: {title}",
        lead=f"People for whom it was missing in the 12 months to {british_date(until - timedelta(days=1))}.",
        sections=(*sections, _supply(supply)),
        sources=(
            Source("Flags of unmet need in Waypost", str(until.year), british_date(until - timedelta(days=1))),
            Source("Listings in Waypost", str(today.year), british_date(today)),
        ),
        made_at=at,
        parameters=(("People", total.cells[0][0].text),),
        cautions=("A flag is what somebody told us or failed to find. Where nobody asks, there are none.",),
    )
    miles = journey_miles(session, supply, _wards(found, case)) if is_enough else None
    told = _quotes(queries.quotes(session, case), found, rule) if is_enough else ()
    return GapReport(report, total.cells[0][0].text, until - timedelta(days=1), supply, _journey(miles, pence), told)


def _quotes(said: list[tuple[UnmetReason, str]], found: Counted, rule: Rule) -> tuple[tuple[str, str], ...]:
    """A reason beside a quote would tell that a hidden number is not nought: it is named where many gave it."""
    return tuple(
        (reason.label if found.reasons.get(reason.value, 0) > rule.threshold else "", words) for reason, words in said
    )


def _breakdowns(session: Session, found: Counted, called: Names, rule: Rule) -> list[Section]:
    reasons = {UnmetReason(code).label: number for code, number in found.reasons.items()}
    wards = {called.area(code) if code else "Ward not known": number for code, number in found.wards.items()}
    groups = {called.cohort(code) if code else "No group named": number for code, number in found.groups.items()}
    sources = {FlagSource(code).label: number for code, number in found.sources.items()}
    return [
        _section("Why it stays unmet", "Reason", reasons, rule, "why"),
        _section("Where", "Ward", wards, rule, "where"),
        _section("Town or country", "Kind of ward", _by_kind(session, found), rule, "rural"),
        _section("Who", "Group first named", groups, rule, "who"),
        _section("Who told us", "Source", sources, rule, "told-us"),
    ]


def _by_kind(session: Session, found: Counted) -> Mapping[str, int]:
    rural = rural_wards(session, [code for code in found.wards if code])
    kinds: Counter[str] = Counter()
    for code, number in found.wards.items():
        kinds["Not known" if code not in rural else "Countryside" if rural[code] else "Town"] += number
    return kinds


def _section(heading: str, corner: str, counts: Mapping[str, int], rule: Rule, key: str) -> Section:
    """A table that adds up to the same total as the others; left out where its total would have to be withheld."""
    ordered = _folded(counts, rule)
    rows = tuple(name for name, _number in ordered)
    told = protect(Table(rows, (PEOPLE,), tuple((n,) for _, n in ordered), has_row_totals=False), rule)
    totals = told.column_totals or ()
    if any(cell.mark is not Mark.SHOWN for cell in totals):
        return Section(heading, (TOO_FEW,), key=key)
    return Section(heading, (), told, Chart.BARS, corner, key=key)


def _folded(counts: Mapping[str, int], rule: Rule) -> list[tuple[str, int]]:
    """The largest first; what would be hidden stands in one row, which does not say how many it is made of."""
    told = (each for each in counts.items() if each[1] > rule.threshold)
    large = sorted(told, key=lambda each: (-rule.order(each[1]), each[0]))
    rest = sum(number for number in counts.values() if number <= rule.threshold)
    return [*large, (OTHERS, rest)] if rest else large


def _waits(session: Session, case: GapCase, today: date, rule: Rule) -> list[Section]:
    found = queries.waits(session, case, today)
    words = ("Referrals from there that started, from sending to the first day.",)
    if sum(found.values()) <= rule.threshold:
        return [Section("How long it takes", ("Too few referrals started to say how long it takes.",), key="waits")]
    counts = tuple((number,) for number in found.values())
    told = protect(Table(tuple(found), ("Referrals",), counts, has_row_totals=False, has_column_totals=False), rule)
    return [Section("How long it takes", words, told, Chart.BARS, "Wait", key="waits")]


def _supply(supply: tuple[Offer, ...]) -> Section:
    if not supply:
        return Section(
            "What there is", ("Nothing listed for this need is there, comes there, or is near.",), key="supply"
        )
    rows = tuple((each.name, each.organization, where(each), each.room, each.bus or "Not known") for each in supply)
    table = PlainTable("Listing", ("Run by", "Where", "Room", "Getting there"), rows)
    words = ("Listings for this need that are there, come there, or are nearest. Distances are in a straight line.",)
    return Section("What there is", words, table, key="supply")


def where(offer: Offer) -> str:
    """Where a listing is, seen from the area."""
    if offer.is_here:
        return "There"
    if offer.comes_here:
        return "Comes to people there"
    return f"{offer.miles:.0f} miles away" if offer.miles and offer.miles >= 1.5 else "About a mile away"


def _wards(found: Counted, case: GapCase) -> dict[str, int]:
    known = {code: number for code, number in found.wards.items() if code}
    return known or {case.area_code: found.people}


def _journey(miles: float | None, pence: int) -> Journey | None:
    if miles is None:
        return None
    rounded = max(0.5, round(miles * 2) / 2)
    return Journey(f"{rounded:g} miles", f"£{2 * rounded * pence / 100:.2f}")
