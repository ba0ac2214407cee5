"""How alike two names are: rare words weigh more than common ones, slips count as the same word. Values only."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from directory.geo.folding import fold

#: Words that half the directory has in its names: they tell what kind of thing it is, not which one.
_EVERYWHERE = (
    "a an and at by for from in of on or the to with your our "
    "advice aid association branch care carers centre center chair church class classes club coffee community council "
    "day drop east group groups hall help home house legal library limited llp local ltd lunch meeting memorial mobile "
    "morning network new north office older over park parish people project road school scheme service services "
    "session social society solicitors south st stop street support team trust village west women men young youth "
    "monday tuesday wednesday thursday friday saturday sunday weekly monthly"
)
COMMON = frozenset(_EVERYWHERE.split())
COMMON_WEIGHT = 0.2  # of a word that no other listing has
LIGHTEST = 0.15
PLACE_FACTOR = 0.5  # what is in the town's name is shared with everything else in the town
SLIP = 84  # of 100: "sheds" is "shed", "bowls" is not "bells"
SHORTEST_SLIP = 4  # letters; shorter words differ by a letter and mean something else


@dataclass(frozen=True)
class Rarity:
    """How often words stand in names, and phone numbers, pages and addresses in listings."""

    listings: int
    words: Mapping[str, int]
    contacts: Mapping[object, int] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """Up to 1 for a word nobody else has; a word of the list of common ones never weighs much."""
        if word in COMMON:
            return COMMON_WEIGHT
        ever = max(self.listings, 50)  # a handful of listings says nothing about what is rare
        share = math.log(ever / max(self.words.get(word, 1), 1)) / math.log(ever)
        return max(LIGHTEST, min(1.0, share))

    def of_contact(self, key: object) -> float:
        """Near 0 for what many listings give, such as a switchboard; 1 for what two share."""
        return min(1.0, 2 / max(self.contacts.get(key, 1), 1))


def rarity_of(names: Iterable[Sequence[str]], contacts: Iterable[Iterable[object]] = ()) -> Rarity:
    """Count words (each once a name) and contacts (each once a listing)."""
    words: Counter[str] = Counter()
    total = 0
    for name in names:
        words.update(set(name))
        total += 1
    seen: Counter[object] = Counter()
    for of_listing in contacts:
        seen.update(of_listing)
    return Rarity(total, words, seen)


@lru_cache(maxsize=50_000)  # whoever enters a listing has all names counted: the second one waits no more
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, spelt one way: "Arnold Men's Shed" gives arnold, mens, shed."""
    return tuple(fold(name).split())


def similarity(one: Sequence[str], other: Sequence[str], rarity: Rarity, places: frozenset[str] = frozenset()) -> float:
    """From 0 to 1: the weight of the words two names share, of the weight of all. Order does not matter."""
    if one == other:
        return 1.0 if one else 0.0
    mine, theirs = _weighed(one, rarity, places), _weighed(other, rarity, places)
    whole = sum(mine.values()) + sum(theirs.values())
    if not whole:
        return 0.0
    shared = sum(mine[word] * 2 for word in mine.keys() & theirs.keys())
    left = {word: weight for word, weight in theirs.items() if word not in mine}
    for word in sorted(mine.keys() - theirs.keys()):
        match, ratio = _slip(word, left)
        if match:
            shared += (mine[word] + left.pop(match)) * ratio
    return min(1.0, shared / whole)


def numbers_in(words: Iterable[str]) -> frozenset[str]:
    """Words with a figure in them: "route 2" is never "route 3", however alike they look."""
    return frozenset(word for word in words if any(letter.isdigit() for letter in word))


def rarest(words: Iterable[str], rarity: Rarity, count: int) -> list[str]:
    """The words that tell most about which one it is."""
    return sorted(set(words) - COMMON, key=lambda word: (-rarity.weight(word), word))[:count]


def _weighed(words: Sequence[str], rarity: Rarity, places: frozenset[str]) -> dict[str, float]:
    return {word: rarity.weight(word) * (PLACE_FACTOR if word in places else 1.0) for word in words}


def _slip(word: str, among: Mapping[str, float]) -> tuple[str | None, float]:
    if len(word) < SHORTEST_SLIP or any(letter.isdigit() for letter in word):
        return None, 0.0
    best, closest = None, float(SLIP)
    for other in among:
        if len(other) >= SHORTEST_SLIP and abs(len(other) - len(word)) <= 2:
            ratio = fuzz.ratio(word, other, score_cutoff=closest)
            if ratio >= closest:
                best, closest = other, ratio
    return best, closest / 100
