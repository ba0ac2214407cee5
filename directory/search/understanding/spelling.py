"""Misspellings: the index names words that look like one, rapidfuzz then measures those few exactly, so that a word
named wrongly does no harm. Knows no document and no page.
"""

from math import log1p

from rapidfuzz.distance import OSA, JaroWinkler

from directory.search.index.deletions import LONG
from directory.search.understanding.lexicon import Lexicon

SHORTEST = 4
_LEAST_ALIKE = 0.82


def correct(lexicon: Lexicon, word: str) -> str | None:
    """The known word that was most likely meant; None when nothing is close enough."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    allowed = 1 if len(word) < LONG else 2
    best: tuple[float, str] | None = None
    for known, listings in lexicon.lookalikes(word):
        distance = OSA.distance(word, known, score_cutoff=allowed)
        if distance > allowed or JaroWinkler.similarity(word, known) < _LEAST_ALIKE:
            continue
        # Fewer edits first; then the same first letter; then the word more listings use.
        cost = distance + (0.5 if word[0] != known[0] else 0.0) - 0.05 * log1p(listings)
        if best is None or (cost, known) < best:
            best = (cost, known)
    return best[1] if best else None
