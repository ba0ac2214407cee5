"""Codes of shared lists that one can read out over the telephone: three plain words and a number.

The words are ours (seeds/selfhelp/words.txt): no two differ by one letter, none sounds like another, none is rude.
"""

import hashlib
import re
import secrets
from functools import lru_cache

from directory.settings import ROOT

WORDS_FILE = ROOT / "seeds" / "selfhelp" / "words.txt"
WORDS_IN_CODE = 3
LOWEST, HIGHEST = 1000, 9999  # four digits, the first never 0, so that nobody asks "oh or nought?"

_SHAPE = re.compile(r"[a-z]+(?:-[a-z]+){2}-[0-9]{4}\Z")
_GAPS = re.compile(r"[\s,.\-–—_]+")


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """The words codes are made of."""
    return tuple(WORDS_FILE.read_text("utf-8").split())


def new_code() -> str:
    """A fresh code such as "maple-otter-lantern-4821": 609³ × 9,000 of them, a little over 40 bits."""
    spoken = (secrets.choice(words()) for _ in range(WORDS_IN_CODE))
    return "-".join((*spoken, str(LOWEST + secrets.randbelow(HIGHEST - LOWEST + 1))))


def as_written(text: str) -> str | None:
    """The code in what somebody typed or heard, whatever the case and gaps; None when it cannot be one."""
    code = _GAPS.sub("-", text.strip().casefold()).strip("-")
    return code if len(code) <= 60 and _SHAPE.match(code) else None


def new_key() -> str:
    """What the owner's browser keeps: 192 bits that no one reads out."""
    return secrets.token_urlsafe(24)


def digest(key: str) -> str:
    """What the database keeps of the owner's key."""
    return hashlib.sha256(key.encode()).hexdigest()
