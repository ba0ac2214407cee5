"""What the desk's pages say, as plain values."""

from collections.abc import Mapping, Sequence

from directory.errors import Unavailable
from directory.search.desk.thesaurus import OF_NEED, GroupLine
from directory.search.understanding import needs_model

NOTES = {
    "added": "is in. Searches know it within seconds.",
    "removed": "is out. Searches forget it within seconds.",
    "returned": "is back. Searches know it within seconds.",
    "turned": "Saved. Searches follow within seconds.",
}

#: Under this a number might be one household; it is said in words.
SMALLEST_SAID = 5


def few(number: int) -> str:
    """A number as it may be said of what people did: small ones in words."""
    if number == 0:
        return "none"
    return "a few" if number < SMALLEST_SAID else f"{number:,}"


def group_choices(lines: Sequence[GroupLine], needs: Mapping[str, str]) -> list[tuple[str, str]]:
    """Groups in order of the need they are about; then each need, for words that belong to no group yet."""
    groups = [(line.code, f"{line.need or 'About no need'}: {', '.join(line.words[:3])}") for line in lines]
    return groups + [(f"{OF_NEED}{code}", f"A new group about: {label}") for code, label in needs.items()]


def likeliest_group(lines: Sequence[GroupLine], words: str) -> str:
    """A first guess: the group of the need that the words most likely speak of."""
    codes = {line.need_code: line.code for line in reversed(lines)}
    try:
        guesses = needs_model.rank(words) if words else ()
    except Unavailable:  # without the model the steward chooses without a first guess
        guesses = ()
    return next((codes[need] for need, _ in guesses if need in codes), lines[0].code if lines else "")
