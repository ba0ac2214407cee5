"""What the desk's pages say, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from directory import clock
from directory.listings.codes import ListingStatus
from directory.listings.freshness import Pace
from directory.listings.models import Service
from directory.moderation.desk.calls import ANOTHER_WAY
from directory.moderation.desk.codes import CallOutcome
from directory.moderation.desk.models import Call
from directory.moderation.desk.queue import CallGroup, DueCall
from directory.moderation.freshness.facts import Fact
from directory.moderation.freshness.models import ListingFinding
from directory.web.wording import ago, clock_time, counted, short_date

#: What each outcome leaves to say on the next page. "{name}" is the listing's.
DONE = {
    CallOutcome.RIGHT: "{name} is confirmed.",
    CallOutcome.CHANGED: "{name} is put right and confirmed.",
    CallOutcome.NO_ANSWER: "Nobody answered for {name}. It comes back {when}.",
    CallOutcome.CLOSED: "{name} is out of the directory.",
    CallOutcome.WRONG_NUMBER: "The number of {name} is marked as wrong. It comes back {when}.",
    CallOutcome.WRITTEN: "We write to {name} and wait a week for the answer.",
    CallOutcome.REOPENED: "{name} is back where it was.",
}


@dataclass(frozen=True)
class CallRow:
    """One listing in the list of calls."""

    service_id: UUID
    name: str
    why: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class GroupRow:
    """One call to make: about one listing, or about several of an organisation."""

    title: str
    organization_id: UUID | None
    rows: tuple[CallRow, ...]
    phone: str
    town: str
    last_contact: str


@dataclass(frozen=True)
class Attempt:
    """One earlier call."""

    when: str
    what: str


@dataclass(frozen=True)
class Script:
    """The page somebody has before them while it rings."""

    service_id: UUID
    name: str
    organization_id: UUID | None
    organization: str
    opening: str
    phones: tuple[str, ...]
    facts: tuple[Fact, ...]
    status: str
    checked: str
    findings: tuple[str, ...]
    attempts: tuple[Attempt, ...]
    best_time: str
    needs_another_way: bool
    website: str
    is_closed: bool


def present_groups(
    groups: Sequence[CallGroup],
    *,
    phones: Mapping[UUID, str],
    towns: Mapping[UUID, str],
    contacts: Mapping[UUID, datetime],
    today: date,
) -> list[GroupRow]:
    """The list of calls."""
    return [_group(group, phones, towns, contacts, today) for group in groups]


def _group(
    group: CallGroup,
    phones: Mapping[UUID, str],
    towns: Mapping[UUID, str],
    contacts: Mapping[UUID, datetime],
    today: date,
) -> GroupRow:
    first, several = group.first, len(group.calls) > 1
    contact = contacts.get(first.organization_id) if first.organization_id else None
    return GroupRow(
        title=f"{first.organization}: {counted(len(group.calls), 'listing')}" if several else first.name,
        organization_id=first.organization_id if several else None,
        rows=tuple(_row(call, today) for call in group.calls),
        phone=next((phones[call.service_id] for call in group.calls if call.service_id in phones), ""),
        town=towns.get(first.service_id, ""),
        last_contact=f"Last reached {ago(contact, today)}" if contact else "",
    )


def _row(call: DueCall, today: date) -> CallRow:
    marks = []
    if call.status is ListingStatus.STALE:
        marks.append("Hidden")
    if call.pace is Pace.CRISIS:
        marks.append("Crisis help or short of places")
    if call.findings:
        marks.append(counted(call.findings, "thing") + " found wrong")
    if call.no_answers:
        marks.append(f"Tried {counted(call.no_answers, 'time')}")
    return CallRow(call.service_id, call.name, f"{due_words(call.due_on, today)}, {_views(call.views)}", tuple(marks))


def due_words(due_on: date | None, today: date) -> str:
    """Since when a check is due."""
    if due_on is None:
        return "Never checked"
    days = (today - due_on).days
    if days < 0:
        return f"Due on {short_date(due_on)}"
    return "Due today" if days == 0 else f"Due for {counted(days, 'day')}"


def _views(views: int) -> str:
    return f"read {counted(views, 'time')} in three months" if views else "not read lately"


def present_script(
    service: Service,
    *,
    facts: tuple[Fact, ...],
    checked: str,
    findings: Sequence[ListingFinding],
    calls: Sequence[Call],
    no_answers: int,
    best_time: str,
    council: str,
) -> Script:
    """The script of one call."""
    organization = service.organization.name if service.organization else ""
    return Script(
        service_id=service.id,
        name=service.name,
        organization_id=service.organization_id,
        organization=organization,
        opening=opening_of(service.name, organization, council),
        phones=next((fact.lines for fact in facts if fact.key == "phones"), ()),
        facts=facts,
        status=service.listing_status.label,
        checked=checked,
        findings=tuple(f"{finding.kind.label}: {finding.what}" for finding in findings),
        attempts=tuple(_attempt(call) for call in calls),
        best_time=best_time,
        needs_another_way=no_answers >= ANOTHER_WAY,
        website=service.url or "",
        is_closed=service.listing_status is ListingStatus.ARCHIVED,
    )


def opening_of(name: str, organization: str, council: str) -> str:
    """The first sentence on the phone."""
    who = f" at {organization}" if organization and organization.casefold() != name.casefold() else ""
    return (
        f"Hello, I am ringing from {council}’s directory about {name}{who}. "
        "Have you two minutes to hear what we tell people about you?"
    )


def _attempt(call: Call) -> Attempt:
    local = clock.local(call.at)
    return Attempt(f"{short_date(local)}, {clock_time(f'{local:%H:%M}')}", call.outcome.label)


def done_words(outcome: CallOutcome, name: str, not_before: date | None) -> str:
    """What to say of the call that was just written down."""
    when = f"on {short_date(not_before)}" if not_before else "soon"
    return DONE[outcome].format(name=name, when=when)


def done_words_of_many(outcome: CallOutcome, many: int) -> str:
    """What to say of one call about several listings."""
    return (
        f"{many} listings are confirmed." if outcome is CallOutcome.RIGHT else f"Nobody answered for {many} listings."
    )
