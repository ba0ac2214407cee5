"""Equality: referrals by protected characteristic and what came of them, and whether each group is reached."""

from collections import Counter

from directory.insight.areas.vintages import AGES, CENSUS
from directory.insight.disclosure.table import ProtectedTable
from directory.insight.methods.reach import Group, reach_ratios
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.reports.asking import Asked
from directory.insight.reports.characteristics import CHARACTERISTICS, NOT_SAID, NOT_SAID_WORDS, Characteristic
from directory.insight.reports.contacts import amounts, plain, told_or_not
from directory.insight.reports.report import Report, Section
from directory.referrals.codes.referral import OutcomeFamily

CAME = {
    "Better or partly better": (OutcomeFamily.POSITIVE, OutcomeFamily.MIXED),
    "No better, or need not met": (OutcomeFamily.NEUTRAL, OutcomeFamily.NEGATIVE, OutcomeFamily.UNMET),
    "Ended otherwise": (OutcomeFamily.CHOICE, OutcomeFamily.UNKNOWN, OutcomeFamily.ADMIN),
}
OPEN = "Still open"
#: Groups whose number among the people who live there is known, by the columns of small areas that add up to it.
PEOPLE = {
    "age": {"80": ("aged_80_over",), "65": ("aged_65_79",), "18": ("aged_18_64",)},
    "disability": {"yes": ("disabled",)},
}
#: Where the people who live there are counted in other steps than referrals name.
NAMED = {("age", "65"): "65 to 79"}
ONLY_WIDER = "Who was named as 65 and over, and not as 80, is counted as 65 to 79: some of them are older."


def equality(asked: Asked) -> Report:
    """All nine characteristics, each with its table where anything is asked."""
    found: Counter[tuple[str, str]] = Counter()
    for (_, detail, came), number in amounts(asked, Kind.EQUALITY, asked.first, asked.last).items():
        found[detail, came] += number
    sections = [_recorded()]
    for each in CHARACTERISTICS:
        if each.groups:
            sections += _of(asked, each, found)
    sections.append(_searches())
    return Report(
        title=f"Equality: {asked.where.name}",
        lead="Who is reached, and whether help works for them as it does for others, by protected characteristic.",
        sections=tuple(sections),
        sources=(asked.activity, CENSUS, AGES),
        made_at=asked.at,
        parameters=(("Area", asked.where.name), ("Months", asked.months)),
        cautions=(
            f"“{NOT_SAID_WORDS}” is part of every table. Where it is large, the other lines say little.",
            "Groups are named only where a referral needed them. Nobody has to say anything about themselves.",
        ),
    )


def _recorded() -> Section:
    rows = [(each.name, "; ".join(each.groups.values()) or "Nothing", each.note) for each in CHARACTERISTICS]
    return plain("What is recorded", "Characteristic", ("Groups", "Mind"), rows, key="recorded")


def _of(asked: Asked, each: Characteristic, found: Counter[tuple[str, str]]) -> list[Section]:
    rows = {}
    for group, words in (*each.groups.items(), (NOT_SAID, NOT_SAID_WORDS)):
        detail = f"{each.code}:{group}"
        ended = (sum(found[detail, family.value] for family in families) for families in CAME.values())
        rows[words] = (*ended, found[detail, "open"])
    if not any(map(any, rows.values())):
        return [Section(each.name, ("No referral was sent in these months.",), key=each.code)]
    made = told_or_not(asked, each.name, rows, (*CAME, OPEN), words=each.note, corner=each.name, key=each.code)
    return [made, *_reach(asked, each, made)]


def _totals(made: Section) -> dict[str, int]:
    """What is told of each row as a whole; what is hidden is left out."""
    if not isinstance(made.table, ProtectedTable) or made.table.row_totals is None:
        return {}
    totals = zip(made.table.rows, made.table.row_totals, strict=True)
    return {name: total.value for name, total in totals if total.value is not None}


def _reach(asked: Asked, each: Characteristic, made: Section) -> list[Section]:
    """From what the table tells, so that it tells no more."""
    known = PEOPLE.get(each.code, {})
    totals = _totals(made)
    people = {group: sum(asked.residents(column) for column in columns) for group, columns in known.items()}
    told = {group: totals[each.groups[group]] for group in known if each.groups[group] in totals}
    not_said = totals.get(NOT_SAID_WORDS)
    if not_said is None or not all(people.values()) or len(told) < max(len(known), 2):
        return []
    named = {group: NAMED.get((each.code, group), each.groups[group]) for group in known}
    groups = [Group(named[group], told[group], people[group]) for group in known]
    table = reach_ratios(groups, not_said=not_said)
    rows = [
        (
            row.group.name,
            f"{row.group.expected:,.0f}",
            f"{row.group.referrals:,}",
            "–" if row.ratio is None else f"{row.ratio:.2f}",
            "–" if row.interval is None else f"{row.interval.low:.2f} to {row.interval.high:.2f}",
        )
        for row in table.rows
    ]
    share = table.not_said_share or 0.0
    words = (
        "Share of referrals over share of people, among those whose group was named: below 1, the group is reached "
        f"less than others. {100 * share:.0f} % of referrals name no group."
    )
    if named != {group: each.groups[group] for group in known}:
        words = f"{words} {ONLY_WIDER}"
    return [
        plain(
            f"Reach by {each.name.lower()}",
            each.name,
            ("People", "Referrals", "Reach", "95 % interval"),
            rows,
            words=words,
        )
    ]


def _searches() -> Section:
    words = "Nobody says who they are to search. Contacts by channel show who may be missing."
    return Section("Searches", (words,), key="searches")
