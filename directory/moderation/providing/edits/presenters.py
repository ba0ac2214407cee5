"""What the pages of a change say, as plain values: what holds now, what was sent, what becomes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from directory.listings.codes import Known
from directory.listings.editing import FIELDS, Content
from directory.listings.editing.fields import Names
from directory.listings.editing.place_sentences import address
from directory.moderation.listing_forms.times import ANYWHERE, rows_at
from directory.moderation.proposals.codes import OPEN_STATES, Decision, ProposalState
from directory.moderation.proposals.comparing import Clash
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.providing.edits.dates import next_dates
from directory.moderation.providing.edits.parts import PARTS, Part
from directory.moderation.submission.steps.places import OF_VISIT
from directory.web.wording import short_date

LIVE_AT_ONCE = "What you save is live at once. A steward looks at it afterwards."
READ_FIRST = "A steward reads it first, usually within two working days. Until then people see what is there now."
OUTCOMES = {
    Decision.ACCEPTED: "Added",
    Decision.REFUSED: "Left as it was",
    Decision.LIVE: "Live now",
    Decision.TAKEN_BACK: "Put back as it was",
}
SAID = {
    ProposalState.SUBMITTED: ("Sent to a steward", READ_FIRST),
    ProposalState.LIVE: ("Saved and live", "People see it from now on. A steward looks at it afterwards."),
    ProposalState.RETURNED: ("A steward asks you something", "Until it is answered people see what is there now."),
    ProposalState.APPROVED: ("Added", "People see it."),
    ProposalState.PARTLY_APPROVED: ("Added in part", "A steward added some of it."),
    ProposalState.REJECTED: ("Not added", "A steward left the listing as it was."),
    ProposalState.SUPERSEDED: ("Listed already", "The listing says so already."),
    ProposalState.WITHDRAWN: ("Taken back", "Nothing was changed by it."),
}


@dataclass(frozen=True)
class Row:
    """One field of a change."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    outcome: str
    picture: str = ""  # the file of a picture that was sent, for whoever chose it


@dataclass(frozen=True)
class ChangeView:
    """A change that was sent, for the people who run the listing."""

    reference: str
    heading: str
    sentence: str
    sent_at: datetime
    rows: tuple[Row, ...]
    reason: str
    is_question: bool
    may_withdraw: bool
    dates: tuple[str, ...]


@dataclass(frozen=True)
class PartRow:
    """One line of a listing's overview: what it says now, and the page that changes it."""

    key: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class WaitingChange:
    """A change that a steward has not answered, in a few words."""

    reference: str
    listing: str
    words: str
    is_asked: bool


def present_waiting(changes: Iterable[ChangeProposal], names: Mapping[Any, str]) -> list[WaitingChange]:
    """What waits, with the names of the listings by id."""
    return [
        WaitingChange(
            reference=change.reference,
            listing=names.get(change.target_id, ""),
            words=f"{_labels(change)}, sent on {short_date(change.created_at)}",
            is_asked=change.state is ProposalState.RETURNED,
        )
        for change in changes
    ]


def _labels(change: ChangeProposal) -> str:
    labels = ", ".join(FIELDS[key].label.lower() for key in change.changes)
    return labels[:1].upper() + labels[1:]


def lands_at_once(part: Part, *, is_trusted: bool) -> bool:
    """Whether what is saved on this page is live at once."""
    return is_trusted and part.is_everyday


def outcome_of(part: Part, *, is_trusted: bool) -> str:
    """What the page says will happen, before anybody types."""
    return LIVE_AT_ONCE if lands_at_once(part, is_trusted=is_trusted) else READ_FIRST


def overview(content: Content, today: date, names: Names) -> tuple[PartRow, ...]:
    """Everything that has a page, with what it says now; `names` are those of terms by code."""
    return tuple(PartRow(part.key, part.label, lines_of(part, content, today, names)) for part in PARTS.values())


