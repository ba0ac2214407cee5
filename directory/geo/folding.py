"""Makes two spellings of a name alike: case, accents, hyphens, apostrophes and "Saint"."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’`´]")
_OTHERS = re.compile(r"[^\w]+|_")
_SAINT = re.compile(r"^saint\b|(?<= )saint\b")


def fold(name: str) -> str:
    """Lower case, no accents, words parted by single spaces: "Kirkby-in-Ashfield" → "kirkby in ashfield"."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return _SAINT.sub("st", _OTHERS.sub(" ", _APOSTROPHES.sub("", plain)).strip())
