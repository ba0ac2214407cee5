"""What was protected for questions asked lately, kept in memory until facts are counted anew.

Protecting tables takes longer than all the rest of a page. What is kept is only what may be told.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from directory.insight.models import FactRun

KEPT = 400
Made = TypeVar("Made")

_kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()
_lock = Lock()


def remembered(session: Session, run: FactRun | None, question: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes for this question; made now if nobody asked since facts were counted."""
    if run is None:
        return make()
    key = (str(session.get_bind().engine.url), run.id, question)
    with _lock:
        found: Made | None = _kept.get(key)
    if found is None:
        found = make()
        with _lock:
            _kept[key] = found
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return found
