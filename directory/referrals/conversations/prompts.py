"""What a conversation asks by itself: needs that the words speak of, technology, a third contact, danger. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from directory.search.understanding import needs_model
from directory.search.urgency import Panel, panel_for

#: What people in a kitchen need most often: at hand before anything else is opened.
USUAL = (
    "connect.befriending", "connect.groups", "connect.lunch", "home.tasks", "health.falls", "money.benefits",
    "money.energy", "travel.transport", "carer.support", "memory.dementia",
)  # fmt: skip
SUGGESTED = 4
LIKELY = 0.12  # as where listings' needs are guessed: below it guesses begin to stray
REPEATS, WITHIN = 3, timedelta(days=90)
#: Needs and circumstances with which alarms and sensors help somebody stay at home.
TECHNOLOGY_NEEDS = frozenset({"health.falls", "memory.dementia", "connect.befriending", "recover.hospital"})
TECHNOLOGY_COHORTS = frozenset({"lives_alone", "falls_history", "dementia", "frail"})
LIVES_ALONE = ("lives alone", "live alone", "on my own", "on her own", "on his own", "by myself")


def asks_for_technology(needs: Iterable[str], cohorts: Iterable[str], words: str) -> bool:
    """Whether to ask about technology: falls, memory problems, or being alone."""
    alone = any(each in words.casefold() for each in LIVES_ALONE)
    return bool(alone or TECHNOLOGY_NEEDS & set(needs) or TECHNOLOGY_COHORTS & set(cohorts))


def suggested_needs(words: str, already: Iterable[str]) -> list[str]:
    """Codes of needs that somebody's words speak of and nobody has ticked, the likeliest first."""
    if not words.strip():
        return []
    taken = set(already)
    likely = (code for code, likelihood in needs_model.rank(words) if likelihood >= LIKELY)
    return [code for code in likely if code not in taken][:SUGGESTED]


def is_third(days: Sequence[date], today: date) -> bool:
    """Whether these days of contact, today's among them, make three within ninety."""
    return sum(today - WITHIN < day <= today for day in days) >= REPEATS


def danger_in(words: str) -> Panel | None:
    """Whom to ring when the words speak of danger."""
    return panel_for(words)
