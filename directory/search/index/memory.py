"""What was worked out from a snapshot and will be asked for again, as much as a limit allows. Knows no query.

It belongs to one snapshot and goes with it, so nothing in it can be out of date. Threads share it: two may work out
the same at once, and the later is kept.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

Made = TypeVar("Made")
_ABSENT = object()
#: Of kinds with so few values the first made goes, which costs no lock: they are of a day or a minute, all in use.
_FEW = 4


class Memory:
    """Values by kind and key. Of each kind the most recently used stay; of a few, the last made."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kinds: dict[str, OrderedDict[Hashable, object]] = {}

    def recall(self, kind: str, key: Hashable, make: Callable[[], Made], *, most: int) -> Made:
        """The value of a key; made when it is not there, and then kept with at most `most` of its kind."""
        held = self._kinds.get(kind)
        if held is None:
            held = self._kinds.setdefault(kind, OrderedDict())
        found = held.get(key, _ABSENT)
        if found is not _ABSENT:
            if most > _FEW:
                self._use(held, key)
            return found  # type: ignore[return-value]  # a kind has values of one type
        made = make()
        with self._lock:
            held[key] = made
            held.move_to_end(key)
            while len(held) > most:
                held.popitem(last=False)
        return made

    def _use(self, held: OrderedDict[Hashable, object], key: Hashable) -> None:
        with self._lock:
            if key in held:  # another thread may have put it out meanwhile
                held.move_to_end(key)
