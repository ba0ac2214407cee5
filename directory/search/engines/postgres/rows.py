"""From a document to the rows of the index. Knows no database: lists in the order of the tables' columns."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any
from uuid import UUID

from directory.geo.folding import fold
from directory.search.documents import SearchDocument
from directory.search.filters import FILTERS
from directory.search.filters.base import FacetFilter
from directory.search.index.schema import FIELDS, WORD, analyser, folded

#: PostgreSQL tells four weights apart: a word in the name, one about it, one in the text, one that is only implied.
LABELS = {
    "name": "A",
    "summary": "B",
    "needs": "B",
    "organization": "B",
    "place": "B",
    "description": "C",
    "facts": "D",
    "thesaurus": "D",
}
#: A `tsvector` counts positions up to here, and a word said oftener in one place is worth no more.
_LAST_POSITION, _MOST_POSITIONS = 16_383, 8
LETTERS = re.compile(r"[^\W\d_]{3,}")
#: Filters whose choices also keep what is open to everybody, by facet.
_ALSO = {each.facet or each.key: each.also for each in FILTERS if isinstance(each, FacetFilter) and each.also}


def only(facet: str) -> str:
    """The facet of documents that carry a code and are not kept by every choice anyway: so that counts add up."""
    return f"{facet}!"


class Wording:
    """Turns texts into terms as the analyser does, and remembers each word it met. One for each writing."""

    def __init__(self) -> None:
        self._find = re.compile(WORD).findall
        self._stem = analyser(remember=True)
        self._known: dict[str, str] = {}
        #: Each word as people write it, with its term.
        self.vocabulary: dict[str, str] = {}

    def term(self, word: str) -> str:
        """The term of a word; empty for a stop word."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = next((token.text for token in self._stem(word)), "")
            plain = folded(word)
            if LETTERS.fullmatch(plain):
                self.vocabulary[plain] = known
        return known

    def positions(self, texts: Mapping[str, str]) -> dict[str, list[str]]:
        """Where each term stands, and in which kind of field: `{"choir": ["1A", "17C"]}`."""
        found: dict[str, list[str]] = defaultdict(list)
        position = 0
        for each in FIELDS:
            for word in self._find(texts.get(each.name, "")):
                position += 1
                term = self.term(word)
                if term and len(found[term]) < _MOST_POSITIONS:
                    found[term].append(f"{min(position, _LAST_POSITION)}{LABELS[each.name]}")
        return found


@dataclass(frozen=True)
class Rows:
    """One listing's rows by table. `terms` are its words as terms."""

    service_id: UUID
    terms: tuple[str, ...]
    listing: tuple[Any, ...]
    parts: Mapping[str, list[tuple[Any, ...]]]

    @cached_property
    def fingerprint(self) -> bytes:
        """Differs when anything in the rows does."""
        return blake2b(repr((self.listing, self.parts)).encode(), digest_size=16).digest()


def rows_of(document: SearchDocument, wording: Wording) -> Rows:
    """Everything the index holds of a listing."""
    positions = wording.positions(document.texts)
    return Rows(
        document.service_id,
        tuple(positions),
        (
            document.stamp,
            fold(document.name),
            _vector(positions),
            sorted(_codes(document.facets)),
            list(document.areas),
            "yes" in document.facets.get("public", ()),
            document.reach,
            int(document.standing),
            document.is_kept_anywhere,
            document.is_kept_round_base,
            document.minimum_age,
            document.maximum_age,
            document.verified_day,
            document.freshness_day,
            document.closing_day,
            document.closed_from_day,
            document.closed_to_day,
        ),
        {
            "venues": [(v.location_id, v.latitude, v.longitude, v.is_exact, _point(v)) for v in document.venues],
            "weekly": [(w.start, w.end, w.from_day, w.to_day, w.place) for w in document.weekly],
            "occasions": [(o.start, o.end) for o in document.occasions],
            "exceptions": [(e.day, e.place) for e in document.exceptions],
        },
    )


def _vector(positions: Mapping[str, list[str]]) -> str:
    return " ".join(f"{lexeme(term)}:{','.join(places)}" for term, places in positions.items())


def lexeme(term: str) -> str:
    """A term as it stands in a `tsvector` or `tsquery`: quoted, so that nothing in it is read as an operator."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _codes(facets: Mapping[str, set[str]]) -> Iterable[str]:
    for facet, codes in facets.items():
        for code in codes:
            yield f"{facet}:{code}"
            if facet in _ALSO and "yes" not in facets.get(_ALSO[facet], ()):
                yield f"{only(facet)}:{code}"


def _point(venue: Any) -> str:
    return f"SRID=4326;POINT({venue.longitude!r} {venue.latitude!r})"
