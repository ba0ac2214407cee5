"""Versions of a listing as stewards compare them. Plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.listings.editing import FIELDS
from directory.listings.models import ListingVersion
from directory.moderation.proposals.presenters import Line, side_by_side


@dataclass(frozen=True)
class VersionLine:
    """One version in the list."""

    number: int
    at: datetime
    who: str
    why: str
    what: str


@dataclass(frozen=True)
class Difference:
    """One field that two versions say differently."""

    label: str
    older: tuple[Line, ...]
    newer: tuple[Line, ...]


def version_lines(versions: Sequence[ListingVersion], names: Mapping[str, str]) -> tuple[VersionLine, ...]:
    """The versions, the newest first, each with which fields it changed."""
    lines = []
    for number, version in enumerate(versions):
        before = versions[number + 1] if number + 1 < len(versions) else None
        labels = [FIELDS[key].label.lower() for key in differing(before, version)] if before else []
        what = ", ".join(labels).capitalize()
        lines.append(VersionLine(version.number, version.at, names.get(version.by, version.by), version.why, what))
    return tuple(lines)


def differing(older: ListingVersion, newer: ListingVersion) -> list[str]:
    """Fields that two versions say differently, in the order of pages."""
    return [key for key in FIELDS if older.content.get(key) != newer.content.get(key)]


def differences(older: ListingVersion, newer: ListingVersion, names: Mapping[str, str]) -> tuple[Difference, ...]:
    """Those fields, side by side."""
    found = []
    for key in differing(older, newer):
        before, after = side_by_side(key, older.content.get(key), newer.content.get(key), names)
        found.append(Difference(FIELDS[key].label, before, after))
    return tuple(found)
