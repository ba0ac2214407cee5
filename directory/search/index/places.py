"""Where documents stand before and after a change: always in order of name, then id. Knows no array but these two."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.index.arrays import Array
from directory.search.index.shelf import Shelf


@dataclass(frozen=True)
class Places:
    """Where documents are after a change: of those held before (-1 for those taken out), and of the fresh ones.

    `order` has for each document after the change its place among those before and the fresh ones in one row; `ahead`
    for each fresh one the number of the held document that it comes directly ahead of.
    """

    of_held: NDArray[np.int32]
    of_fresh: NDArray[np.int32]
    order: NDArray[np.intp]
    ahead: NDArray[np.int32]

    @property
    def size(self) -> int:
        """How many documents there are after the change."""
        return len(self.order)


def places_after(held: Shelf, fresh: Shelf, changed: Collection[bytes]) -> Places:
    """Take the changed documents out, and find the place of each fresh one by a few comparisons."""
    stays = ~_among(held.arrays["ids"], changed)
    kept = np.flatnonzero(stays)
    keys = _Keys(held, kept)
    before = [bisect_left(keys, key) for key in _Keys(fresh, np.arange(fresh.size))]  # how many kept ones come earlier
    order = np.insert(kept, before, np.arange(fresh.size) + held.size) if before else kept
    places = np.empty(held.size + fresh.size, dtype=np.int32)
    places[:] = -1
    places[order] = np.arange(len(order))
    ahead = np.append(kept, held.size)[before].astype(np.int32) if before else np.zeros(0, dtype=np.int32)
    return Places(places[: held.size], places[held.size :], order, ahead)


def _among(ids: Array, wanted: Collection[bytes]) -> NDArray[np.bool_]:
    """Which ids are among some: by their last bytes first, which are random, then in full."""
    ends = np.ascontiguousarray(ids[:, 8:]).view(np.uint64)[:, 0]
    likely = np.isin(ends, np.array([np.frombuffer(each[8:], dtype=np.uint64)[0] for each in wanted], dtype=np.uint64))
    for place in np.flatnonzero(likely).tolist():
        likely[place] = ids[place].tobytes() in wanted
    return likely


class _Keys(Sequence[tuple[bytes, bytes]]):
    """What some documents of a shelf are ordered by, read when asked for."""

    def __init__(self, shelf: Shelf, numbers: NDArray[np.intp]) -> None:
        self._arrays, self._numbers = shelf.arrays, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: int) -> tuple[bytes, bytes]:  # type: ignore[override]  # nobody slices it
        if place >= len(self._numbers):
            raise IndexError(place)
        number = self._numbers[place]
        start, end = self._arrays["name_text_start"][number : number + 2]
        return self._arrays["name_text"][start:end].tobytes(), self._arrays["ids"][number].tobytes()
