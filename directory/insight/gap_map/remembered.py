"""What was made for questions asked lately, kept in a worker's memory until facts are counted anew.

Protecting tables and reading all listings take longer than all the rest of a page. What is kept of counts is only what
may be told.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from directory.insight.models import FactRun

Made = TypeVar("Made")


class Memory:
    """What was made for so many questions, those asked last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock = Lock()

    def made(self, session: Session, run: FactRun | None, question: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes for this question; made now if nobody asked since facts were counted."""
        if run is None:
            return make()
        key = (str(session.get_bind().engine.url), run.id, question)
        with self._lock:
            found: Made | None = self._kept.get(key)
        if found is None:
            found = make()
            with self._lock:
                self._kept[key] = found
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return found


remembered = Memory(400).made
