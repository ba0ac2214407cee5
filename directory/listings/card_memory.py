"""Cards made within this minute, so that the listings everybody finds are not read and put into words each time.

What a card says follows from its key, which holds the listing's own row and the version counters of all it is made of,
and from the minute: "open now" and "next on Tuesday" turn with the clock. So nothing here outlives a change.
"""

from collections.abc import Hashable
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

MOST_CARDS = 3000  # some 2 KB each; beyond, all go and it begins again

_memories: WeakKeyDictionary[Engine, tuple[datetime, dict[Hashable, Any]]] = WeakKeyDictionary()


def cards_of_minute(session: Session, at: datetime) -> dict[Hashable, Any]:
    """What is remembered of the minute in which `at` lies, to look in and to add to. Threads share it."""
    engine, minute = session.get_bind().engine, at.replace(second=0, microsecond=0)
    held = _memories.get(engine)
    if held is None or held[0] != minute or len(held[1]) > MOST_CARDS:
        held = _memories[engine] = (minute, {})
    return held[1]
