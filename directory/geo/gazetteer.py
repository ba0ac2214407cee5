"""Every place name as a sequence of words, so that places can be heard inside a sentence without asking the database.

Read once a process, bounded, and read again after ten minutes: a name added since then waits that long.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.geo.aliases import aliases
from directory.geo.areas import local_points
from directory.geo.folding import fold
from directory.geo.models import PlaceName, PostcodeZone
from directory.geo.place_lookup import SHORT_COUNTIES
from directory.geo.queries import LINKING

MOST_NAMES = 30_000
LONGEST_NAME = 6  # words
LARGE = 10_000  # people of a place that anyone may be expected to mean
_KEPT = timedelta(minutes=10)

Words = tuple[str, ...]


class NamedPlace(NamedTuple):
    """What is known of a name before it is looked up: `value` can be looked up, `is_known` says many may mean it."""

    value: str
    is_known: bool
    kind: str
    is_town_here: bool = False


class NameRow(NamedTuple):
    """One spelling of one place."""

    folded: str
    name: str
    within: str
    population: int
    kind: str
    is_local: bool


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Names by their words, the counties that tell namesakes apart, and the outcodes that exist."""

    names: Mapping[Words, NamedPlace]
    counties: frozenset[Words]
    outcodes: frozenset[str]

    def at(self, words: Sequence[str], start: int) -> tuple[int, NamedPlace] | None:
        """The longest name that begins at a word, and how many words it has."""
        for length in range(min(LONGEST_NAME, len(words) - start), 0, -1):
            found = self.names.get(tuple(words[start : start + length]))
            if found is not None:
                return length, found
        return None

    def county_at(self, words: Sequence[str], start: int) -> int:
        """How many words from here name a county or council area; 0 if none do."""
        lengths = range(min(LONGEST_NAME, len(words) - start), 0, -1)
        return next((length for length in lengths if tuple(words[start : start + length]) in self.counties), 0)


def gazetteer_of(rows: Iterable[NameRow], outcodes: Iterable[str]) -> Gazetteer:
    """A gazetteer of some spellings, with the short forms and aliases people use."""
    names: dict[Words, NamedPlace] = {}
    counties: set[Words] = {(short,) for short in SHORT_COUNTIES}
    for row in rows:
        words = tuple(row.folded.split())
        is_known = row.is_local or row.population >= LARGE
        for spelling in _spellings(words):
            known = names.get(spelling)
            if known is None or (is_known and not known.is_known):
                kind = row.kind if known is None or row.is_local else known.kind
                names[spelling] = NamedPlace(
                    " ".join(spelling), is_known, kind, row.is_local and row.population >= LARGE
                )
        counties.update(tuple(fold(part).split()) for part in row.within.split(",") if fold(part))
    for alias, value in aliases().items():
        names.setdefault(tuple(alias.split()), NamedPlace(value, is_known=True, kind="alias"))
    return Gazetteer(names, frozenset(counties), frozenset(outcodes))


def _spellings(words: Words) -> tuple[Words, ...]:
    """A name and its short form: "Sutton" for "Sutton in Ashfield"."""
    return (words, words[:1]) if len(words) > 2 and words[1] in LINKING else (words,)


_kept: WeakKeyDictionary[Engine, tuple[datetime, Gazetteer]] = WeakKeyDictionary()


def gazetteer(session: Session, at: datetime) -> Gazetteer:
    """The gazetteer of this database."""
    engine = session.get_bind().engine
    kept = _kept.get(engine)
    if kept is None or abs(at - kept[0]) > _KEPT:
        kept = _kept[engine] = (at, _read(session))
    return kept[1]


def _read(session: Session) -> Gazetteer:
    place = PlaceName
    columns = (place.folded_name, place.name, place.within, place.population, place.kind)
    query = select(*columns, place.latitude, place.longitude).order_by(place.population.desc(), place.id)
    rows = session.execute(query.limit(MOST_NAMES)).all()
    local = local_points(session, [(row.latitude, row.longitude) for row in rows])
    outcodes = session.scalars(select(PostcodeZone.code).where(~PostcodeZone.code.contains(" ")))
    named = (
        NameRow(row.folded_name, row.name, row.within, row.population, row.kind, is_local)
        for row, is_local in zip(rows, local, strict=True)
    )
    return gazetteer_of(named, outcodes.all())
