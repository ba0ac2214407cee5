"""A search as this engine answers it: what was asked for, from where, by whom and when, and what is remembered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from directory import clock
from directory.search.answering.opening import day_number
from directory.search.criteria import Criteria
from directory.search.engine import Place
from directory.search.engines.postgres.filters import COUNTERPARTS, Condition
from directory.search.engines.postgres.lexicon import Memory
from directory.search.engines.postgres.words import Wanted
from directory.search.filters import Filter, filters_for


@dataclass(frozen=True)
class Question:
    """One search. `wanted` is None when there are no words."""

    criteria: Criteria
    place: Place | None
    audience: StrEnum
    at: datetime
    memory: Memory
    wanted: Wanted | None

    @property
    def today(self) -> int:
        """The day of asking."""
        return day_number(clock.local(self.at).date())

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters this audience may use."""
        return filters_for(self.audience)

    @property
    def in_force(self) -> tuple[str, ...]:
        """The keys of the filters with something chosen."""
        return tuple(each.key for each in self.filters if self.criteria.values(each.key))

    def keeps(self, key: str) -> Condition:
        """What a filter in force keeps."""
        return COUNTERPARTS[key].kept(self.criteria.filters, self.at)
