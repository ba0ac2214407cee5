"""Chance that is the same each time: ids, references, working days and times of day from one seeded generator."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from directory import clock
from directory.referrals.timing.working_days import add_working_days, is_working_day
from directory.web.references import ALPHABET, GROUP_LENGTH, GROUPS

Item = TypeVar("Item")

#: Offices open at nine; the last conversation begins at a quarter to five.
_OPENS, _MINUTES = time(9, 0), 465
_VERSION_7, _VARIANT = 0x7 << 76, 0b10 << 62


class Chance:
    """Everything that is drawn for the demonstration, in the order in which it is asked for."""

    def __init__(self, seed: str, at: datetime) -> None:
        self.random = Random(seed)
        self.at = at
        self.today = clock.local(at).date()
        self._last = 0

    def id_at(self, moment: datetime) -> UUID:
        """A UUIDv7 of that moment; ids asked for later sort after earlier ones of the same moment."""
        self._last = (self._last + 1) % 4096
        milliseconds = int(moment.timestamp() * 1000)
        return UUID(int=milliseconds << 80 | _VERSION_7 | self._last << 64 | _VARIANT | self.random.getrandbits(62))

    def reference(self, prefix: str) -> str:
        """A reference of the usual shape."""
        groups = ("".join(self.random.choices(ALPHABET, k=GROUP_LENGTH)) for _ in range(GROUPS))
        return "-".join((prefix, *groups))

    def one_of(self, items: Sequence[Item]) -> Item:
        """One of these."""
        return self.random.choice(items)

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """One of these, the heavier more often."""
        return self.random.choices(list(weights), weights=list(weights.values()))[0]

    def happens(self, share: float) -> bool:
        """True in this share of cases."""
        return self.random.random() < share

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends among them."""
        return self.random.randint(least, most)

    def day_after(self, day: date, least: int, most: int) -> date:
        """A working day, so many of them after this one."""
        return add_working_days(day, self.between(least, most))

    def day_in_year(self) -> date:
        """A working day of the year that ends today; the team grew, so later ones are likelier."""
        back = int(365 * (1 - self.random.random() ** 0.75))
        day = self.today - timedelta(days=max(back, 1))
        return day if is_working_day(day) else add_working_days(day, -1)

    def moment_on(self, day: date, after: datetime | None = None) -> datetime:
        """A time in office hours of this day, later than another moment of the same day."""
        minutes = timedelta(minutes=self.between(0, _MINUTES))
        moment = datetime.combine(day, _OPENS, tzinfo=clock.LONDON) + minutes
        if after is not None and moment <= after:
            moment = after + timedelta(minutes=self.between(2, 20))
        return moment
