"""Which listings are worth comparing: those that share a trace. Comparing all with all would take a day. Values only.

A trace that many share (a switchboard, a town's square) is split by the rarest words of names, and what is still large
by whole names; the neighbours in that order are compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from directory.moderation.duplicates.profiles import Profile
from directory.moderation.duplicates.words import Rarity, rarest

Trace = tuple[object, ...]
MOST = 40  # listings that are all compared with each other
NEIGHBOURS = 12  # of a listing in a block that is larger even when split
RARE_WORDS = 2
CELL_LATITUDE, CELL_LONGITUDE = 0.004, 0.0065  # about 440 metres each way in Britain


class Blocks:
    """For each listing, by its place in the sequence, those after it that it shares a trace with."""

    def __init__(self, profiles: Sequence[Profile], rarity: Rarity) -> None:
        self._of: dict[int, list[Sequence[int]]] = defaultdict(list)
        found: dict[Trace, list[int]] = defaultdict(list)
        for number, profile in enumerate(profiles):
            for trace in set(traces(profile)):
                found[trace].append(number)
        for members in found.values():
            for block in self._split(members, profiles, rarity):
                for number in block:
                    self._of[number].append(block)

    def after(self, number: int) -> list[int]:
        """Those that come later in the sequence than this one."""
        return sorted({other for other in chain.from_iterable(self._of[number]) if other > number})

    def _split(self, members: list[int], profiles: Sequence[Profile], rarity: Rarity) -> Iterator[Sequence[int]]:
        if len(members) < 2:
            return
        if len(members) <= MOST:
            yield members
            return
        smaller: dict[str, list[int]] = defaultdict(list)
        for number in members:
            for word in rarest(profiles[number].words, rarity, RARE_WORDS):
                smaller[word].append(number)
        for block in smaller.values():
            yield from [block] if len(block) <= MOST else _windows(sorted(block, key=lambda n: profiles[n].words))


def _windows(ordered: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ordered), NEIGHBOURS):
        yield ordered[start : start + 2 * NEIGHBOURS]


def traces(profile: Profile) -> Iterator[Trace]:
    """What a listing leaves to be found by."""
    yield from (("phone", number) for number in profile.phones)
    yield from (("email", address) for address in profile.emails)
    yield from (("page", page) for page in profile.pages)
    yield from (("register", *number) for number in profile.identifiers)
    yield from (("postcode", code) for code in profile.postcodes)
    yield from (("sector", code[:-2], word) for code in profile.postcodes for word in set(profile.words))
    yield ("name", profile.words)
    if profile.organization_id:
        yield ("run by", profile.organization_id)
    elif profile.runs:
        yield ("run by", profile.runs)
    for latitude, longitude in profile.spots:
        yield from _cells(latitude, longitude)


def _cells(latitude: float, longitude: float) -> Iterator[Trace]:
    """Two grids, one half a cell aside, so that near neighbours seldom fall on both sides of a line in both."""
    yield ("cell", int(latitude // CELL_LATITUDE), int(longitude // CELL_LONGITUDE))
    half = (latitude + CELL_LATITUDE / 2) // CELL_LATITUDE, (longitude + CELL_LONGITUDE / 2) // CELL_LONGITUDE
    yield ("half cell", int(half[0]), int(half[1]))
