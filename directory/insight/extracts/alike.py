"""Makes rows alike until each is shared by enough people, or leaves it out. Values only; knows no table.

Rows go through steps, each of which tells less. At each step those that enough different people share are told as they
are then; the others go on. What is told at one step is alike there, so no row stands for fewer people than that.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

#: What stands where a fact had to be left away.
WITHHELD = "withheld"


@dataclass(frozen=True)
class Line:
    """One event. `who` tells people apart while rows are made and goes no further; `about` narrows somebody down."""

    who: str
    about: tuple[str, ...]
    told: tuple[str, ...]


Step = Callable[[tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True)
class Alike:
    """Lines that may be told, and how many were left out."""

    lines: tuple[Line, ...]
    left_out: int


def make_alike(lines: Sequence[Line], steps: Sequence[Step], least: int) -> Alike:
    """Lines of which each is shared by at least so many people in what narrows somebody down."""
    told: list[Line] = []
    waiting = list(lines)
    for step in (lambda about: about, *steps):
        waiting = [replace(line, about=step(line.about)) for line in waiting]
        people: Mapping[tuple[str, ...], set[str]] = defaultdict(set)
        for line in waiting:
            people[line.about].add(line.who)
        told += [line for line in waiting if len(people[line.about]) >= least]
        waiting = [line for line in waiting if len(people[line.about]) < least]
    return Alike(tuple(told), len(waiting))
