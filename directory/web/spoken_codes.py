"""Codes that one can read out over the telephone: three plain words and a number.

The words are ours (seeds/selfhelp/words.txt): no two differ by one letter, none sounds like another, none is rude.
"""

import re
import secrets
from functools import lru_cache

from directory.settings import ROOT

WORDS_FILE = ROOT / "seeds" / "selfhelp" / "words.txt"
WORDS_IN_CODE = 3
LOWEST, HIGHEST = 1000, 9999  # four digits, the first never 0, so that nobody asks "oh or nought?"
NUMBERS = HIGHEST - LOWEST + 1

_SHAPE = re.compile(r"[a-z]+(?:-[a-z]+){2}-[0-9]{4}\Z")
_GAPS = re.compile(r"[\s,.\-–—_]+")


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """The words codes are made of."""
    return tuple(WORDS_FILE.read_text("utf-8").split())


def new_code() -> str:
    """A fresh code such as "maple-otter-lantern-4821": 609³ × 9,000 of them, a little over 40 bits."""
    chosen = (words()[secrets.randbelow(len(words()))] for _ in range(WORDS_IN_CODE))
    return "-".join((*chosen, str(LOWEST + secrets.randbelow(NUMBERS))))


def as_written(text: str) -> str | None:
    """The code in what somebody typed or heard, whatever the case and gaps; None when it cannot be one."""
    code = _GAPS.sub("-", text.strip().casefold()).strip("-")
    return code if len(code) <= 60 and _SHAPE.match(code) else None
