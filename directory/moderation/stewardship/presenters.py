"""What stewardship pages say, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from directory import clock
from directory.moderation.stewardship.codes import ClaimState, QualityKind
from directory.moderation.stewardship.models import LoggedContact, QualityClaim, StewardNote, Watch
from directory.web.wording import ago, short_date

DONE = {
    "visibility": "Saved. Search follows within seconds.",
    "same": "Nothing changed: it was so already.",
    "label": "The label is on.",
    "unlabel": "The label is off.",
    "note": "The note is kept.",
    "unnote": "The note is deleted.",
    "contact": "The contact is noted down.",
    "claim": "Sent. A steward who did not make the claim decides about it.",
    "confirmed": "Confirmed. It is on the public page now.",
    "refused": "Not confirmed. Whoever made the claim hears what is missing.",
    "withdrawn": "Taken back. It is on no page any more.",
    "placed": "Saved. Search follows within a minute; then try a postcode.",
    "words": "Sent. You read here when they answer.",
}


@dataclass(frozen=True)
class CheckedLine:
    """A confirmed claim as the public reads it."""

    label: str
    sentence: str


@dataclass(frozen=True)
class ClaimLine:
    """A claim as a steward or its provider reads it."""

    id: UUID
    reference: str
    label: str
    wants: str
    state: str
    is_open: bool
    is_shown: bool
    has_run_out: bool
    sentence: str
    evidence: str
    evidence_url: str
    reason: str
    by: str


@dataclass(frozen=True)
class NoteLine:
    """A note with who left it and when."""

    id: UUID
    text: str
    by: str
    when: str


@dataclass(frozen=True)
class ContactLine:
    """A contact with a provider."""

    way: str
    day: str
    text: str
    by: str


@dataclass(frozen=True)
class WatchLine:
    """A listing that somebody watches; without a name it is not shown to them any more."""

    id: UUID
    service_id: UUID
    name: str
    said: str
    is_news: bool


def checked_line(kind: QualityKind, checked_on: date) -> CheckedLine:
    """What the public reads of a claim that is confirmed and in date."""
    return CheckedLine(kind.label, f"Checked by the directory’s stewards on {short_date(checked_on)}")


def claim_line(claim: QualityClaim, names: Mapping[str, str], today: date) -> ClaimLine:
    """One claim in full."""
    run_out = claim.state is ClaimState.CONFIRMED and claim.expires_on is not None and claim.expires_on <= today
    return ClaimLine(
        id=claim.id,
        reference=claim.reference,
        label=claim.kind.label,
        wants=QualityKind(claim.kind).evidence,
        state="Ran out" if run_out else claim.state.label,
        is_open=claim.state is ClaimState.PROPOSED,
        is_shown=claim.state is ClaimState.CONFIRMED and not run_out,
        has_run_out=run_out,
        sentence=_how_it_stands(claim),
        evidence=claim.evidence,
        evidence_url=claim.evidence_url or "",
        reason=claim.reason or "",
        by=names.get(claim.proposed_by, "somebody"),
    )


def _how_it_stands(claim: QualityClaim) -> str:
    if claim.state is ClaimState.CONFIRMED and claim.checked_on and claim.expires_on:
        return f"Checked on {short_date(claim.checked_on)}, shown until {short_date(claim.expires_on)}"
    if claim.state is ClaimState.PROPOSED:
        return f"Sent on {short_date(clock.local(claim.created_at))}"
    return f"On {short_date(clock.local(claim.decided_at))}" if claim.decided_at else ""


def note_line(note: StewardNote, names: Mapping[str, str]) -> NoteLine:
    """A note for the next steward."""
    return NoteLine(note.id, note.text, names.get(note.by, "a colleague"), short_date(clock.local(note.at)))


def contact_line(contact: LoggedContact, names: Mapping[str, str]) -> ContactLine:
    """A contact, for the log."""
    return ContactLine(
        contact.way.label, short_date(contact.on_day), contact.text, names.get(contact.by, "a colleague")
    )


def last_contact(contacts: Sequence[LoggedContact], reached: tuple[datetime, str] | None, today: date) -> str:
    """When a provider was last in touch, in a sentence: what was noted down here, or what the desk and letters know."""
    noted = (contacts[0].on_day, contacts[0].way.label) if contacts else None
    known = (clock.local(reached[0]).date(), reached[1]) if reached else None
    latest = max((each for each in (noted, known) if each), key=lambda each: each[0], default=None)
    if latest is None:
        return "Nobody here has noted down a contact with them yet."
    day, how = latest
    return f"Last contact on {short_date(day)} ({ago(day, today)}): {how[0].lower()}{how[1:]}."


def watch_line(found: Watch, names: Mapping[UUID, str]) -> WatchLine:
    """A listing somebody watches and whether there is news."""
    since = clock.local(found.since)
    said = (
        f"Changed on {short_date(clock.local(found.changed_at))}"
        if found.changed_at
        else f"Watched since {short_date(since)}, no change yet"
    )
    return WatchLine(found.id, found.service_id, names.get(found.service_id, ""), said, found.changed_at is not None)
