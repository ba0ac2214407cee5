"""Rows of numbers, patterns and days off as plain JSON: the same for a listing and for each of its venues."""

from collections.abc import Iterable
from typing import Any

from directory.listings.editing.content import trimmed
from directory.listings.models import Phone, Schedule, ScheduleException


def phones(rows: Iterable[Phone]) -> list[dict[str, Any]]:
    """Numbers in their order."""
    return [
        trimmed({
            "number": row.number,
            "extension": row.extension,
            "description": row.description,
            "kind": row.kind.value,
            "languages": row.languages,
        })
        for row in rows
    ]  # fmt: skip


def times(rows: Iterable[Schedule]) -> list[dict[str, Any]]:
    """Patterns, each with its rhythm even when that is "once"."""
    kept = ("byday", "bymonthday", "opens_at", "closes_at", "attending_type", "description", "notes")
    return [
        {"freq": row.freq, "interval": row.interval or 1, "term_time_only": bool(row.term_time_only)}
        | trimmed({key: getattr(row, key) for key in kept})
        | trimmed({key: iso(getattr(row, key)) for key in ("dtstart", "valid_from", "valid_to")})
        for row in rows
    ]


def days_off(rows: Iterable[ScheduleException]) -> list[dict[str, Any]]:
    """Days that differ, the earliest first."""
    return [
        {"date": iso(row.on_date), "is_closed": bool(row.is_closed)}
        | trimmed({"opens_at": row.opens_at, "closes_at": row.closes_at, "reason": row.reason})
        for row in sorted(rows, key=lambda row: row.on_date)
    ]


def iso(value: Any) -> str | None:
    """A date or moment as ISO 8601."""
    return value.isoformat() if value is not None else None


def code(value: Any) -> str | None:
    """The stored value of a member of a closed list."""
    return str(value) if value is not None else None
