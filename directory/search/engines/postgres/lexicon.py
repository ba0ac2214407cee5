"""What one worker remembers of the index between searches: which terms listings use, the thesaurus, the choices.

Terms are read once; after a change only those whose numbers it changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, text

from directory.errors import Unavailable
from directory.search.catalogue import Catalogue
from directory.search.engines.postgres.tables import VERSION
from directory.search.understanding.synonyms import Thesaurus

_STATE = text("SELECT version, generation, revision, listings FROM search.state")
_WHOLE = text("SELECT catalogue, synonyms, area_names FROM search.state")
_TERMS = text("SELECT term, listings FROM search.terms WHERE revision > :seen")
#: Two letters wrong in a word of seven, or one in four, leave at least this share of its trigrams.
_LEAST_ALIKE = "0.06"
_ALIKE = text("SELECT set_config('pg_trgm.similarity_threshold', :least, true)")
_LOOKALIKES = text("""
    SELECT word, coalesce(listings, 0) AS listings
    FROM search.vocabulary LEFT JOIN search.terms USING (term)
    WHERE word % :word AND length(word) BETWEEN :shortest AND :longest
""")


@dataclass(frozen=True)
class Memory:
    """The index as of one revision."""

    generation: str
    revision: int
    size: int
    catalogue: Catalogue
    thesaurus: Thesaurus
    area_names: Mapping[str, str]
    spreads: Mapping[str, int]
    #: Numbers of listings by what was counted, for as long as the revision holds.
    counts: dict[Any, int] = field(default_factory=dict)


def remembered(connection: Connection, held: Memory | None) -> Memory:
    """What is known, brought up to date. Raises `Unavailable` when there is no index of this version."""
    found = connection.execute(_STATE).one_or_none()
    if found is None or found.version != VERSION:
        raise Unavailable("The search index is not there yet. Run `waypost reindex` to build it.")
    if held is not None and held.revision == found.revision and held.generation == found.generation:
        return held
    return _read(connection, found, held)


def _read(connection: Connection, found: Row[Any], held: Memory | None) -> Memory:
    whole = connection.execute(_WHOLE).one()
    # Another generation may be another installation's copy of the database: then nothing remembered holds.
    follows = held is not None and held.generation == found.generation
    changed = connection.execute(_TERMS, {"seen": held.revision if held is not None and follows else 0})
    spreads = (dict(held.spreads) if held is not None and follows else {}) | {row.term: row.listings for row in changed}
    return Memory(
        found.generation,
        found.revision,
        found.listings,
        Catalogue.from_json(whole.catalogue),
        held.thesaurus if held is not None and follows else Thesaurus(whole.synonyms),
        whole.area_names,
        spreads,
    )


@dataclass(frozen=True)
class PostgresLexicon:
    """The words of the index during one search."""

    connection: Connection
    memory: Memory

    @property
    def size(self) -> int:
        """How many listings there are."""
        return self.memory.size

    def has(self, term: str) -> bool:
        """Whether a listing uses the term."""
        return self.spread(term) > 0

    def spread(self, term: str) -> int:
        """How many listings use the term."""
        return self.memory.spreads.get(term, 0)

    def lookalikes(self, word: str) -> Iterable[tuple[str, int]]:
        """Words that share trigrams with a word, two letters longer or shorter at most."""
        self.connection.execute(_ALIKE, {"least": _LEAST_ALIKE})
        sizes = {"shortest": len(word) - 2, "longest": len(word) + 2}
        return [(row.word, row.listings) for row in self.connection.execute(_LOOKALIKES, {"word": word} | sizes)]
