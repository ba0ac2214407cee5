"""The facts by which people decide: who it is for, what it takes to join, the first visit, what to watch out for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from directory import clock
from directory.listings.codes import (
    AccessRoute,
    CapacityStatus,
    DeliveryMode,
    Known,
    LinkType,
    ListingStatus,
    ServiceStatus,
)
from directory.listings.presenters.times import closure_words
from directory.listings.schedule_words import long_date

CRISIS = "mind.crisis"
SENSITIVE_GROUP = "safe."

NO_ROOM = (CapacityStatus.FULL, CapacityStatus.WAITING_LIST)

#: Column, what is said when it is so, what when it is not, and what to ask when nobody knows.
FIRST_VISIT = (
    (
        "someone_will_meet_you",
        "Someone will meet you the first time",
        "Nobody can meet you the first time",
        "whether someone can meet you the first time",
    ),
    ("companion_free", "A companion comes free", "A companion pays too", "whether a companion pays"),
    (
        "transport_provided",
        "Transport can be provided",
        "No transport is provided",
        "whether they can help you get there",
    ),
)


@dataclass(frozen=True)
class Notice:
    """Something to know before anything else; `kind` is closed, full, room or alert."""

    kind: str
    text: str


def is_sensitive(needs: Iterable[str]) -> bool:
    """Whether looking at the page may put somebody at risk if others see it."""
    return any(code.startswith(SENSITIVE_GROUP) or code == CRISIS for code in needs)


def notices(service: Any, capacity: Any | None, at: datetime) -> tuple[Notice, ...]:
    """Closures, a coming end, a pause, whether there is room, and the provider's own alert, in that order."""
    today = clock.local(at).date()
    found = []
    if closed := closure_words((service.closed_from, service.closed_to), today):
        why = f". {service.closed_reason.strip().rstrip('.')}" if service.closed_reason else ""
        found.append(Notice("closed", closed + why))
    elif service.status == ServiceStatus.TEMPORARILY_CLOSED:
        found.append(Notice("closed", "Closed for a while. Ring to ask when it opens again"))
    if service.closing_on:
        found.append(Notice("closed", f"Closing for good: the last day is {long_date(service.closing_on)}"))
    if service.listing_status == ListingStatus.PUBLISHED_PAUSED:
        found.append(Notice("full", "Not taking new people at the moment"))
    if capacity is not None and (room := capacity_words(capacity, at)):
        found.append(Notice("full" if capacity.status in NO_ROOM else "room", room))
    if service.alert and service.alert.strip():
        found.append(Notice("alert", service.alert.strip()))
    return tuple(found)


def capacity_words(capacity: Any, at: datetime) -> str:
    """Whether there is room and when somebody knew it; nothing once that has run out."""
    status = CapacityStatus(capacity.status)
    if status is CapacityStatus.UNKNOWN or (capacity.expires_at and capacity.expires_at <= at):
        return ""
    note = (capacity.note or "").strip().rstrip(".")
    words = status.label + (f": {_lowered(note)}" if note else "")
    if capacity.places and status in (CapacityStatus.OPEN, CapacityStatus.LIMITED):
        words += f" ({capacity.places} {'place' if capacity.places == 1 else 'places'})"
    if capacity.next_intake_on and capacity.next_intake_on >= clock.local(at).date():
        words += f". Next intake {long_date(capacity.next_intake_on)}"
    return f"{words}. As of {_day(clock.local(capacity.as_of).date())}" if capacity.as_of else words


def ages(service: Any) -> str:
    """Which ages it is for."""
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None:
        return f"Ages {low} to {high}"
    if low is not None:
        return f"Ages {low} and over" if low else "Any age"
    return f"Up to age {high}" if high is not None else "Age not stated: ask if you are not sure"


def welcomed(terms: Iterable[Any]) -> tuple[str, ...]:
    """Who it is meant for."""
    return tuple(term.name for term in terms if term.link_type == LinkType.COHORT_WELCOMED)


def required(terms: Iterable[Any]) -> tuple[str, ...]:
    """Who one must be to join."""
    return tuple(term.name for term in terms if term.link_type == LinkType.COHORT_REQUIRED)


def not_for(service: Any, terms: Iterable[Any]) -> tuple[str, ...]:
    """Who it is not for."""
    said = [term.value or term.name for term in terms if term.link_type == LinkType.EXCLUSION]
    return tuple(filter(None, [(service.exclusion_description or "").strip(), *said]))


def ways(service: Any) -> tuple[str, ...]:
    """How help reaches the person."""
    return _labels(DeliveryMode, service.delivery_modes)


def routes_in(service: Any) -> tuple[str, ...]:
    """How a person gets in."""
    return _labels(AccessRoute, service.access_routes)


def _labels(kind: Any, codes: Iterable[str] | None) -> tuple[str, ...]:
    known = {member.value: member.label for member in kind}
    return tuple(known[code] for code in codes or () if code in known)


def first_visit(service: Any) -> tuple[tuple[str, ...], str]:
    """What is known of a first visit, and one sentence naming what is not."""
    said, ask = [], []
    for field, yes, no, question in FIRST_VISIT:
        value = getattr(service, field)
        if value == Known.NOT_KNOWN:
            ask.append(question)
        else:
            said.append(yes if value == Known.YES else no)
    if not ask:
        return tuple(said), ""
    return tuple(said), f"Not known, so ask: {', '.join(ask[:-1])}{' and ' if len(ask) > 1 else ''}{ask[-1]}."


def paragraphs(text: str | None) -> tuple[str, ...]:
    """Free text as paragraphs: blank lines part them."""
    pieces = (text or "").replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(piece.split()) for piece in pieces if piece.strip())


def _lowered(text: str) -> str:
    following = text.split(" ")[1:2]
    is_name = bool(following and following[0][:1].isupper())
    return text if is_name or text[1:2].isupper() else text[:1].lower() + text[1:]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
