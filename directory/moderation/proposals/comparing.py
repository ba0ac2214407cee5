"""What a proposal changes, against what the proposer saw and what the listing says now. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.errors import Conflict
from directory.listings.editing import Content

Changes = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Clash:
    """One field that two people changed: what both saw, what it says now, what was to be written."""

    key: str
    before: Any
    now: Any
    wanted: Any


class EditedMeanwhile(Conflict):
    """Somebody else has changed the same fields. Nothing is lost: `clashes` has both versions, `content` the words."""

    def __init__(self, clashes: tuple[Clash, ...], content: Content) -> None:
        super().__init__("Somebody else changed the same details while you worked on them. Both versions are below.")
        self.clashes = clashes
        self.content = content


def clashes_of(seen: Content, now: Content, wanted: Content) -> tuple[Clash, ...]:
    """Fields that were changed by others since they were seen, and differently."""
    return tuple(
        Clash(key, seen.get(key), now.get(key), value)
        for key, value in wanted.items()
        if now.get(key) != seen.get(key) and now.get(key) != value
    )


def changed_from(seen: Content, wanted: Content) -> Content:
    """The fields in which somebody wants something else than they saw; what they left alone they do not put back."""
    return {key: value for key, value in wanted.items() if value != seen.get(key)}


def as_changes(now: Content, wanted: Mapping[str, Any]) -> Changes:
    """Fields with what they say now and what they should say."""
    return {key: {"before": now.get(key), "after": value} for key, value in wanted.items()}


def proposed(changes: Changes) -> Content:
    """What a proposal wants, by field."""
    return {key: change["after"] for key, change in changes.items()}
