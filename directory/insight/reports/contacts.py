"""How people reach us, and whether help comes early: contacts by channel, pointing and asking back, assessments."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy import func, select

from directory.insight.disclosure.table import percentage
from directory.insight.facts.counting import before
from directory.insight.models import ReportFact
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.reports import needs
from directory.insight.reports.asking import TOO_FEW, Asked, totals_are_shown
from directory.insight.reports.episodes import CAME_BACK, STAYED_AWAY
from directory.insight.reports.report import Chart, PlainTable, Report, Section
from directory.insight.reports.risks import by_risk
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import ActionKind
from directory.web.wording import lowered

YEARS = 3
EARLY = (
    ActionKind.INFORMATION,
    ActionKind.SIGNPOST,
    ActionKind.SUPPORTED_INTRO,
    ActionKind.REFERRAL,
    ActionKind.SELF_REFERRAL,
)
UNASKED = (Channel.ONLINE, Channel.EMAIL, Channel.VIDEO)
CAME = ("Came back", "Did not")
OVER = 3  # months: then the 90 days of everybody are over
DISTRICT_NOT_KNOWN = "District not known"


def amounts(asked: Asked, kind: Kind, first: date, last: date) -> Counter[tuple[str, str, str]]:
    """Counts by district, detail and what came of it."""
    columns = (ReportFact.district_code, ReportFact.detail, ReportFact.came_of_it)
    query = select(*columns, func.sum(ReportFact.amount)).where(
        ReportFact.kind == kind, ReportFact.month.between(first, last)
    )
    if asked.where.code:
        query = query.where(ReportFact.district_code.in_(sorted(asked.where.districts)))
    return Counter({(row[0], row[1], row[2]): int(row[3]) for row in asked.session.execute(query.group_by(*columns))})


def contacts(asked: Asked) -> Report:
    """Contacts by channel, early help beside assessments, and pointing with and without asking back."""
    return Report(
        title=f"Contacts and early help: {asked.where.name}",
        lead="How people reach somebody, whether help came early, and whether anybody asked how it went.",
        sections=(*_channels(asked), _early(asked), _pointed(asked), *_repeats(asked), _risks(asked)),
        sources=(asked.activity,),
        made_at=asked.at,
        parameters=(("Area", asked.where.name), ("Months", asked.months)),
        cautions=("Conversations are counted, not people: somebody who comes three times counts three times.",),
    )


def _channels(asked: Asked) -> tuple[Section, ...]:
    found = amounts(asked, Kind.CHANNEL, asked.first, asked.last)
    called = asked.where.districts
    places = sorted({code for code, _, _ in found if code}, key=lambda code: called.get(code, code))
    columns = [called.get(code, code) for code in places]
    has_unknown = any(not code for code, _, _ in found)
    places += [""] * has_unknown
    columns += [DISTRICT_NOT_KNOWN] * has_unknown
    rows = {each.label: tuple(found[code, each.value, ""] for code in places) for each in Channel}
    rows = {name: numbers for name, numbers in rows.items() if any(numbers)}
    if not rows:
        return (Section("Contacts by channel", ("No conversation was kept in these months.",), key="channels"),)
    told = asked.protect(rows, tuple(columns))
    far = tuple(each.label for each in UNASKED)
    shares = [
        f"{lowered(name)} {share:.0f} %"
        for name, cell in zip(told.rows, told.row_totals or (), strict=True)
        if name in far and told.total and (share := percentage(cell, told.total)) is not None
    ]
    words = ["Where one way of reaching us stands nearly alone, those who cannot use it are missing here."]
    words += [f"Of ways that need a device or the internet: {'; '.join(shares)}."] if shares else []
    return (Section("Contacts by channel", tuple(words), told, Chart.BARS, "Channel", key="channels"),)


def _early(asked: Asked) -> Section:
    """Early help never stands without the assessments that people asked for."""
    words = (
        "Early help: information, pointing to a service, going along, referrals. No reason to refuse an assessment.",
        "An assessment counts as arranged once somebody noted that it came about.",
    )
    rows = {}
    for first, last, name in _years(asked):
        done = _by_detail(amounts(asked, Kind.ACTION, first, last))
        asked_for = _by_detail(amounts(asked, Kind.ASSESSMENT, first, last))
        rows[name] = (sum(done[each.value] for each in EARLY), asked_for["done"], asked_for["open"])
    columns = ("Early help", "Assessments asked for and arranged", "Assessments asked for, not yet arranged")
    if not any(map(any, rows.values())):
        return Section("Early help beside assessments", ("Nothing was done in these years.",), key="early-help")
    told = asked.protect(rows, columns, has_row_totals=False, has_column_totals=False)
    return Section("Early help beside assessments", words, told, corner="Year", key="early-help")


def _years(asked: Asked) -> Iterator[tuple[date, date, str]]:
    """The last three years, without those before counting began: nought would say that nobody came."""
    begun = asked.session.scalar(select(func.min(ReportFact.month)))
    years = (asked.year_back(back) for back in reversed(range(YEARS)))
    return (year for year in years if begun is not None and year[1] >= begun)


def _pointed(asked: Asked) -> Section:
    """Being pointed somewhere and never asked again sends people back later, and worse off."""
    heading = "Pointed to a service"
    rows = {}
    for first, last, name in _years(asked):
        found = _by_detail(amounts(asked, Kind.SIGNPOST, first, last))
        rows[name] = (found["asked"], found["not_asked"])
    if not any(map(any, rows.values())):
        return Section(heading, ("Nobody was pointed to a service in these years.",), key="pointed")
    told = asked.protect(rows, ("Somebody asked how it went", "Nobody has asked yet"), has_column_totals=False)
    words = ("Somebody who is pointed to a service and never asked how it went may come back later and worse off.",)
    return Section(heading, words, told, corner="Year", key="pointed")


def _repeats(asked: Asked) -> tuple[Section, ...]:
    """Who came back within 90 days of a first contact: by district and by what it was first about."""
    first, last = before(asked.first, OVER), before(asked.last, OVER)
    found = amounts(asked, Kind.EPISODE, first, last)
    heading = "Coming back within 90 days"
    called = asked.where.districts
    places = sorted({code for code, need, _ in found if not need}, key=lambda code: called.get(code, code))
    if not places:
        return (Section(heading, ("Nobody who gave a name had a first contact in these months.",), key="repeats"),)
    words = (
        f"First contacts from {first:%B %Y} to {last:%B %Y}, whose 90 days are over. However often somebody came "
        "back, they count once. It may mean that pointing was not enough, or that a promise to keep in touch was kept."
    )
    areas = {called.get(code, code) or DISTRICT_NOT_KNOWN: _came(found, code, "") for code in places}
    told = asked.protect(areas, CAME)
    sections = [Section(heading, (words,), told, Chart.BARS, "Area", key="repeats")]
    about = {
        group.name: tuple(map(sum, zip(*(_came(found, code, group.code) for code in places), strict=True)))
        for group in needs.groups(asked.session)
    }
    about = {name: numbers for name, numbers in about.items() if any(numbers)}
    if about:
        more = "What was asked about at the first contact. One contact may be about several things."
        by_need = asked.protect(about, CAME, has_column_totals=False)
        sections.append(Section(f"{heading}, by need", (more,), by_need, corner="Kind of help", key="repeats-needs"))
    return tuple(sections)


def _risks(asked: Asked) -> Section:
    return by_risk(asked, amounts(asked, Kind.RISK, asked.first, asked.last))


def _came(found: Counter[tuple[str, str, str]], district: str, need: str) -> tuple[int, int]:
    return found[district, need, CAME_BACK], found[district, need, STAYED_AWAY]


def _by_detail(found: Counter[tuple[str, str, str]]) -> Counter[str]:
    summed: Counter[str] = Counter()
    for (_, detail, _), number in found.items():
        summed[detail] += number
    return summed


def told_or_not(
    asked: Asked, heading: str, rows: dict[str, tuple[int, ...]], columns: Collection[str], **section: str
) -> Section:
    """A table whose totals other tables tell as well: left out where they would have to be withheld."""
    told = asked.protect(rows, tuple(columns))
    if not totals_are_shown(told):
        return Section(heading, (TOO_FEW,), key=section.get("key", ""))
    words = tuple(filter(None, (section.get("words", ""),)))
    return Section(heading, words, told, corner=section.get("corner", "Group"), key=section.get("key", ""))


def plain(
    heading: str, corner: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], **section: str
) -> Section:
    """A section of words, or of numbers protected before."""
    words = tuple(filter(None, (section.get("words", ""),)))
    return Section(heading, words, PlainTable(corner, columns, tuple(rows)), key=section.get("key", ""))
