"""Misspellings: the index names words that look like one, rapidfuzz then measures those few exactly, so that a word
named wrongly does no harm. Knows no document and no page.
"""

from math import log1p

from rapidfuzz.distance import OSA, JaroWinkler

from directory.search.index.deletions import LONG
from directory.search.understanding.lexicon import Lexicon
from directory.search.understanding.synonyms import stems

SHORTEST = 4
_LEAST_ALIKE = 0.82
#: A word that hardly any listing uses is asked about when one letter makes it a word so many times commoner.
RARE, OFTENER, SHORTEST_RARE = 2, 8, 5


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


def commoner(lexicon: Lexicon, word: str) -> str | None:
    """A much commoner word that one slip makes of a rare one: worth asking about, too unsure to search for."""
    if len(word) < SHORTEST_RARE or not word.isalpha():
        return None
    alike = [(listings, known) for known, listings in lexicon.lookalikes(word) if _is_one_slip(word, known)]
    listings, known = max(alike, default=(0, ""))
    return known if listings >= RARE * OFTENER else None


def _is_one_slip(word: str, known: str) -> bool:
    return known[0] == word[0] and OSA.distance(word, known, score_cutoff=1) == 1 and stems(word) != stems(known)
