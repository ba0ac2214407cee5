"""The prevention picture: what is listed to prevent, reduce and delay, for whom, when, by whom, and until when.

Counts of listings are public and stand as they are; nobody is counted here.
"""

from collections import Counter
from datetime import date

from directory.insight.reports.asking import Asked
from directory.insight.reports.assets import COMMISSIONED, Asset, assets, count
from directory.insight.reports.drawing import triangle
from directory.insight.reports.per_need import services_per_need
from directory.insight.reports.report import Chart, PlainTable, Report, Section
from directory.insight.reports.spending import spend_sections
from directory.listings.codes import CommissioningStatus, CrisisTiming, DeliveryScale, Sector, Tier
from directory.taxonomy.queries import professional_names_of
from directory.web.wording import counted, short_date

#: Council words beside the plain ones; the primary, secondary and tertiary of public health are the same three.
TIER_WORDS = {
    Tier.PREVENT: "Prevent: stop needs arising (primary)",
    Tier.REDUCE: "Reduce: act early when risk is raised (secondary)",
    Tier.DELAY: "Delay: limit loss of independence (tertiary)",
}
FEW = 3  # listings of a tier in a district, below which it is pointed at
EXPIRES_WITHIN = (("Over already", 0), ("Within 3 months", 3), ("Within 6 months", 6), ("Within 12 months", 12))
LATER = "Later"
ALERT = "Look here"
BLANK = "None: look here"


def prevention(asked: Asked) -> Report:
    """The whole picture of an area."""
    found = assets(asked)
    sections = (
        _triangle(found),
        services_per_need(asked, found),
        _by_district(asked, found),
        _by_group(asked, found),
        _timing(asked, found),
        _scale(found),
        _commissioned(found),
        _expiries(found, asked.today),
        _sectors(found),
        *spend_sections(asked),
    )
    return Report(
        title=f"Prevention picture: {asked.where.name}",
        lead="What there is to stop needs arising, to help early and to keep people independent, and what is missing.",
        sections=sections,
        sources=(asked.listings,),
        made_at=asked.at,
        parameters=(("Area", asked.where.name),),
        cautions=(
            "A listing may belong to one, two or all three tiers, and counts once in each.",
            "A listing tells that help exists, not how much of it there is or how good it is.",
        ),
    )


