"""Every word in use under each form that is left when some of its letters are left out. Knows no query.

A deletion index answers in a hundredth of a millisecond where comparing against all words takes several.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

#: Longer words are told apart by their beginnings; it keeps the index small.
PREFIX = 8
#: Two letters may be wrong in words this long, one in shorter ones.
LONG = 7


def deletion_index(words: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Hashes of all shortened forms, ascending, and the number of the word each leads to."""
    found: list[int] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        forms = hashes_of(word)
        found.extend(forms)
        owners.extend([number] * len(forms))
    keys = np.array(found, dtype=np.uint32)
    order = np.argsort(keys, kind="stable")
    return keys[order], np.array(owners, dtype=np.int32)[order]


@lru_cache(maxsize=4096)
def hashes_of(word: str) -> tuple[int, ...]:
    """The hashes of a word and of its shortened forms."""
    return tuple({crc32(form.encode()) for form in _shortened(word[:PREFIX])})


def _shortened(word: str) -> Iterator[str]:
    """The word itself and what is left of it without one letter, and without two if it is long."""
    yield word
    for first in range(len(word)):
        yield word[:first] + word[first + 1 :]
    if len(word) >= LONG:
        for first, second in combinations(range(len(word)), 2):
            yield word[:first] + word[first + 1 : second] + word[second + 1 :]
