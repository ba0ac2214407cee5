"""Misspellings: the index finds words that share a shortened form; rapidfuzz then measures those few exactly, so
that a shared hash does no harm. Knows no document and no page.
"""

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler

from directory.search.index.deletions import LONG, hashes_of
from directory.search.index.snapshot import Snapshot

SHORTEST = 4
_LEAST_ALIKE = 0.82


def correct(snapshot: Snapshot, word: str) -> str | None:
    """The known word that was most likely meant; None when nothing is close enough."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    allowed = 1 if len(word) < LONG else 2
    best: tuple[float, str] | None = None
    for number in _candidates(snapshot, word):
        known = snapshot.vocabulary[number]
        distance = OSA.distance(word, known, score_cutoff=allowed)
        if distance > allowed or JaroWinkler.similarity(word, known) < _LEAST_ALIKE:
            continue
        # Fewer edits first; then the same first letter; then the word more listings use.
        cost = distance + (0.5 if word[0] != known[0] else 0.0) - 0.05 * np.log1p(snapshot.frequencies[number])
        if best is None or (cost, known) < best:
            best = (cost, known)
    return best[1] if best else None


def _candidates(snapshot: Snapshot, word: str) -> list[int]:
    keys, owners = snapshot["spelling_hash"], snapshot["spelling_word"]
    forms = np.array(hashes_of(word), dtype=np.uint32)
    first, last = np.searchsorted(keys, forms), np.searchsorted(keys, forms, side="right")
    found: set[int] = set()
    for start, end in zip(first.tolist(), last.tolist(), strict=True):
        found.update(owners[start:end].tolist())
    return sorted(found)
