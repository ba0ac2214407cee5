"""A proposal as a steward reads it: field by field, before and after, in words. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from directory.listings.editing import FIELDS, Content, Risk, risk_of
from directory.listings.editing.charging import RULES
from directory.moderation.proposals.codes import Decision, ProposalState
from directory.moderation.proposals.models import ChangeProposal

NOT_SAID = ("Nothing said",)


@dataclass(frozen=True)
class Line:
    """One line of a value; `is_other` when the other side has no such line."""

    words: str
    is_other: bool = False


@dataclass(frozen=True)
class FieldView:
    """One field: what the proposer saw, what is to be, and what the listing says now where that is neither."""

    key: str
    label: str
    risk: str
    is_high: bool
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    now: tuple[str, ...]
    decision: str
    picture: str = ""  # the file of a proposed picture: nobody decides about one unseen


@dataclass(frozen=True)
class ProposalView:
    """What the page says."""

    id: UUID
    reference: str
    title: str
    from_whom: str
    connection: str
    sent_at: datetime
    state: str
    is_waiting: bool
    is_live: bool
    is_new: bool
    is_free_words: bool
    listing_id: UUID | None
    fields: tuple[FieldView, ...]
    held: tuple[str, ...]
    reason: str
    decided_at: datetime | None
    hears_back: bool
    talk: tuple[tuple[str, str], ...]


WHO = {"steward": "A steward asked", "proposer": "They answered"}


def present_proposal(
    proposal: ChangeProposal, *, now: Content | None, name: str, names: Mapping[str, str], connection: str = ""
) -> ProposalView:
    """Everything about a proposal; `now` is what the listing says, `names` those of terms."""
    is_free = proposal.is_new and not set(proposal.changes) <= set(FIELDS)
    return ProposalView(
        id=proposal.id,
        reference=proposal.reference,
        title=name,
        from_whom=proposal.source.label,
        connection=", ".join(part for part in (connection, proposal.department) if part),
        sent_at=proposal.created_at,
        state=proposal.state.label,
        is_waiting=proposal.state in (ProposalState.SUBMITTED, ProposalState.RETURNED),
        is_live=proposal.state is ProposalState.LIVE,
        is_new=proposal.is_new,
        is_free_words=is_free,
        listing_id=proposal.target_id,
        fields=tuple(_field(key, proposal, now, names) for key in _ordered(proposal)),
        held=tuple(rule.sentence for rule in RULES if rule.code in proposal.held_for),
        reason=proposal.reason or "",
        decided_at=proposal.decided_at,
        hears_back=bool(proposal.proposer_email or proposal.user_id),
        talk=tuple((WHO.get(line["who"], ""), line["words"]) for line in proposal.talk or ()),
    )


def side_by_side(key: str, before: Any, after: Any, names: Mapping[str, str]) -> tuple[tuple[Line, ...], ...]:
    """Two values in lines, each line marked that the other side has not."""
    old, new = said(key, before, names), said(key, after, names)
    return (
        tuple(Line(words, words not in new) for words in old),
        tuple(Line(words, words not in old) for words in new),
    )


def said(key: str, value: Any, names: Mapping[str, str]) -> tuple[str, ...]:
    """A value in words; never nothing."""
    words = FIELDS[key].say(value, names) if key in FIELDS else (str(value),) if value else ()
    return words or NOT_SAID


def label_of(key: str) -> str:
    """What a field is called; a suggestion in free words has fields of its own."""
    return FIELDS[key].label if key in FIELDS else key.capitalize()


def _ordered(proposal: ChangeProposal) -> list[str]:
    known = [key for key in FIELDS if key in proposal.changes]
    return known + [key for key in proposal.changes if key not in FIELDS]


def _field(key: str, proposal: ChangeProposal, now: Content | None, names: Mapping[str, str]) -> FieldView:
    change = proposal.changes[key]
    before, after = side_by_side(key, change["before"], change["after"], names)
    current = now.get(key) if now is not None else None
    has_moved = now is not None and current not in (change["before"], change["after"])
    risk = risk_of(key, change["before"], change["after"]) if key in FIELDS else Risk.USUAL
    decision = proposal.decisions.get(key)
    return FieldView(
        key=key,
        label=label_of(key),
        risk=risk.label,
        is_high=risk is Risk.HIGH,
        before=before,
        after=after,
        now=said(key, current, names) if has_moved else (),
        decision=Decision(decision).label if decision else "",
        picture=str(change["after"].get("file", "")) if key == "picture" and change["after"] else "",
    )
