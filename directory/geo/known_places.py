"""Places that were looked up lately, kept in memory: most people of an area name the same few towns.

Towns and part-postcodes only: what may be somebody's front door, and words that name no place, are not kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.answers import Answer, NotFound
from directory.geo.models import Area, PlaceName

MOST_KEPT = 2_000
KEPT = timedelta(minutes=10)
UNASKED = timedelta(seconds=1)  # within it nobody waits to hear that nothing has changed

#: What an answer hangs on: the areas and names there are, and the day on which areas are in force.
State = tuple[Any, ...]

_newest_area = select(Area.updated_at, Area.id).order_by(Area.updated_at.desc(), Area.id.desc()).limit(1).subquery()
_newest_name = select(PlaceName.id).order_by(PlaceName.id.desc()).limit(1).scalar_subquery()
_STATE = select(
    select(_newest_area.c.updated_at).scalar_subquery(), select(_newest_area.c.id).scalar_subquery(), _newest_name
)


@dataclass
class _Kept:
    """Answers of one state of one database."""

    state: State
    since: datetime
    asked_at: datetime
    answers: dict[str, Answer] = field(default_factory=dict)


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


def known_place(session: Session, words: str, look_up: Callable[[Session, str], Answer]) -> Answer:
    """The answer for these words: the one kept, if nothing changed since, or else looked up."""
    at = clock.now()
    answers = _answers(session, at)
    answer = answers.get(words)
    if answer is None:
        answer = look_up(session, words)
        if _may_be_kept(answer):
            if len(answers) >= MOST_KEPT:
                answers.clear()
            answers[words] = answer
    return answer


def _answers(session: Session, at: datetime) -> dict[str, Answer]:
    """What is kept. One small query a second tells whether it is still true."""
    engine = session.get_bind().engine
    kept = _kept.get(engine)
    if kept is not None and timedelta() < at - kept.asked_at < UNASKED:
        return kept.answers
    today: date = clock.local(at).date()
    state: State = (*(session.connection().execute(_STATE).one()), today)
    if kept is None or kept.state != state or abs(at - kept.since) > KEPT:
        kept = _kept[engine] = _Kept(state, at, at)
    kept.asked_at = at
    return kept.answers


def _may_be_kept(answer: Answer) -> bool:
    """Whether it is no exact point and somebody else will ask for it."""
    return not isinstance(answer, NotFound) and not getattr(answer, "exact", False)
