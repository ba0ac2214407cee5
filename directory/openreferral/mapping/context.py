"""What mapping needs to know of the world: the day, our terms and areas. Answered from memory, filled by the import."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from directory.openreferral.mapping.evidence import Evidence
from directory.openreferral.mapping.terms import LocalTerm


class Terms(Protocol):
    """Where terms of other lists are looked up, and entered when they are new."""

    needs: dict[str, UUID]
    cohorts: dict[str, UUID]

    def local(self, term: LocalTerm) -> UUID:
        """The row of a term of another list."""


class Areas(Protocol):
    """Where areas are looked up."""

    def find(self, name: str, uri: str | None) -> UUID | None:
        """The area with that GSS code or, when there is only one, of that name."""


@dataclass
class Context:
    """One import's surroundings. `mended` counts, in words, what had to be put right."""

    source: str
    at: datetime
    today: date
    terms: Terms
    areas: Areas
    evidence: Evidence
    mended: Counter[str] = field(default_factory=Counter)
