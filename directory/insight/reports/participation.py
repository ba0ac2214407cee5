"""Who answers when people are asked how it was, and what they say: by group, and by how it was told."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from directory.insight.reports.asking import Asked
from directory.insight.reports.characteristics import (
    CHARACTERISTICS,
    NOT_SAID,
    NOT_SAID_WORDS,
    Characteristic,
    groups_of,
)
from directory.insight.reports.contacts import told_or_not
from directory.insight.reports.report import Report, Section
from directory.moderation.feedback.codes import Group, Rating, Told
from directory.moderation.feedback.totals import Answer, answers

GOOD, MIXED, BAD = "Good", "Some good, some not", "Not good"
SAYS: Mapping[Rating, str] = {
    Rating.VERY_GOOD: GOOD,
    Rating.GOOD: GOOD,
    Rating.MIXED: MIXED,
    Rating.POOR: BAD,
    Rating.VERY_POOR: BAD,
}
COLUMNS = (GOOD, MIXED, BAD)
#: Groups that are no protected characteristic, and are heard too little.
CARERS = "People who look after somebody"
ASKED = ("age", "disability", "race", "sex", "orientation")


def participation(asked: Asked) -> Report:
    """What people said of it, by group; whom nobody heard shows as a row of noughts."""
    found = [
        each
        for each in answers(asked.session, asked.first, asked.last)
        if not asked.where.code or each.district in asked.where.districts
    ]
    sections = [_all(asked, found), _told(asked, found)]
    sections += [_of(asked, each, found) for each in CHARACTERISTICS if each.code in ASKED]
    sections.append(_carers(asked, found))
    return Report(
        title=f"Whom we hear: {asked.where.name}",
        lead="Who says how it was, what they say, and which groups are hardly heard.",
        sections=tuple(sections),
        sources=(asked.answers,),
        made_at=asked.at,
        parameters=(("Area", asked.where.name), ("Months", asked.months)),
        cautions=(
            f"“{NOT_SAID_WORDS}” is part of every table. Where it is large, the other lines say little.",
            "Whoever answers chooses to. Few answers of a group say that it is not heard, not that it is content.",
        ),
    )


def _table(asked: Asked, heading: str, rows: Mapping[str, Sequence[Answer]], corner: str, key: str) -> Section:
    counted = {name: _ratings(each) for name, each in rows.items()}
    if not any(map(any, counted.values())):
        return Section(heading, ("Nobody answered in these months.",), key=key)
    return told_or_not(asked, heading, counted, COLUMNS, corner=corner, key=key)


def _ratings(found: Sequence[Answer]) -> tuple[int, ...]:
    said = Counter(SAYS[each.rating] for each in found)
    return tuple(said[column] for column in COLUMNS)


def _all(asked: Asked, found: Sequence[Answer]) -> Section:
    rows = {
        "Of a listing": [each for each in found if each.is_about_listing],
        "Of finding and getting help": [each for each in found if not each.is_about_listing],
    }
    return _table(asked, "What people say", rows, "Of what", "said")


def _told(asked: Asked, found: Sequence[Answer]) -> Section:
    rows = {each.label: [one for one in found if one.told is each] for each in Told}
    return _table(asked, "How they told it", rows, "How", "told")


def _of(asked: Asked, each: Characteristic, found: Sequence[Answer]) -> Section:
    by_group: dict[str, list[Answer]] = defaultdict(list)
    for one in found:
        named = next(group for group in groups_of(one.groups) if group.startswith(f"{each.code}:"))
        by_group[named.partition(":")[2]].append(one)
    names = {**each.groups, NOT_SAID: NOT_SAID_WORDS}
    rows = {name: by_group[group] for group, name in names.items()}
    return _table(asked, each.name, rows, each.name, each.code)


def _carers(asked: Asked, found: Sequence[Answer]) -> Section:
    rows = {
        CARERS: [each for each in found if Group.CARER.value in each.groups],
        NOT_SAID_WORDS: [each for each in found if Group.CARER.value not in each.groups],
    }
    return _table(asked, "Carers", rows, "Carers", "carers")
