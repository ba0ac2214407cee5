"""One gap: why people in one area could not get something, how it matters, whom, and what there is nearby."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from sqlalchemy.orm import Session

from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rule import Rule
from directory.insight.disclosure.table import ProtectedTable, Table
from directory.insight.facts.counting import last_run
from directory.insight.facts.queries import Counts, by_cohort
from directory.insight.gap_map.build import CAUTIONS, parameters, sources, told_of
from directory.insight.gap_map.counted import counts_of, of_row
from directory.insight.gap_map.near_section import near_section
from directory.insight.gap_map.picture import Picture, Settled, parents_of, picture
from directory.insight.gap_map.question import Choices, Question
from directory.insight.gap_map.reachable import is_everywhere, offers_by_row, within
from directory.insight.gap_map.sections import areas_section, supply_section, waits_section
from directory.insight.gap_map.supply import Offer, offers
from directory.insight.methods.catchments import DETOUR, Places, nearest_m
from directory.insight.methods.evidence import Evidence
from directory.insight.models.facts import FactKind
from directory.insight.reports.report import PlainTable, Report, Section
from directory.needs.codes import FAMILY_OF
from directory.referrals.codes.work import Severity, UnmetReason
from directory.web.wording import counted, miles

NEARBY = 15
FURTHEST_MILES = 30  # nobody goes further for a lunch club: it is no help that is near
METRES_A_MILE = 1609.344


@dataclass(frozen=True)
class Nearby:
    """A listing and how far it is from the people of the area, on average, by an estimated way."""

    offer: Offer
    metres: float | None

    @property
    def where(self) -> str:
        """How it is reached, in words."""
        if self.metres is not None:
            return f"{miles(self.metres / METRES_A_MILE)} from where people live, estimated"
        return "comes to people there, or answers by phone or online"


def one_gap_report(
    session: Session, asked: Question, known: Choices, settled: Settled, *, ward: str = "", at: datetime
) -> tuple[Report, tuple[Nearby, ...]]:
    """The report of one need in one area, and the listings nearby."""
    question = narrowed(asked, ward) if ward else asked
    needs = question.asked.needs or tuple(code for code, need in known.needs.items() if need.needs == (code,))
    listed = offers(session, needs, question.cohort, at=at)
    run = last_run(session)
    told = told_of(session, run, asked, settled)
    if ward:
        told = of_row(told, [place.code for place in asked.scope.rows].index(ward))
    found = picture(session, question, listed, settled, told)
    near = _nearby(found)
    name = question.need.name if question.need else "All needs"
    where = question.scope.rows[0].name if len(question.scope.rows) == 1 else question.scope.whole.name
    sections = (
        *why_sections(session, question, settled.rule),
        _groups(session, question, known, settled.rule),
        _nearby_section(near),
        supply_section(found),
        waits_section(found),
        areas_section(found),
        near_section(found),
    )
    return (
        Report(
            title=f"{name} in {where}",
            lead=_lead(found),
            sections=sections,
            sources=sources(found, run.at if run else None, at),
            made_at=at,
            parameters=parameters(question, known, settled),
            cautions=CAUTIONS,
        ),
        near,
    )


def narrowed(question: Question, ward: str) -> Question:
    """The same question about one ward or neighbourhood of its district."""
    row = next(place for place in question.scope.rows if place.code == ward)
    scope = replace(question.scope, rows=(row,))
    return Question(question.need, question.cohort, question.step, scope, question.today)


def _lead(found: Picture) -> str:
    told = found.counted.missing
    everybody = told.column_totals[0] if told.column_totals else told.cells[0][0]
    if all(row.evidence is Evidence.NO_INFORMATION for row in found.rows):
        return "There is no information: nobody asked there, which is not the same as no need."
    if everybody.value == 0:
        return "People were asked, and nobody was counted who could not get it."
    here = np.minimum(found.numbers, 0)  # all rows as one
    usable = int(offers_by_row(found.ground, found.offers, here, parents_of(found.question), 1)[0])
    listings = f"{counted(usable, 'listing')} there" if usable else "Nothing listed there"
    return f"{everybody.text.capitalize()} people could not get it. {listings} can be counted on."


def why_sections(session: Session, question: Question, rule: Rule) -> tuple[Section, ...]:
    """The reasons one by one, and how much it matters."""
    reasons = _total(session, question, FactKind.REASONS)
    told = {reason: reasons[reason.value] for reason in UnmetReason}
    rows = [reason for reason in sorted(told, key=lambda each: (-rule.order(told[each]), each.label)) if told[reason]]
    severity = _total(session, question, FactKind.SEVERITY)
    return (
        Section(
            "Why",
            ("As those who were asked gave them. A reason that few people gave is named, its number is not.",),
            _column(
                [f"{each.label} ({FAMILY_OF[each].label.lower()})" for each in rows],
                [told[each] for each in rows],
                rule,
            ),
            corner="Reason",
            key="why",
        ),
        Section(
            "How much it matters",
            (),
            _column([each.label for each in Severity], [severity[each.value] for each in Severity], rule),
            corner="How much",
            key="severity",
        ),
    )


def _groups(session: Session, question: Question, known: Choices, rule: Rule) -> Section:
    """For whom, as far as anybody said."""
    wards = {place.code for place in question.scope.rows}
    words = ("One person may belong to several groups, and for most nobody says any.",)
    if not question.scope.by_district and len(wards) == 1:
        small = "A place of this size is too small to say for whom without pointing at people."
        return Section("For whom", (small,), key="groups")
    found = by_cohort(session, FactKind.FLAGS, question.asked, question.scope.districts, known.cohorts)
    named = sorted(found, key=lambda code: known.cohorts[code])
    return Section(
        "For whom",
        words,
        _column([known.cohorts[code] for code in named], [found[code] for code in named], rule) if named else None,
        corner="Group",
        key="groups",
    )


def _column(names: list[str], numbers: list[int], rule: Rule) -> ProtectedTable | None:
    if not names:
        return None
    cells = tuple((number,) for number in numbers)
    return protect(Table(tuple(names), ("People",), cells, has_row_totals=False, has_column_totals=False), rule)


def _total(session: Session, question: Question, kind: FactKind) -> Counter[str]:
    """Amounts by detail over the rows asked about."""
    found: Counts = counts_of(session, kind, question)
    rows = {place.code for place in question.scope.rows}
    total = Counter[str]()
    for (place, detail), amount in found.by_detail.items():
        if place in rows:
            total[detail] += amount
    return total


def _nearby(found: Picture) -> tuple[Nearby, ...]:
    """Listings that can be counted on first, then by how far they are."""
    inside = found.numbers >= 0
    people = found.ground.people[found.people_base] * inside
    parents = parents_of(found.question)
    near = []
    for offer in found.offers:
        if offer.points:
            spots = Places.of([point[0] for point in offer.points], [point[1] for point in offer.points])
            metres = float((nearest_m(found.ground.points, spots) * people).sum() / max(people.sum(), 1)) * DETOUR
            if metres <= FURTHEST_MILES * METRES_A_MILE:
                near.append(Nearby(offer, metres))
        elif is_everywhere(offer) or (within(found.ground, offer.serves, parents) & inside).any():
            near.append(Nearby(offer, None))
    return tuple(sorted(near, key=_order)[:NEARBY])


def _order(each: Nearby) -> tuple[bool, bool, float, str]:
    return not each.offer.is_usable, each.metres is None, each.metres or 0.0, each.offer.name


def _nearby_section(near: tuple[Nearby, ...]) -> Section:
    rows = tuple((each.offer.name, each.where, _state(each.offer)) for each in near)
    words = (
        ("What can be counted on comes first, then the nearest.",)
        if near
        else (f"Nothing is listed for it within {FURTHEST_MILES} miles, nor comes there.",)
    )
    return Section(
        "What there is nearby", words, PlainTable("Listing", ("Where", "State"), rows) if rows else None, key="nearby"
    )


def _state(offer: Offer) -> str:
    if offer.why_not is not None:
        return offer.why_not.value
    return "has room" if offer.is_room_known else "whether it has room is not known"
