"""Drafts for people to finish: the market position statement and the chapter of the needs assessment.

Every number in them is protected and says where it comes from; what the council means to do comes from its gap cases.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from directory.insight.areas.vintages import AGES, CENSUS, DEPRIVATION
from directory.insight.models import InsightFact, SmallArea
from directory.insight.models.facts import FactKind
from directory.insight.reports import needs
from directory.insight.reports.asking import Asked
from directory.insight.reports.assets import COMMISSIONED, Asset, assets
from directory.insight.reports.contacts import plain, told_or_not
from directory.insight.reports.left_over import left_over, models
from directory.insight.reports.needs import NeedGroup
from directory.insight.reports.prevention import TIER_WORDS
from directory.insight.reports.report import Report, Section
from directory.listings.codes import Tier
from directory.needs.codes import CaseState, ReasonFamily
from directory.needs.models import GapAction, GapCase
from directory.web.wording import counted, pounds, short_date

MOST = 8  # groups of needs in one draft
KINDS = {FactKind.CONTACT_NEEDS: "Conversations", FactKind.REFERRALS: "Referrals", FactKind.FLAGS: "Went without"}
DRAFT = "This is a draft made from data. Whoever publishes it adds what the numbers cannot say, and signs it."
OLD = "A draft is as old as its data: make it anew before it is published again."


def picked(asked: Asked) -> tuple[NeedGroup, ...]:
    """The groups asked for; all of them when none was chosen."""
    codes = asked.values.get("needs", "").split(",")
    found = needs.groups(asked.session)
    return tuple(group for group in found if group.code in codes) or found


def market_statement(asked: Asked) -> Report:
    """Need, supply, gap, price and intent, for whoever provides or might."""
    groups = picked(asked)
    found = assets(asked)
    return Report(
        title=f"Market position statement, draft: {asked.where.name}",
        lead="What people need here, what there is, what is missing, and what the council means to do about it.",
        sections=(
            _asked_for(asked, groups),
            _supply(groups, found),
            _contracts(groups, found, asked),
            _gap(asked, groups),
            *left_over(asked).sections[: len(models(asked.session))],
            _price(groups, found),
            intent(asked, groups),
        ),
        sources=(asked.activity, asked.listings),
        made_at=asked.at,
        parameters=_parameters(asked, groups),
        cautions=(DRAFT, OLD),
    )


def needs_chapter(asked: Asked) -> Report:
    """A chapter of the joint strategic needs assessment."""
    groups = picked(asked)
    found = assets(asked)
    return Report(
        title=f"Needs assessment chapter, draft: {asked.where.name}",
        lead="Who lives here, what they ask for, what communities already offer, and where the two do not meet.",
        sections=(
            _people(asked),
            _deprivation(asked),
            _asked_for(asked, groups),
            _strengths(groups, found),
            _gap(asked, groups),
            intent(asked, groups),
            Section(
                "What is not known",
                (
                    "People who never asked are in no number here. Where nobody works, need stays unseen.",
                    "Groups are named only where a referral needed it; the equality report says how often.",
                ),
            ),
        ),
        sources=(
            asked.activity,
            asked.listings,
            CENSUS,
            AGES,
            DEPRIVATION,
        ),
        made_at=asked.at,
        parameters=_parameters(asked, groups),
        cautions=(DRAFT, OLD),
    )


def _parameters(asked: Asked, groups: Sequence[NeedGroup]) -> tuple[tuple[str, str], ...]:
    return (("Area", asked.where.name), ("Months", asked.months), ("Needs", "; ".join(group.name for group in groups)))


def _asked_for(asked: Asked, groups: Sequence[NeedGroup]) -> Section:
    rows = {group.name: tuple(needs.amount(asked, kind, group.codes) for kind in KINDS) for group in groups}
    if not any(map(any, rows.values())):
        return Section("Need", ("Nothing was counted for these needs in these months.",), key="need")
    told = asked.protect(rows, tuple(KINDS.values()), has_row_totals=False, has_column_totals=False)
    words = (
        f"{asked.months}. Conversations in which the need came up, referrals, and people who went without.",
        "One conversation may be about several needs.",
    )
    return Section("Need", words, told, corner="Needs", key="need")


def _supply(groups: Sequence[NeedGroup], found: Sequence[Asset]) -> Section:
    rows = []
    for group in groups:
        of_group = [each for each in found if each.needs & group.codes]
        paid = sum(each.commissioning in COMMISSIONED for each in of_group)
        checked = sum(each.is_checked for each in of_group)
        rows.append((group.name, str(len(of_group)), str(paid), str(checked)))
    words = "Public and professional listings. Who pays is what each listing says."
    return plain(
        "Supply",
        "Needs",
        ("Listings", "Paid for by council or NHS", "Checked in three months"),
        rows,
        words=words,
        key="supply",
    )


def _contracts(groups: Sequence[NeedGroup], found: Sequence[Asset], asked: Asked) -> Section:
    codes = frozenset().union(*(group.codes for group in groups))
    ends = sorted(
        (each.contract_end, each.name)
        for each in found
        if each.contract_end and each.contract_end >= asked.today and each.needs & codes
    )
    rows = [(name, short_date(end)) for end, name in ends]
    if not rows:
        return Section(
            "Contracts that end", ("No listing for these needs says when its contract ends.",), key="contracts"
        )
    return plain("Contracts that end", "Listing", ("Ends",), rows, key="contracts")


def _gap(asked: Asked, groups: Sequence[NeedGroup]) -> Section:
    names = {code: group.name for group in groups for code in group.codes}
    query = select(InsightFact.need, InsightFact.detail, func.sum(InsightFact.amount)).where(
        InsightFact.kind == FactKind.FLAGS,
        InsightFact.cohort == "",
        InsightFact.month.between(asked.first, asked.last),
        InsightFact.need.in_(sorted(names)),
    )
    if asked.where.code:
        query = query.where(InsightFact.district_code.in_(sorted(asked.where.districts)))
    found: Counter[tuple[str, str]] = Counter()
    for need, family, number in asked.session.execute(query.group_by(InsightFact.need, InsightFact.detail)):
        found[names[need], family] += int(number)
    if not found:
        return Section("Gap", ("Nobody was noted to go without in these months.",), key="gap")
    families = [family for family in ReasonFamily if any(key[1] == family.value for key in found)]
    rows = {group.name: tuple(found[group.name, family.value] for family in families) for group in groups}
    return told_or_not(
        asked,
        "Gap",
        rows,
        tuple(family.label for family in families),
        words="People who went without, by why. The gap map shows where.",
        corner="Needs",
        key="gap",
    )


def _price(groups: Sequence[NeedGroup], found: Sequence[Asset]) -> Section:
    rows = []
    for group in groups:
        of_group = [each for each in found if each.needs & group.codes]
        if of_group:
            rows.append((group.name, str(sum(each.has_price for each in of_group)), str(len(of_group))))
    words = "Listings with a price, a membership, or a charge that depends on means."
    return plain("Price", "Needs", ("Listings that charge", "All listings"), rows, words=words, key="price")


def intent(asked: Asked, groups: Sequence[NeedGroup]) -> Section:
    """What the council has agreed to do, from its gap cases: kind, day, measure and money."""
    codes = frozenset().union(*(group.codes for group in groups))
    names = {code: name for group in groups for code, name in group.needs}
    query = (
        select(GapCase.need, GapAction.kind, GapAction.due_on, GapAction.done_on, GapAction.measure, GapAction.spend)
        .join(GapAction, GapAction.gap_case_id == GapCase.id)
        .where(GapCase.need.in_(sorted(codes)), GapCase.state != CaseState.CLOSED)
        .order_by(GapAction.due_on, GapAction.id)
    )
    if asked.where.code:
        query = query.where(GapCase.area_code.in_(places_below(asked)))
    rows = [
        (
            names[row.need],
            row.kind.label,
            f"Done {short_date(row.done_on)}" if row.done_on else f"By {short_date(row.due_on)}",
            row.measure,
            pounds(row.spend) if row.spend is not None else "Not set",
        )
        for row in asked.session.execute(query)
    ]
    if not rows:
        return Section("Intent", ("No action is agreed yet for these needs.",), key="intent")
    words = f"{counted(len(rows), 'action')} agreed for gaps that are open."
    columns = ("Action", "When", "How one will know", "Money")
    return plain("Intent", "Need", columns, rows, words=words, key="intent")


def places_below(asked: Asked) -> list[str]:
    """The area, its districts and their wards."""
    wards = asked.session.scalars(
        select(SmallArea.ward_code).where(SmallArea.district_code.in_(sorted(asked.where.districts))).distinct()
    )
    return sorted({asked.where.code, *asked.where.districts, *wards})


def _people(asked: Asked) -> Section:
    ages = {"Under 18": "aged_0_17", "18 to 64": "aged_18_64", "65 to 79": "aged_65_79", "80 and over": "aged_80_over"}
    total = asked.residents()
    if not total:
        return Section("People", ("No people are loaded for this area.",), key="people")
    rows = [
        (name, f"{asked.residents(column):,}", f"{100 * asked.residents(column) / total:.0f} %")
        for name, column in ages.items()
    ]
    disabled = asked.residents("disabled")
    rows += [
        ("Disabled people", f"{disabled:,}", f"{100 * disabled / total:.0f} %"),
        ("Everybody", f"{total:,}", "100 %"),
    ]
    return plain(
        "People",
        "Age",
        ("People", "Share"),
        rows,
        words="Residents by age, and disabled people at the census of 2021.",
        key="people",
    )


def _deprivation(asked: Asked) -> Section:
    query = select(SmallArea.imd_decile, func.count(), func.sum(SmallArea.residents)).group_by(SmallArea.imd_decile)
    if asked.where.code:
        query = query.where(SmallArea.district_code.in_(sorted(asked.where.districts)))
    found = {int(row[0]): (int(row[1]), int(row[2])) for row in asked.session.execute(query)}
    total = sum(people for _, people in found.values())
    if not total:
        return Section("Deprivation", ("No small areas are loaded.",), key="deprivation")
    rows = []
    for decile in range(1, 11):
        small, people = found.get(decile, (0, 0))
        name = f"{decile}{' (most deprived)' if decile == 1 else ' (least deprived)' if decile == 10 else ''}"
        rows.append((name, str(small), f"{people:,}", f"{100 * people / total:.0f} %"))
    words = "Small areas by tenth of England."
    return plain("Deprivation", "Tenth", ("Small areas", "People", "Share"), rows, words=words, key="deprivation")


def _strengths(groups: Sequence[NeedGroup], found: Sequence[Asset]) -> Section:
    rows = []
    for group in groups:
        of_group = [each for each in found if each.needs & group.codes]
        rows.append(
            (group.name, *(str(sum(tier in each.tiers for each in of_group)) for tier in Tier), str(len(of_group)))
        )
    columns = (*(TIER_WORDS[tier].partition(":")[0] for tier in Tier), "All")
    words = "What communities, charities and services already offer. A listing may count in several tiers."
    return plain("Strengths and assets", "Needs", columns, rows, words=words, key="strengths")
