"""Which documents are open at a moment, from weekly patterns, single occasions and exceptions. Wall-clock minutes."""

from datetime import date, datetime

import numpy as np

from directory import clock
from directory.search.index.bits import Bits, pack
from directory.search.index.snapshot import Snapshot

EPOCH = date(1970, 1, 1)
DAY = 24 * 60
#: No schedule lasts longer than this without a new start, so older starts need no look.
LONGEST = DAY


def day_number(day: date) -> int:
    """Days since the epoch."""
    return (day - EPOCH).days


def today(at: datetime) -> int:
    """The number of the local day of a moment."""
    return day_number(clock.local(at).date())


def open_at(snapshot: Snapshot, at: datetime) -> Bits:
    """The documents open at a moment and not closed for a while. Nothing opens or closes within a minute."""
    wall = clock.local(at)
    day, minute = day_number(wall.date()), wall.hour * 60 + wall.minute
    return snapshot.memory.recall("open", (day, minute), lambda: _open_on(snapshot, day, minute), most=4)


def _open_on(snapshot: Snapshot, today: int, minute: int) -> Bits:
    flags = np.zeros(snapshot.size, dtype=np.bool_)
    # What opened yesterday evening may still be open: look at both days' patterns.
    for days_ago in (0, 1):
        _mark_weekly(flags, snapshot, today - days_ago, minute + days_ago * DAY)
    _mark_occasions(flags, snapshot, today * DAY + minute)
    flags &= ~closed_that_day(snapshot, today, slice(None))
    return pack(flags)


def closed_that_day(snapshot: Snapshot, day: int, documents: np.ndarray | slice) -> np.ndarray:
    """Flags of the documents that are closed for a while on a day."""
    return (snapshot["closed_from_day"][documents] <= day) & (snapshot["closed_to_day"][documents] >= day)


def _mark_weekly(flags: np.ndarray, snapshot: Snapshot, day: int, minute: int) -> None:
    weekday = (day + 3) % 7  # the epoch was a Thursday; Monday is 0
    starts = snapshot["weekly_start"]
    first, last = np.searchsorted(starts, [weekday * DAY, (weekday + 1) * DAY])
    chosen = np.arange(first, last)
    since = weekday * DAY + minute
    chosen = chosen[(starts[chosen] <= since) & (snapshot["weekly_end"][chosen] > since)]
    chosen = chosen[(snapshot["weekly_from"][chosen] <= day) & (snapshot["weekly_to"][chosen] >= day)]
    chosen = chosen[~_excepted(snapshot, chosen, day)]
    flags[snapshot["weekly_document"][chosen]] = True


def _excepted(snapshot: Snapshot, chosen: np.ndarray, day: int) -> np.ndarray:
    """Which patterns an exception of that day takes out: those of its venue, or all of the service's."""
    today = np.flatnonzero(snapshot["exception_day"] == day)
    out = np.zeros(len(chosen), dtype=np.bool_)
    documents, places = snapshot["weekly_document"][chosen], snapshot["weekly_place"][chosen]
    for row in today:  # a handful of exceptions a day
        place = snapshot["exception_place"][row]
        out |= (documents == snapshot["exception_document"][row]) & ((place < 0) | (places == place))
    return out


def _mark_occasions(flags: np.ndarray, snapshot: Snapshot, minute: int) -> None:
    starts = snapshot["occasion_start"]
    first, last = np.searchsorted(starts, [minute - LONGEST, minute + 1])
    open_now = snapshot["occasion_end"][first:last] > minute
    flags[snapshot["occasion_document"][first:last][open_now]] = True
