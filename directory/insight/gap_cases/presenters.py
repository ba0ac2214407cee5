"""Lines of the lists about gaps. Numbers of people pass the rule for small numbers before they come here as words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rule import Rule
from directory.insight.disclosure.table import Table
from directory.insight.gap_cases.naming import Names
from directory.needs.cases.grouping import Cluster
from directory.needs.cases.overlaps import Listed, Overlap
from directory.needs.models import GapAction, GapCase
from directory.web.wording import british_date, pounds


@dataclass(frozen=True)
class Suggestion:
    """A need and place with enough flags to be a gap."""

    title: str
    need: str
    area: str
    people: str


@dataclass(frozen=True)
class CaseLine:
    """A gap in a list."""

    reference: str
    title: str
    state: str
    owner: str
    next: str
    is_due: bool


@dataclass(frozen=True)
class OverlapLine:
    """Two listings, and what they share."""

    one: Listed
    other: Listed
    needs: str
    areas: str
    cohorts: str


@dataclass(frozen=True)
class ActionLine:
    """What is done about a gap."""

    id: UUID
    kind: str
    words: str
    owner: str
    when: str
    measure: str
    spend: str
    story: str
    story_until: str
    brought: tuple[UUID, str] | None
    is_done: bool
    is_late: bool


def suggested(found: Sequence[Cluster], called: Names, rule: Rule) -> list[Suggestion]:
    """What the data suggests, the largest first."""
    if not found:
        return []
    found = sorted(found, key=lambda each: (-rule.order(each.people), called.title(each.need, each.area_code)))
    rows = tuple(called.title(each.need, each.area_code) for each in found)
    keys = tuple(f"{number} {title}" for number, title in enumerate(rows))
    counts = tuple((each.people,) for each in found)
    told = protect(Table(keys, ("People",), counts, has_row_totals=False, has_column_totals=False), rule)
    return [
        Suggestion(title, each.need, each.area_code, cells[0].text)
        for title, each, cells in zip(rows, found, told.cells, strict=True)
    ]


def case_line(case: GapCase, called: Names, people: Mapping[UUID, str], today: date) -> CaseLine:
    """A gap in the list: what it is about, whose it is, what comes next."""
    open_actions = [action.due_on for action in case.actions if action.done_on is None]
    dates = [*open_actions, *([case.review_on] if case.review_on else [])]
    nearest = min(dates) if dates else None
    return CaseLine(
        reference=case.reference,
        title=called.title(case.need, case.area_code, case.cohort),
        state=case.state.label,
        owner=people.get(case.owner_id, "Nobody") if case.owner_id else "Nobody",
        next=f"Next: {british_date(nearest)}" if nearest and case.closed_at is None else "",
        is_due=nearest is not None and nearest <= today and case.closed_at is None,
    )


def overlap_line(pair: Overlap, called: Names) -> OverlapLine:
    """What two listings share, in words."""
    return OverlapLine(
        pair.one,
        pair.other,
        ", ".join(sorted(called.need(code) for code in pair.needs)),
        ", ".join(sorted(called.area(code) for code in pair.areas)),
        ", ".join(sorted(called.cohort(code) for code in pair.cohorts)) or "Everybody",
    )


def action_line(action: GapAction, people: Mapping[UUID, str], listings: Mapping[UUID, str], today: date) -> ActionLine:
    """An action, with the listing that it brought. A story is shown until the day its teller agreed to, no longer."""
    is_told = action.story is not None and action.story_until is not None and action.story_until >= today
    brought = next((each for each in listings.items() if each[0] == action.service_id), None)
    when = f"Done on {british_date(action.done_on)}" if action.done_on else f"By {british_date(action.due_on)}"
    return ActionLine(
        id=action.id,
        kind=action.kind.label,
        words=action.words,
        owner=people.get(action.owner_id, "Nobody") if action.owner_id else "Nobody",
        when=when,
        measure=action.measure,
        spend=pounds(action.spend) if action.spend is not None else "",
        story=action.story or "" if is_told else "",
        story_until=british_date(action.story_until) if is_told and action.story_until else "",
        brought=brought,
        is_done=action.done_on is not None,
        is_late=action.done_on is None and action.due_on < today,
    )
