"""Bank holidays that a proclamation added or moved: what a row of the list says, and whether it can be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

KEYS = frozenset({"day", "name", "instead_of"})


@dataclass(frozen=True)
class Proclaimed:
    """One day nobody works that the rule does not know; `instead_of` is the day of the rule that became a usual one."""

    day: date
    name: str
    instead_of: date | None = None


def proclaimed(rows: Sequence[Mapping[str, Any]]) -> tuple[Proclaimed, ...]:
    """The rows as days. They have been looked at by `faults_in`."""
    return tuple(Proclaimed(row["day"], row["name"], row.get("instead_of")) for row in rows)


def faults_in(rows: object) -> list[str]:
    """What has to be mended, row by row."""
    if not isinstance(rows, list):
        return ["Write the days as a list: a dash before each"]
    found = [f"Row {number}: {sentence}" for number, row in enumerate(rows, 1) for sentence in _faults(row)]
    return found or _twice(rows)


def _faults(row: object) -> list[str]:
    if not isinstance(row, Mapping):
        return ["write it as {day: 2022-06-03, name: Platinum Jubilee}"]
    sentences = [f"take “{key}” away; a row has a day, a name and instead_of" for key in row if key not in KEYS]
    if not _is_day(row.get("day")):
        sentences.append("write the day as 2022-06-03")
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        sentences.append("give the day its name")
    if row.get("instead_of") is not None and not _is_day(row["instead_of"]):
        sentences.append("write instead_of as 2022-05-30, or leave it out")
    return sentences


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _twice(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    days = [row["day"] for row in rows]
    return [
        f"Row {number}: {day.isoformat()} stands above already; keep one of them"
        for number, day in enumerate(days, 1)
        if day in days[: number - 1]
    ]
