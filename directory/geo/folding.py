"""Makes two spellings of a name alike: case, accents, hyphens, apostrophes and "Saint"."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’`´]")
_OTHERS = re.compile(r"[^\w]+|_")
_SAINT = re.compile(r"^saint\b|(?<= )saint\b")


def fold(name: str) -> str:
    """Lower case, no accents, words parted by single spaces: "Kirkby-in-Ashfield" → "kirkby in ashfield"."""
    plain = (name if name.isascii() else _without_accents(name)).casefold()
    return _SAINT.sub("st", _OTHERS.sub(" ", _APOSTROPHES.sub("", plain)).strip())


def _without_accents(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
