"""Reads postcodes and part-postcodes in what people type. Knows shapes, not which postcodes exist."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

_OUTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_INCODE = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_FULL = re.compile(rf"({_OUTCODE})({_INCODE})")
_FULL_WITHIN = re.compile(rf"\b({_OUTCODE})[ ]?({_INCODE})\b")
_SECTOR = re.compile(rf"({_OUTCODE}) ([0-9])[A-Z]?")
_OUT = re.compile(_OUTCODE)
_CLOSED_UP_SECTOR = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9])([0-9])[A-Z]?")
_ALIKE = {"O": "0", "0": "O", "I": "1", "1": "I", "L": "1"}
_NOT_CODE = re.compile(r"[^A-Z0-9]+")

ISLANDS = {"JE": "Jersey", "GY": "Guernsey", "IM": "the Isle of Man"}
NORTHERN_IRELAND = "BT"


@dataclass(frozen=True, slots=True)
class PostcodeWords:
    """A postcode or a part of one: "NG18", "NG18 1" or "NG18 1AA"."""

    outcode: str
    sector_digit: str = ""
    unit: str = ""

    @property
    def key(self) -> str:
        """As the table of postcodes spells it: no space."""
        return f"{self.outcode}{self.sector_digit}{self.unit}"

    @property
    def sector(self) -> str:
        """Outcode and digit: "NG18 1"."""
        return f"{self.outcode} {self.sector_digit}"

    @property
    def is_full(self) -> bool:
        """Whether it names one postcode."""
        return bool(self.unit)

    @property
    def area_letters(self) -> str:
        """The letters in front: "NG"."""
        return self.outcode[:2] if self.outcode[1:2].isalpha() else self.outcode[:1]

    def __str__(self) -> str:
        return f"{self.outcode} {self.sector_digit}{self.unit}".strip()


def read_postcode(words: str) -> PostcodeWords | None:
    """The postcode these words are, or hold at the end of an address; None if they are something else."""
    spaced = " ".join(_NOT_CODE.sub(" ", words.upper()).split())
    compact = spaced.replace(" ", "")
    if full := _FULL.fullmatch(compact):
        return _whole(full)
    if _OUT.fullmatch(compact) and " " not in spaced:
        return PostcodeWords(compact)
    if sector := _SECTOR.fullmatch(spaced) or _CLOSED_UP_SECTOR.fullmatch(compact):
        return PostcodeWords(sector[1], sector[2])
    if _OUT.fullmatch(compact):
        return PostcodeWords(compact)
    if within := list(_FULL_WITHIN.finditer(spaced)):
        return _whole(within[-1])
    return None


def slips(words: str) -> Iterator[PostcodeWords]:
    """Postcodes these words may have meant, with O and 0, I or L and 1 taken for each other."""
    spaced = " ".join(_NOT_CODE.sub(" ", words.upper()).split())
    if not 2 <= len(spaced.replace(" ", "")) <= 7:
        return
    seen = {spaced}
    for letters in product(*((letter, _ALIKE[letter]) if letter in _ALIKE else (letter,) for letter in spaced)):
        other = "".join(letters)
        if other not in seen:
            seen.add(other)
            if (postcode := read_postcode(other)) is not None:
                yield postcode


def _whole(match: re.Match[str]) -> PostcodeWords:
    return PostcodeWords(match[1], match[2][0], match[2][1:])
