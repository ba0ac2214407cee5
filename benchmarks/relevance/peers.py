"""Plain Whoosh with BM25F, as its manual shows it: stemmed words, all of them wanted (AND) or any (OR).

It gets the same texts. Over listings it also gets our own answer to which of them reach a place, so that only the
words are compared.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index
from whoosh.qparser import AndGroup, MultifieldParser, OrGroup

from benchmarks.relevance.judging import DEPTH
from directory.listings.models import Service
from directory.search.learning.sentences import named, thesaurus

_GROUPS = {"AND": AndGroup, "OR": OrGroup}


@dataclass(frozen=True)
class PlainWhoosh:
    """An index in memory and how to read a query against it."""

    index: Index
    fields: tuple[str, ...]
    way: str

    @property
    def name(self) -> str:
        """What tables call it."""
        return f"plain Whoosh, {self.way}"

    def rank(self, words: str, among: Collection[str] | None = None, depth: int = DEPTH) -> tuple[str, ...]:
        """The keys of the best, of those it may choose among."""
        parser = MultifieldParser(self.fields, self.index.schema, group=_GROUPS[self.way])
        # Its syntax would make operators of what people type.
        query = parser.parse("".join(letter if letter.isalnum() else " " for letter in words).lower())
        with self.index.searcher() as searcher:
            found = (hit["key"] for hit in searcher.search(query, limit=None))
            kept = [key for key in found if among is None or key in among]
        return tuple(kept[:depth])


def over(texts: Iterable[tuple[str, Mapping[str, str]]], fields: tuple[str, ...]) -> tuple[PlainWhoosh, ...]:
    """Both ways over the same texts."""
    shared = StemmingAnalyzer()
    schema = Schema(key=ID(stored=True), **{field: TEXT(analyzer=shared) for field in fields})
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for key, text in texts:
        writer.add_document(key=key, **text)
    writer.commit()
    return tuple(PlainWhoosh(index, fields, way) for way in _GROUPS)


def over_listings(session: Session) -> tuple[PlainWhoosh, ...]:
    """Over what listings say of themselves."""
    rows = session.execute(select(Service.id, Service.name, Service.summary, Service.description)).all()
    texts = (
        (str(row.id), {"name": row.name, "summary": row.summary or "", "description": row.description or ""})
        for row in rows
    )
    return over(texts, ("name", "summary", "description"))


def over_needs(*, with_thesaurus: bool) -> tuple[PlainWhoosh, ...]:
    """Over the names, scope and examples of needs, and their everyday words if wanted."""
    says: dict[str, list[str]] = {}
    for lesson in (*named(), *(thesaurus() if with_thesaurus else ())):
        says.setdefault(lesson.need, []).append(lesson.words)
    return over(((need, {"says": ". ".join(words)}) for need, words in says.items()), ("says",))


def keys(ids: Iterable[UUID]) -> frozenset[str]:
    """As the index stores them."""
    return frozenset(map(str, ids))
