"""Reminders people asked for: how often, at what part of the day, and why one did not leave. Closed lists."""

from collections.abc import Mapping
from types import MappingProxyType

from directory.db import Coded


class PartOfDay(Coded):
    """When in the day one may come; outside these hours none leaves."""

    MORNING = "morning", "In the morning, from 9am"
    AFTERNOON = "afternoon", "In the afternoon, from noon"
    EVENING = "evening", "In the evening, from 5pm"


class Every(Coded):
    """How often one comes."""

    ONCE = "once", "Once"
    DAY = "day", "Every day"
    WEEK = "week", "Every week"
    FOUR_WEEKS = "four_weeks", "Every four weeks"


class NotSent(Coded):
    """Why a reminder stayed here, beside what closes a way altogether (`conversations.codes.Held`)."""

    NOT_AGREED = "not_agreed", "They have not agreed to reminders, or ended it"
    TIMES_CHANGED = "times_changed", "What is written about safe times has changed since it was set"
    NOT_SAFE_THEN = "not_safe_then", "It is not a time they called safe"
    TOO_LATE = "too_late", "Its hours had passed before it could leave"


#: From which hour to which, by the clock in Britain.
HOURS: Mapping[PartOfDay, tuple[int, int]] = MappingProxyType(
    {PartOfDay.MORNING: (9, 12), PartOfDay.AFTERNOON: (12, 17), PartOfDay.EVENING: (17, 20)}
)
#: Days from one to the next.
DAYS_BETWEEN: Mapping[Every, int] = MappingProxyType({Every.DAY: 1, Every.WEEK: 7, Every.FOUR_WEEKS: 28})
