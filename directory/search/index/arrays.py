"""Which arrays an index has, and of each how it follows the documents: so one rule adds and takes out documents.

Whoever needs another array says here what kind it is:

- one entry a document: a name in `ROWS`, filled in `building._columns`;
- several entries a document, in an order of their own: a `Table`, filled in `building`; its columns may not be empty;
- a list of numbers or bytes for each document: a name in `LISTS` (`<name>_start` says where each begins);
- follows from other arrays: a name in `DERIVED`, computed in `derived.py`. Whatever can be derived should be: a
  derived array needs no rule for changes at all.

Postings, facets and spelling have rules of their own in `splicing`. Raise `SCHEMA_VERSION` when the list changes.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


@dataclass(frozen=True)
class Table:
    """Rows that belong to documents. `order` are the columns they are sorted by, the first above all."""

    document: str
    order: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All its arrays."""
        return self.order + self.others


#: One entry a document.
ROWS = (
    "ids",
    "stamp",
    "minimum_age",
    "maximum_age",
    "verified_day",
    "freshness_day",
    "closed_from_day",
    "closed_to_day",
    "closing_day",
    "standing",
    "reach",
    "kept_anywhere",
    "kept_round_base",
)
TABLES = (
    # In a fixed order; `answering.ground` arranges them for looking round.
    Table("venue_document", ("venue_latitude", "venue_longitude", "venue_document"), ("venue_id", "venue_exact")),
    Table(
        "weekly_document",
        ("weekly_start", "weekly_end", "weekly_from", "weekly_to", "weekly_place", "weekly_document"),
    ),
    Table("occasion_document", ("occasion_start", "occasion_end", "occasion_document")),
    Table("exception_document", ("exception_day", "exception_place", "exception_document")),
)
#: By document: the numbers of its areas.
LISTS = ("document_area",)
POSTINGS = ("posting_start", "posting_document")
SPELLING = ("spelling_hash", "spelling_word")
#: Words in order, one a line, as UTF-8: terms, and words as people write them.
WORDS = ("term_text", "word_text")
DERIVED = (
    "posting_impact",
    "word_used",
    "document_venue_start",
    "document_venue",
    "area_start",
    "area_document",
)

#: What queries read; a generation without one of them is not used.
ARRAYS = (
    *ROWS,
    *(name for table in TABLES for name in table.columns),
    *(part for name in LISTS for part in (f"{name}_start", name)),
    *POSTINGS,
    "facet_rows",
    *SPELLING,
    *WORDS,
    *DERIVED,
)

#: What only the next update reads, so no web worker has it in memory: each document's name as it is ordered by, its
#: words, the length of each field, and how often each posting's word stands in which field.
BUILDER_LISTS = ("name_text", "document_word")
BUILDER_ROWS = ("field_lengths",)
BUILDER_ARRAYS = (
    *BUILDER_ROWS,
    *(part for name in BUILDER_LISTS for part in (f"{name}_start", name)),
    "posting_parts",
)
