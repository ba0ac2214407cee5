"""The only clock. Everything else is told the time as an argument or asks here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def _system_time() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system_time


def now() -> datetime:
    """The present moment, UTC-aware."""
    return _source()


def today() -> date:
    """Today's date as people in Britain count it."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """A moment as the wall clock in Britain shows it."""
    return moment.astimezone(LONDON)


def month_of(moment: datetime) -> date:
    """The first day of the month in which a moment lies in Britain: what counts by month is kept under it."""
    return local(moment).date().replace(day=1)


def start_of_day(day: date) -> datetime:
    """The moment at which a day begins in Britain."""
    return datetime.combine(day, time.min, tzinfo=LONDON).astimezone(UTC)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock still, for tests and for rehearsing a date. Not thread-safe on purpose: one process, one time."""
    global _source
    previous = _source
    _source = lambda: moment  # noqa: E731 -- a named function would say no more
    try:
        yield
    finally:
        _source = previous
