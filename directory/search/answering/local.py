"""What a place keeps: venues within reach, and everything that reaches the person there without a venue.

A local search never drops help by phone, online, by post, at home or for the whole area; nor a hidden address whose
area fits. Areas a listing names are believed: a phone line for Kent only is not shown in Nottinghamshire.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from directory.search.answering.around import Around, Metres
from directory.search.documents.areas import NATIONS
from directory.search.engine import Place
from directory.search.index.bits import Flags
from directory.search.index.document_set import DocumentSet, Numbers
from directory.search.index.snapshot import Snapshot

DEFAULT_MILES, WIDER_MILES = 10, 25
FEW_VENUES = 5
#: How far from its base a home-visiting listing is believed to go when it names no area.
HOME_MILES = 50
_NATION_CODES = frozenset(NATIONS.values())
_UNITED_KINGDOM, _GREAT_BRITAIN, _ENGLAND_AND_WALES = "K02000001", "K03000001", "K04000001"
#: Areas reached that are kept ready, a byte a document each; and bytes for places looked round from, at four each.
_AREAS_KEPT, _BYTES_OF_PLACES = 32, 4 << 20
_NOWHERE = np.float32(np.inf)


@dataclass(frozen=True)
class Nearby:
    """Documents seen from a place: which have a venue within some miles, and which reach the place otherwise."""

    around: Around
    miles: int
    _reaching: Flags
    #: Who comes to homes round their base, where anybody does, and the look round as far as they go.
    _visiting: tuple[Flags, Callable[[], Around]] | None
    _looked_at: list[tuple[Numbers, Metres]] = field(default_factory=list)

    def away(self, documents: Numbers) -> Metres:
        """How far the nearest venue of each document is; infinity where none is within the miles.

        A search asks of the same few documents again and again, or of some of them.
        """
        found = self._seen(documents)
        if found is None:
            found = self.around.metres(documents)
            self._looked_at.append((documents, found))
        return found

    def _seen(self, documents: Numbers) -> Metres | None:
        for known, metres in self._looked_at:
            if documents is known:
                return metres
        for known, metres in self._looked_at:
            if 0 < len(documents) < len(known):
                places = known.searchsorted(documents)
                if places[-1] < len(known) and (known[places] == documents).all():
                    self._looked_at.append((documents, metres[places]))
                    return self._looked_at[-1][1]
        return None

    def near(self, documents: Numbers) -> Flags:
        """Which of the documents have a venue within the miles."""
        flags: Flags = self.away(documents) < _NOWHERE
        return flags

    def reaching(self, documents: Numbers) -> Flags:
        """Which of the documents reach the place wherever their venue is."""
        flags: Flags = self._reaching[documents]
        if self._visiting is not None:
            visiting, around = self._visiting
            visitors = visiting[documents].nonzero()[0]
            if len(visitors):
                flags[visitors] |= around().metres(documents[visitors]) < _NOWHERE
        return flags

    def keeps(self, among: DocumentSet) -> DocumentSet:
        """The documents of a set that a local search keeps."""
        if among.is_large:
            return DocumentSet.of_flags(self._flags()).meeting(among.bits)
        away = self.away(among.numbers)
        flags = (away < _NOWHERE) | self.reaching(among.numbers)
        kept = among.where(flags)
        self._looked_at.append((kept.numbers, away[flags]))
        return kept

    def _flags(self) -> Flags:
        flags: Flags = self.around.within() | self._reaching
        if self._visiting is not None:
            visiting, around = self._visiting
            flags |= visiting & around().within()
        return flags


def nearby(snapshot: Snapshot, place: Place, miles: int) -> Nearby:
    """Look round from a place."""
    codes = covering(place.areas)
    reaching = snapshot.memory.recall("reaching", codes, lambda: _reaching(snapshot, codes), most=_AREAS_KEPT)
    visiting = snapshot.memory.recall("visiting", (), lambda: _visiting(snapshot), most=1)
    visitors = None if visiting is None else (visiting, lambda: _around(snapshot, place, HOME_MILES))
    return Nearby(_around(snapshot, place, miles), miles, reaching, visitors)


def _around(snapshot: Snapshot, place: Place, miles: int) -> Around:
    key, point = (place.point.latitude, place.point.longitude, miles), place.point
    most = max(2, _BYTES_OF_PLACES // (4 * snapshot.size + 1))
    return snapshot.memory.recall("around", key, lambda: Around(snapshot, point, miles), most=most)


def _visiting(snapshot: Snapshot) -> Flags | None:
    """Documents that come to homes round their base; None where nobody does."""
    flags: Flags = snapshot["kept_round_base"]
    return flags if flags.any() else None


def _reaching(snapshot: Snapshot, codes: Iterable[str]) -> Flags:
    """Documents that reach a place in these areas without a venue near it."""
    flags: Flags = snapshot["kept_anywhere"].copy()
    for code in codes:
        if code in snapshot.areas:
            flags[snapshot.slice("area_document", snapshot.areas[code])] = True
    return flags


@lru_cache(maxsize=1_000)
def covering(known: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of all areas that contain a place, with the countries above it; any country when it is not known."""
    nations = _NATION_CODES.intersection(known)
    if not nations:
        return (*known, "E92000001", _ENGLAND_AND_WALES, _GREAT_BRITAIN, _UNITED_KINGDOM)
    above = [_UNITED_KINGDOM]
    if not nations & {"N92000002"}:
        above.insert(0, _GREAT_BRITAIN)
    if nations & {"E92000001", "W92000004"}:
        above.insert(0, _ENGLAND_AND_WALES)
    return (*known, *above)
