"""The questions: words, places, distances, filters and orders mixed, always the same for a world of one size."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from benchmarks.search.world import TODAY, Spot
from directory.search.criteria import Criteria, Sort
from directory.search.documents import SearchDocument
from directory.search.understanding.filler import FILLER
from directory.search.understanding.synonyms import stems

QUESTIONS = 240
#: A Sunday afternoon.
AT = datetime(1970, 1, 1, 14, 5, tzinfo=UTC) + timedelta(days=TODAY)
_WORD = re.compile(r"[a-z]{3,}")
#: Filters and how often each is used. Day and time are never chosen together: what they mean together is ours alone.
_FILTERS = {"need": 6, "cost": 4, "day": 3, "access": 3, "for": 3, "type": 2, "how": 2, "age": 2, "time": 1, "area": 1}
_ALONE = frozenset({"age", "day", "time"})


@dataclass(frozen=True)
class Question:
    """A search, and the same in parts for engines that know no criteria. `terms` are the words' stems."""

    criteria: Criteria
    terms: tuple[str, ...]
    spot: Spot | None

    @property
    def metres(self) -> float:
        """How far to look."""
        return (self.criteria.radius_miles or 0) * 1609.344


def questions(documents: Sequence[SearchDocument], spots: Sequence[Spot], count: int = QUESTIONS) -> list[Question]:
    """Each is asked about some document, so that all its words and its place lead to at least one."""
    chance = random.Random(31)
    return [_question(chance, chance.choice(documents), spots) for _ in range(count)]


def _question(chance: random.Random, about: SearchDocument, spots: Sequence[Spot]) -> Question:
    words = _words(chance, about)
    spot = _spot_near(about, spots) if about.venues and chance.random() < 0.7 else None
    sort = chance.choices([Sort.RELEVANCE, Sort.NEAREST, Sort.FRESHEST], [14, 4 if spot else 0, 2])[0]
    criteria = Criteria(
        words=" ".join(words),
        filters=MappingProxyType(dict(_filters(chance, about))),
        sort=sort,
        radius_miles=chance.choice([10, 10, 25, 50]) if spot else None,
    )
    return Question(criteria, tuple(dict.fromkeys(stem for word in words for stem in stems(word))), spot)


def _words(chance: random.Random, about: SearchDocument) -> list[str]:
    """Up to three words of a document, from its name and needs as often as from its description."""
    count = chance.choices([0, 1, 2, 3], [2, 6, 8, 4])[0]
    fields = chance.choices(["name", "needs", "description", "summary"], [3, 3, 3, 1], k=count)
    words = []
    for field in fields:
        usable = [word for word in _WORD.findall(about.texts[field].lower()) if word not in FILLER and stems(word)]
        words.extend(chance.sample(usable, min(len(usable), 1)))
    return list(dict.fromkeys(words))


def _spot_near(about: SearchDocument, spots: Sequence[Spot]) -> Spot:
    venue = about.venues[0]
    return min(
        spots,
        key=lambda spot: (
            (spot.point.latitude - venue.latitude) ** 2 + 0.36 * (spot.point.longitude - venue.longitude) ** 2
        ),
    )


def _filters(chance: random.Random, about: SearchDocument) -> Iterator[tuple[str, tuple[str, ...]]]:
    """None to three filters; half of the values hold for the document asked about."""
    wanted = chance.choices([0, 1, 2, 3], [5, 8, 4, 2])[0]
    chosen = sorted(set(chance.choices(list(_FILTERS), list(_FILTERS.values()), k=wanted)))
    if {"day", "time"} <= set(chosen):
        chosen.remove("time")
    for key in chosen:
        yield key, (_value(chance, key, about),)


def _value(chance: random.Random, key: str, about: SearchDocument) -> str:
    slots = sorted(slot for slot in about.facets["slot"] if slot != "?") or ["mon-morning"]
    common = {
        "age": [chance.choice(["16", "18", "25", "65", "80"])],
        "day": [slot.partition("-")[0] for slot in slots],
        "time": [slot.partition("-")[2] for slot in slots],
    }
    usual = {"need": "connect.befriending", "cost": "free", "access": "step_free", "for": "men", "how": "phone"}
    held = common.get(key) or sorted(code for code in about.facets[key] if code != "?")
    return chance.choice(held) if held else usual.get(key, "group")
