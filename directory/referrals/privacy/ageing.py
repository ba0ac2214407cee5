"""What features above this one keep of somebody, and for how long: each says what is due, retention counts and does it.

A hold keeps what is held whatever the day: `due` leaves it out, as everything that retention looks for does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Periods:
    """How long things are kept, in months, as the settings say."""

    person: int
    unmet: int


@dataclass(frozen=True)
class Ageing:
    """One kind of thing that ages: its key on the audit record, its line on the page, and what is done."""

    key: str
    words: str  # "{months}" stands for the period
    noun: str
    done: str  # what a run did to them: "emptied"
    months: Callable[[Periods], int]
    due: Callable[[datetime], Select[Any]]
    erase: Callable[[Session, Sequence[UUID]], None]


_kinds: dict[str, Ageing] = {}


def also_ages(kind: Ageing) -> None:
    """Have a kind of thing looked for at each retention. For modules imported at start."""
    _kinds[kind.key] = kind


def kinds() -> tuple[Ageing, ...]:
    """Everything that was registered, by key."""
    return tuple(_kinds[key] for key in sorted(_kinds))