def lines_of(part: Part, content: Content, today: date, names: Names) -> tuple[str, ...]:
    """What a listing says in one part, line by line."""
    if part.key == "times":
        return tuple(_times(content))
    if part.key == "closed-days":
        return tuple(dict.fromkeys(_days_off(content, today)))
    if part.key == "places":
        return tuple(address(venue) for venue in content.get("venues") or [])
    if part.key == "access":
        return _access(content)
    if part.key == "pause":
        return FIELDS["is_paused"].say(bool(content.get("is_paused")))
    return tuple(line for key in part.fields.keys for line in FIELDS[key].say(content.get(key), names))


def _times(content: Content) -> list[str]:
    venues = content.get("venues") or []
    found = list(FIELDS["times"].say(rows_at(content, ANYWHERE)))
    for venue in venues:
        place = f"{venue.get('name') or venue.get('city') or 'Here'}: " if len(venues) > 1 else ""
        found += [f"{place}{line}" for line in FIELDS["times"].say(venue.get("times"))]
    return found


def _access(content: Content) -> tuple[str, ...]:
    venues = content.get("venues") or []
    found = []
    for venue in venues:
        place = f"{venue.get('name') or venue.get('city') or 'Here'}: " if len(venues) > 1 else ""
        found += [f"{place}{line}" for line in FIELDS["access"].say(_told(venue.get("access") or {}))]
    for key, _words in OF_VISIT:
        if content.get(key) != Known.NOT_KNOWN:
            found += [f"{FIELDS[key].label}: {line.lower()}" for line in FIELDS[key].say(content.get(key))]
    return tuple(found)


def _told(access: dict[str, str]) -> dict[str, str]:
    """Without what nobody knows."""
    return {feature: known for feature, known in access.items() if known != Known.NOT_KNOWN}


def _days_off(content: Content, today: date) -> list[str]:
    rows = [*(content.get("days_off") or [])]
    for venue in content.get("venues") or []:
        rows += venue.get("days_off") or []
    coming = sorted((row for row in rows if row["date"] >= today.isoformat()), key=lambda row: str(row["date"]))
    return list(FIELDS["days_off"].say(coming))


def present_change(proposal: ChangeProposal, now: Content, names: Names, at: datetime) -> ChangeView:
    """What was sent, field by field, and how far it has got."""
    heading, sentence = SAID[proposal.state]
    after = now | {key: change["after"] for key, change in proposal.changes.items()}
    tells_times = not {"times", "days_off", "venues", "closed"}.isdisjoint(proposal.changes)
    is_coming = proposal.state in (*OPEN_STATES, ProposalState.APPROVED)
    return ChangeView(
        reference=proposal.reference,
        heading=heading,
        sentence=sentence,
        sent_at=proposal.created_at,
        rows=tuple(_row(key, change, proposal, names) for key, change in proposal.changes.items()),
        reason=proposal.reason or "",
        is_question=proposal.state is ProposalState.RETURNED,
        may_withdraw=proposal.state in (ProposalState.SUBMITTED, ProposalState.RETURNED),
        dates=tuple(next_dates(after, at)) if tells_times and is_coming else (),
    )


def _row(key: str, change: dict[str, Any], proposal: ChangeProposal, names: Names) -> Row:
    field = FIELDS[key]
    mark = proposal.decisions.get(key)
    outcome = OUTCOMES[Decision(mark)] if mark else ("Waits" if proposal.state in OPEN_STATES else "")
    file = str(change["after"].get("file", "")) if key == "picture" and change["after"] else ""
    return Row(field.label, field.say(change["before"], names), field.say(change["after"], names), outcome, file)


def present_clashes(clashes: tuple[Clash, ...], names: Names) -> tuple[Row, ...]:
    """Both versions of each field that two people changed: what it says now, and what this person wants."""
    return tuple(
        Row(
            FIELDS[clash.key].label,
            FIELDS[clash.key].say(clash.now, names),
            FIELDS[clash.key].say(clash.wanted, names),
            "",
        )
        for clash in clashes
    )