def _triangle(found: tuple[Asset, ...]) -> Section:
    rows = [(TIER_WORDS[tier], sum(tier in each.tiers for each in found)) for tier in Tier]
    several = count(found, lambda each: len(each.tiers) > 1)
    none = count(found, lambda each: not each.tiers)
    delay = rows[-1][1]
    words = [
        f"{counted(len(found), 'listing')}: {several} belong to more than one tier, {none} to none yet.",
    ]
    if delay < max(FEW, min(rows[0][1], rows[1][1]) // 2):
        words.append(
            f"{ALERT}: only {counted(delay, 'listing')} help people who have needs already to stay independent."
        )
    lines = [
        *((name, str(number)) for name, number in rows),
        ("No tier yet", str(none)),
        ("All listings", str(len(found))),
    ]
    return Section(
        "Prevent, reduce, delay",
        tuple(words),
        PlainTable("Tier", ("Listings",), tuple(lines)),
        Chart.TRIANGLE,
        drawing=triangle([(tier.value.capitalize(), number) for tier, (_, number) in zip(Tier, rows, strict=True)]),
        key="triangle",
    )


def _by_district(asked: Asked, found: tuple[Asset, ...]) -> Section:
    rows = []
    listed = Counter((code, tier) for each in found for code in each.districts for tier in each.tiers)
    for code, name in sorted(asked.where.districts.items(), key=lambda item: item[1]):
        numbers = [listed[code, tier] for tier in Tier]
        rows.append((name, *map(str, numbers), ALERT if numbers[-1] < FEW else ""))
    words = (
        f"Areas with fewer than {FEW} listings of Delay are pointed at: this tier is the one most often forgotten.",
    )
    columns = (*(tier.value.capitalize() for tier in Tier), "Delay is low")
    return Section("By district", words, PlainTable("District", columns, tuple(rows)), key="districts")


def _by_group(asked: Asked, found: tuple[Asset, ...]) -> Section:
    rows = []
    welcome = Counter((code, tier) for each in found for code in each.cohorts for tier in each.tiers)
    for code, name in professional_names_of(asked.session, "cohorts").items():
        numbers = [welcome[code, tier] for tier in Tier]
        if any(numbers):
            rows.append((name, *map(str, numbers), ALERT if numbers[-1] < FEW else ""))
    words = ("Listings that name the group as welcome or as the only one. Groups that no listing names are left out.",)
    columns = (*(tier.value.capitalize() for tier in Tier), "Delay is low")
    return Section("By group of people", words, PlainTable("Group", columns, tuple(rows)), key="groups")


def _timing(asked: Asked, found: tuple[Asset, ...]) -> Section:
    def line(name: str, inside: tuple[Asset, ...]) -> tuple[str, ...]:
        numbers = (sum(timing in each.timing for each in inside) for timing in CrisisTiming)
        return (name, *(str(number) if number else BLANK for number in numbers))

    rows = [
        line(name, tuple(each for each in found if code in each.districts))
        for code, name in sorted(asked.where.districts.items(), key=lambda item: item[1])
    ]
    rows.append(line("All", found))
    words = ("Help should be there before things get difficult, while they are at their hardest, and on the way back.",)
    columns = tuple(f"{timing.value.capitalize()} a crisis" for timing in CrisisTiming)
    return Section("Before, during and after a crisis", words, PlainTable("Area", columns, tuple(rows)), key="timing")


def _scale(found: tuple[Asset, ...]) -> Section:
    rows = [(scale.label, sum(each.scale is scale for each in found)) for scale in DeliveryScale]
    rows.append(("Not known", count(found, lambda each: each.scale is None)))
    return _counts("For how many at once", "Scale", rows, len(found), "scale")


def _sectors(found: tuple[Asset, ...]) -> Section:
    rows = [(sector.label, sum(each.sector is sector for each in found)) for sector in Sector]
    rows.append(("Not known", count(found, lambda each: each.sector is None)))
    return _counts("Who runs it", "Sector", [row for row in rows if row[1]], len(found), "sectors")


def _commissioned(found: tuple[Asset, ...]) -> Section:
    rows = [(status.label, sum(each.commissioning is status for each in found)) for status in CommissioningStatus]
    paid = count(found, lambda each: each.commissioning in COMMISSIONED)
    made = _counts("Who pays for it", "Money", [row for row in rows if row[1]], len(found), "commissioned")
    share = f"{_percent(paid, len(found))} of listings are run, paid for or supported by the council or the NHS."
    return Section(made.heading, (share,), made.table, made.chart, key=made.key)


def _counts(heading: str, corner: str, rows: list[tuple[str, int]], total: int, key: str) -> Section:
    lines = tuple((name, str(number), _percent(number, total)) for name, number in rows)
    return Section(heading, (), PlainTable(corner, ("Listings", "Share"), lines), Chart.BARS, key=key)


def _expiries(found: tuple[Asset, ...], today: date) -> Section:
    ends = sorted((each.contract_end, each.name) for each in found if each.contract_end)
    if not ends:
        return Section("Contracts that end", ("No listing says when its contract ends.",), key="expiries")
    rows = []
    for end, name in ends:
        months = max(0, (end.year - today.year) * 12 + end.month - today.month)
        when = "Over already" if end < today else next((w for w, m in EXPIRES_WITHIN[1:] if months < m), LATER)
        if when != LATER:
            rows.append((name, short_date(end), when))
    later = len(ends) - len(rows)
    words = (f"The next to end first. {counted(later, 'more listing')} with a contract that ends after that.",)
    return Section(
        "Contracts that end", words, PlainTable("Listing", ("Ends", "How soon"), tuple(rows)), key="expiries"
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"
