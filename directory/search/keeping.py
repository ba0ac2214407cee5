"""What keeps an index true to the database, whichever engine reads it: the protocol, and what its verbs answer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from directory.search.documents import SearchDocument

#: Looks on while documents are taken, such as `progress.track`.
Watch = Callable[[Sequence[SearchDocument], str, int], Iterable[SearchDocument]]


def unwatched(documents: Sequence[SearchDocument], _words: str, _total: int) -> Iterable[SearchDocument]:
    """The documents, with nobody looking on."""
    return documents


@dataclass(frozen=True)
class Built:
    """What a rebuild or an update made. `changed` are the listings it looked at; None when it looked at all."""

    generation: str
    documents: int
    terms: int
    changed: int | None = None


@dataclass(frozen=True)
class Drift:
    """Where an index and the database differ: listings it lacks, listings it has too many, listings since changed."""

    missing: tuple[UUID, ...] = ()
    extra: tuple[UUID, ...] = ()
    stale: tuple[UUID, ...] = ()
    #: Whether word lists or areas changed, the day did, or there is no index: then all of it is built again.
    is_outdated: bool = False

    @property
    def is_none(self) -> bool:
        """Whether index and database agree."""
        return not (self.missing or self.extra or self.stale or self.is_outdated)

    @property
    def service_ids(self) -> tuple[UUID, ...]:
        """The listings an update has to look at."""
        return self.missing + self.extra + self.stale


class IndexKeeper(Protocol):
    """Keeps one index true. Searches go on meanwhile, and every worker sees the change at its next search."""

    def rebuild(self, session: Session, *, at: datetime, watch: Watch = unwatched, durable: bool = False) -> Built:
        """Build the whole index from the database. With `durable`, also what is slow and no search waits for."""
        ...

    def update(self, session: Session, service_ids: Sequence[UUID], *, at: datetime) -> Built:
        """Look at these listings again: those findable are put in as they are now, the others are taken out."""
        ...

    def drift(self, session: Session, *, at: datetime) -> Drift:
        """Compare the index with the database."""
        ...
