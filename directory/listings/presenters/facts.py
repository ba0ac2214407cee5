"""The facts by which people decide: who it is for, what it takes to join, the first visit, what to watch out for."""

from collections.abc import Iterable
from typing import Any

from directory.listings.codes import AccessRoute, DeliveryMode, Known, LinkType, ReferralRoute

CRISIS = "mind.crisis"
SENSITIVE_GROUP = "safe."

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


def is_sensitive(needs: Iterable[str]) -> bool:
    """Whether looking at the page may put somebody at risk if others see it."""
    return any(code.startswith(SENSITIVE_GROUP) or code == CRISIS for code in needs)


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


def takes_self_referrals(service: Any) -> bool:
    """Whether somebody may refer themselves to it from here."""
    alone = {AccessRoute.SELF, AccessRoute.SELF_ONLINE} & set(service.access_routes or ())
    return service.referral_route == ReferralRoute.WAYPOST and bool(alone)


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
