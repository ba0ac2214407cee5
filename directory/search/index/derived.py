"""Arrays that follow from others. Computed anew for every generation, over whole columns; knows no document."""

import numpy as np

from directory.search.index.arrays import DERIVED, Array
from directory.search.index.postings import impacts

_NEWLINE = 10


def derive(arrays: dict[str, Array], areas: int) -> dict[str, Array]:
    """All arrays of `DERIVED`. `areas` is how many areas listings name."""
    size = len(arrays["ids"])
    document_venue_start, document_venue = _inverted(arrays["venue_document"], size)
    area_start, places = _inverted(arrays["document_area"], areas)
    holder = np.repeat(np.arange(size, dtype=np.int32), np.diff(arrays["document_area_start"]))
    words = int(np.count_nonzero(arrays["word_text"] == _NEWLINE))
    found = {
        "posting_impact": impacts(
            arrays["posting_start"], arrays["posting_document"], arrays["posting_parts"], arrays["field_lengths"]
        ),
        "word_used": np.bincount(arrays["document_word"], minlength=words).astype(np.int32),
        "document_venue_start": document_venue_start,
        "document_venue": document_venue,
        "area_start": area_start,
        "area_document": holder[places],
    }
    return {name: found[name] for name in DERIVED}


def _inverted(owner: Array, owners: int) -> tuple[Array, Array]:
    """For each owner where its entries begin, and the entries' places, ascending."""
    order = np.argsort(owner, kind="stable").astype(np.int32)
    return np.searchsorted(owner[order], np.arange(owners + 1)).astype(np.int64), order
