"""Places heard inside the words: "lunch club in Worksop", "near NG18 1AA", "worksop lunch clubs", "near me".

A name that is also an everyday word ("reading", "deal", "bath") counts only beside a word that says where.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.geo.folding import fold
from directory.geo.gazetteer import Gazetteer
from directory.geo.postcode_words import read_postcode
from directory.search.understanding.place_guards import (
    BESIDE,
    EVERYDAY,
    GATHERINGS,
    HERE,
    NEVER_AFTER,
    NOT_NAMES,
    PLAIN_WHERE,
    STREETS,
    SURELY_WHERE,
    WHERE,
)
from directory.search.understanding.place_slips import slip_of
from directory.search.understanding.sentence import Guess, GuessKind, Sentence

PLACE = "place"
#: Words that say where somebody is, or is at home.
_OWN = frozenset({"in", "live in", "living in", "based in", "over in", "down in", "up in"})


@dataclass(frozen=True)
class Heard:
    """A place in the words: `value` can be looked up; the span includes the word that says where."""

    value: str
    start: int
    stop: int
    is_said: bool  # with a word such as "in" or "near"
    is_spelt_so: bool = True
    is_own: bool = False  # where whoever asks is, when help is for somebody else: "I'm in Leeds and she's in Worksop"


def hear_place(sentence: Sentence, gazetteer: Gazetteer) -> Heard | None:
    """The place that was most likely meant, if any: first with a word that says where, then the longest name.

    Where whoever asks is comes after a place where somebody else is said to be, and is then left out of the words.
    """
    heard = sorted(
        _all(sentence, gazetteer),
        key=lambda each: (not each.is_said, each.is_own, each.start - each.stop, each.start),
    )
    if heard and heard[0].is_said and not heard[0].is_own:
        for own in heard:
            if own.is_own:
                sentence.take(own.start, own.stop)
    return heard[0] if heard else None


def take_place(sentence: Sentence, heard: Heard, says: str) -> None:
    """Take the place out of the words and say so."""
    sentence.take(heard.start, heard.stop)
    sentence.guesses.append(Guess(PLACE, says, GuessKind.PLACE, values=(heard.value,)))


def take_here(sentence: Sentence) -> bool:
    """Whether they ask for what is near without saying where; the words are taken either way."""
    plain = sentence.plain
    found = False
    for start in range(len(plain)):
        hit = HERE.at(plain, start)
        if hit and sentence.is_free(start, start + hit[0]):
            sentence.take(start, start + hit[0])
            found = True
    return found


def _all(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Heard]:
    start = 0
    while start < len(sentence):
        heard = _postcode(sentence, gazetteer, start) or _name(sentence, gazetteer, start)
        if heard is not None:
            yield heard
            start = heard.stop
        else:
            start += 1


def _where(sentence: Sentence, place: int) -> tuple[int, str]:
    """Where the words that say where begin before a place, and what they are; the place itself when there are none."""
    if place and sentence.words[place].begins_clause:
        return place, ""
    for length in (3, 2, 1):
        words = " ".join(sentence.plain[max(0, place - length) : place])
        if place >= length and words in WHERE:
            return place - length, words
    return place, ""


def _postcode(sentence: Sentence, gazetteer: Gazetteer, place: int) -> Heard | None:
    """A postcode or a part of one. Short ones ("b12", "l5") are vitamins and vertebrae unless a word says where."""
    plain = sentence.plain
    if not any(letter.isdigit() for letter in plain[place]):
        return None
    start, where = _where(sentence, place)
    for length in (2, 1):
        if place + length > len(plain) or (length == 2 and not plain[place + 1][0].isdigit()):
            continue
        postcode = read_postcode(" ".join(plain[place : place + length]))
        if postcode is None or postcode.outcode not in gazetteer.outcodes:
            continue
        if length == 2 and not postcode.sector_digit:
            continue
        if postcode.sector_digit or where or (len(postcode.outcode) > 2 and postcode.outcode not in NOT_NAMES):
            return Heard(str(postcode), start, place + length, bool(where))
    return None


def _name(sentence: Sentence, gazetteer: Gazetteer, place: int) -> Heard | None:
    plain = sentence.plain
    if not sentence.is_free(place, place + 1):
        return None
    start, where = _where(sentence, place)
    found = gazetteer.at(plain, place)
    if found is None:
        meant = None if plain[place] in NEVER_AFTER else slip_of(gazetteer, plain[place], is_said=bool(where))
        return Heard(meant, start, place + 1, bool(where), is_spelt_so=False) if meant else None
    length, named = found
    stop = place + length
    county = _county(sentence, gazetteer, stop)
    is_sure = bool(where) and _is_meant(sentence, place, length, where)
    if not is_sure and not county and not (named.is_known and not where and _stands_alone(sentence, place, stop)):
        return None
    if county:
        within = " ".join(plain[stop:county]).removeprefix("in ")
        return Heard(f"{named.value}, {within}", start, county, bool(where))
    if not where and start and plain[start - 1] in BESIDE and not sentence.words[place].begins_clause:
        start -= 1
    return Heard(named.value, start, stop, bool(where), is_own=_is_own(sentence, start, where))


def _is_own(sentence: Sentence, start: int, where: str) -> bool:
    """Whether those who ask say where they are themselves: "I'm in", "I live in", "we are in"."""
    before = sentence.plain[start - 1] if start else ""
    return before in ("im", "am", "i", "we", "were", "are") if where in _OWN else False


def _county(sentence: Sentence, gazetteer: Gazetteer, stop: int) -> int:
    """Where a county after the name ends: "Ashford, Kent", "Ashford in Kent"; 0 when none follows."""
    plain = sentence.plain
    first = stop + 1 if stop < len(plain) and plain[stop] == "in" else stop
    length = gazetteer.county_at(plain, first) if first < len(plain) else 0
    return first + length if length else 0


def _is_meant(sentence: Sentence, place: int, length: int, where: str) -> bool:
    """Whether a name after "in" or "near" is a place: an everyday word needs a capital or a sure context."""
    words = sentence.plain[place : place + length]
    name = " ".join(words)
    if name in NEVER_AFTER and where in PLAIN_WHERE:
        return False
    if (where in ("in", "live in") and _is_elsewhere(sentence, place)) or (
        where == "from" and _is_left(sentence, place)
    ):
        return False
    if name not in EVERYDAY or sentence.words[place].is_capital or where in SURELY_WHERE:
        return True
    before = sentence.plain[place - 1 - len(where.split())] if place > len(where.split()) else ""
    return where in PLAIN_WHERE and place + length == len(sentence) and before in GATHERINGS


def _is_elsewhere(sentence: Sentence, place: int) -> bool:
    """ "Mum lives in Balderton, I'm in Leeds": whoever asks is in one place, and help is wanted in another."""
    words = sentence.plain
    mine = words[max(0, place - 3) : place - 1]
    return mine[-1:] in (("im",), ("am",), ("live",)) and "lives" in words


def _is_left(sentence: Sentence, place: int) -> bool:
    """ "Moved from Leeds": where somebody no longer is."""
    return not {"moved", "moving", "move", "came"}.isdisjoint(sentence.plain[max(0, place - 4) : place - 1])


def _stands_alone(sentence: Sentence, place: int, stop: int) -> bool:
    """Whether a name without "in" or "near" is a place: no everyday word, and no part of an address or a name."""
    name = fold(" ".join(sentence.plain[place:stop]))
    after = sentence.plain[stop] if stop < len(sentence) else ""
    word = sentence.words[place]
    if name in EVERYDAY and place and word.begins_clause and word.is_capital and not after:
        return True
    if name in EVERYDAY or name in NEVER_AFTER or name in NOT_NAMES or after in STREETS:
        return False
    before = sentence.plain[place - 1] if place else ""
    return before not in ("mr", "mrs", "miss", "ms", "dr", "named", "called", "st")
