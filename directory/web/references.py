"""References that people write down and read out: short, without letters that look or sound alike, not guessable."""

import re
import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no vowels, so no words; no 0/O, 1/I/L
NEW, CHANGE, CONCERN = "SG", "CH", "CN"  # something not listed yet, a change of a listing, a concern
GROUPS = 2
GROUP_LENGTH = 4  # 28⁸ is 38 bits, and wrong guesses are limited

_WRITTEN = re.compile(rf"([A-Z]{{2}})[\s-]*([{ALPHABET}]{{4}})[\s-]*([{ALPHABET}]{{4}})\Z")


def new_reference(prefix: str) -> str:
    """A fresh reference such as "CN-7F3K-2QXM"."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join((prefix, *groups))


def as_written(text: str) -> str | None:
    """The reference in what somebody typed, whatever the case and gaps; None when it is not one."""
    match = _WRITTEN.match(text.strip().upper())
    return "-".join(match.groups()) if match else None
