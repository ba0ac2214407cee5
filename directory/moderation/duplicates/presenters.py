"""What the pages about duplicates say, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from directory.listings.editing import FIELDS, Content
from directory.listings.models import Service
from directory.listings.policy import SHOWN
from directory.moderation.duplicates.choosing import Difference, Side
from directory.moderation.duplicates.models import DuplicatePair, Merge
from directory.web.wording import ago, counted

ALMOST_SURE, LIKELY = 90.0, 75.0
NOTHING = ("Nothing said",)


@dataclass(frozen=True)
class ListingCard:
    """One listing of a pair."""

    id: UUID
    name: str
    organization: str
    where: str
    checked: str
    standing: str


@dataclass(frozen=True)
class PairCard:
    """A pair in the queue."""

    id: UUID
    how_sure: str
    is_almost_sure: bool
    first: ListingCard
    second: ListingCard
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of a value; `is_other` when the other listing has no such line, but has some of the others."""

    words: str
    is_other: bool


@dataclass(frozen=True)
class Option:
    """One value that can be kept. The value of both together needs no lines: they are beside it."""

    side: str
    words: str
    lines: tuple[Line, ...]
    is_chosen: bool


@dataclass(frozen=True)
class FieldChoice:
    """One field in which two listings differ."""

    key: str
    label: str
    options: tuple[Option, ...]
    error: str = ""


@dataclass(frozen=True)
class Agreement:
    """One field in which both say the same."""

    label: str
    lines: tuple[str, ...]


def present_pair(pair: DuplicatePair, places: Mapping[UUID, str], today: date) -> PairCard:
    """A pair with both listings."""
    return PairCard(
        id=pair.id,
        how_sure=how_sure(pair.score),
        is_almost_sure=pair.score >= ALMOST_SURE,
        first=present_listing(pair.first, places, today),
        second=present_listing(pair.second, places, today),
        reasons=tuple(pair.reasons),
        doubts=tuple(pair.doubts),
    )


def how_sure(score: float) -> str:
    """A score in words."""
    return (
        "Almost surely the same" if score >= ALMOST_SURE else "Likely the same" if score >= LIKELY else "Look closely"
    )


def present_listing(service: Service, places: Mapping[UUID, str], today: date) -> ListingCard:
    """One listing in short."""
    organization = service.organization.name if service.organization else ""
    return ListingCard(
        id=service.id,
        name=service.name,
        organization="" if organization == service.name else organization,
        where=places.get(service.id, "No place given"),
        checked=f"Checked {ago(service.verified_at, today)}" if service.verified_at else "Never checked here",
        standing="" if service.listing_status in SHOWN else service.listing_status.label,
    )


def choices(
    found: Sequence[Difference], sides: Mapping[str, str], names: Mapping[str, str], errors: Mapping[str, str]
) -> tuple[FieldChoice, ...]:
    """Each difference with what can be chosen; `sides` holds what was chosen already."""
    return tuple(_choice(each, sides.get(each.key, each.default.value), names, errors) for each in found)


def _choice(each: Difference, side: str, names: Mapping[str, str], errors: Mapping[str, str]) -> FieldChoice:
    first, second = (say(each.key, value, names) for value in (each.first, each.second))
    lines = {
        Side.FIRST: _marked(first, second),
        Side.SECOND: _marked(second, first),
        Side.BOTH: (),
    }
    words = {Side.FIRST: "First", Side.SECOND: "Second", Side.BOTH: "Both together"}
    options = tuple(Option(one.value, words[one], lines[one], one.value == side) for one in each.sides)
    return FieldChoice(each.key, each.label, options, errors.get(each.key, ""))


def _marked(lines: tuple[str, ...], others: tuple[str, ...]) -> tuple[Line, ...]:
    is_alike = not set(lines).isdisjoint(others)
    return tuple(Line(words, is_alike and words not in others) for words in lines)


def agreements(keys: Sequence[str], content: Content, names: Mapping[str, str]) -> tuple[Agreement, ...]:
    """What both say."""
    return tuple(Agreement(FIELDS[key].label, say(key, content[key], names)) for key in keys)


def say(key: str, value: Any, names: Mapping[str, str]) -> tuple[str, ...]:
    """A value in lines; never nothing."""
    return tuple(FIELDS[key].say(value, names)) or NOTHING


@dataclass(frozen=True)
class MergeView:
    """A joining: what became one, by whom, what moved, and whether it can be taken back."""

    id: UUID
    survivor_id: UUID | None
    survivor_name: str
    merged_id: UUID | None
    merged_name: str
    at: datetime
    who: str
    written: tuple[str, ...]
    moved: tuple[str, ...]
    undone_at: datetime | None
    undone_who: str
    kept_later: tuple[str, ...]


#: What the rows of each table are to a steward.
NOUNS = {
    "concern": "concern",
    "change_proposal": "proposed change",
    "claim": "claim",
    "shortlist_item": "saved place on somebody’s list",
    "watch": "watch",
    "listing_label": "label",
    "steward_note": "note",
    "quality_claim": "claim of quality",
    "contact_log": "talk with those who run it",
    "desk_call": "call from the desk",
    "freshness_link": "link in a letter",
}
PLURALS = {
    "saved place on somebody’s list": "saved places on people’s lists",
    "watch": "watches",
    "claim of quality": "claims of quality",
    "talk with those who run it": "talks with those who run it",
    "call from the desk": "calls from the desk",
    "link in a letter": "links in letters",
}


def present_merge(merge: Merge, people: Mapping[str, str]) -> MergeView:
    """What the page about a joining says."""
    return MergeView(
        id=merge.id,
        survivor_id=merge.survivor_id,
        survivor_name=merge.survivor_name,
        merged_id=merge.merged_id,
        merged_name=merge.merged_name,
        at=merge.at,
        who=people.get(merge.by, merge.by),
        written=_labels(merge.fields),
        moved=tuple(_moved(entry["table"], len(entry["ids"])) for entry in merge.moved),
        undone_at=merge.undone_at,
        undone_who=people.get(merge.undone_by or "", ""),
        kept_later=_labels(merge.kept_later),
    )


def _labels(keys: Any) -> tuple[str, ...]:
    return tuple(field.label for key, field in FIELDS.items() if key in keys)


def _moved(table: str, number: int) -> str:
    noun = NOUNS.get(table, table.replace("_", " "))
    return f"{number} {PLURALS[noun]}" if number != 1 and noun in PLURALS else counted(number, noun)
