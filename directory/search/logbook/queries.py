"""Questions about what was searched for: which words find little, how often, where, and how often searching works."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from directory.geo.models import Area
from directory.search.logbook.counts import OFTEN
from directory.search.models import Outcome, SearchCount, SearchLog

MOST_ROWS = 100


@dataclass(frozen=True)
class WeakSearch:
    """Words that found nothing or little."""

    words: str
    nothing: int
    little: int
    last_day: date
    areas: tuple[str, ...]

    @property
    def searches(self) -> int:
        """How often in all."""
        return self.nothing + self.little


@dataclass(frozen=True)
class Success:
    """How searching went over some days. `unnamed` are weak searches whose words are not shown."""

    good: int
    little: int
    nothing: int
    unnamed: int

    @property
    def searches(self) -> int:
        """How many in all."""
        return self.good + self.little + self.nothing

    @property
    def rate(self) -> float | None:
        """The share that found enough; None where too few were made to speak of a share."""
        return self.good / self.searches if self.searches >= 20 else None


@dataclass(frozen=True)
class Told:
    """Something a person told us that they could not find."""

    day: date
    words: str
    place: str


def weak_searches(session: Session, since: date, area: str = "") -> list[WeakSearch]:
    """Words that found nothing or little, oftenest first; only those searched for at least three times."""
    weak = _weak(since, area)
    count = SearchCount.searches
    rows = session.execute(
        select(
            SearchCount.words,
            func.sum(case((SearchCount.outcome == Outcome.NONE, count), else_=0)).label("in_vain"),
            func.sum(case((SearchCount.outcome == Outcome.WEAK, count), else_=0)).label("little"),
            func.max(SearchCount.day).label("last_day"),
        )
        .where(*weak, SearchCount.words != "")
        .group_by(SearchCount.words)
        .having(func.sum(count) >= OFTEN)
        .order_by(func.sum(count).desc(), SearchCount.words)
        .limit(MOST_ROWS)
    ).all()
    areas = _areas(session, [row.words for row in rows], since)
    return [WeakSearch(row.words, row.in_vain, row.little, row.last_day, areas.get(row.words, ())) for row in rows]


def success(session: Session, since: date, area: str = "") -> Success:
    """How many searches found enough, little and nothing."""
    by_outcome = dict.fromkeys(Outcome, 0)
    within = [SearchCount.day >= since, *([SearchCount.area == area] if area else [])]
    for outcome, searches in session.execute(
        select(SearchCount.outcome, func.sum(SearchCount.searches)).where(*within).group_by(SearchCount.outcome)
    ):
        by_outcome[outcome] = searches
    weak = by_outcome[Outcome.WEAK] + by_outcome[Outcome.NONE]
    named = sum(each.searches for each in weak_searches(session, since, area))
    return Success(by_outcome[Outcome.GOOD], by_outcome[Outcome.WEAK], by_outcome[Outcome.NONE], weak - named)


def told_missing(session: Session, since: date) -> list[Told]:
    """What people told us by pressing the button, newest first."""
    rows = session.execute(
        select(SearchLog.at, SearchLog.words, SearchLog.place)
        .where(SearchLog.is_missing, SearchLog.words != "")
        .order_by(SearchLog.at.desc(), SearchLog.id)
        .limit(MOST_ROWS)
    )
    return [Told(row.at.date(), row.words, row.place) for row in rows if row.at.date() >= since]


def searched_areas(session: Session, since: date) -> list[tuple[str, str]]:
    """The districts from which people searched: code and name, in order of name."""
    codes = session.scalars(select(SearchCount.area).where(SearchCount.day >= since, SearchCount.area != "").distinct())
    names = _names(session, list(codes))
    return sorted(names.items(), key=lambda pair: pair[1])


def _weak(since: date, area: str) -> list[ColumnElement[bool]]:
    found = [SearchCount.day >= since, SearchCount.outcome != Outcome.GOOD]
    return [*found, SearchCount.area == area] if area else found


def _areas(session: Session, words: Sequence[str], since: date) -> dict[str, tuple[str, ...]]:
    """Where words were searched from: districts from which they were searched for at least three times."""
    rows: Sequence[Any] = session.execute(
        select(SearchCount.words, SearchCount.area)
        .where(*_weak(since, ""), SearchCount.words.in_(words), SearchCount.area != "")
        .group_by(SearchCount.words, SearchCount.area)
        .having(func.sum(SearchCount.searches) >= OFTEN)
        .order_by(SearchCount.words, func.sum(SearchCount.searches).desc(), SearchCount.area)
    ).all()
    names = _names(session, [row.area for row in rows])
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.words] = (*found.get(row.words, ()), names[row.area])
    return found


def _names(session: Session, codes: Sequence[str]) -> dict[str, str]:
    rows = session.execute(select(Area.code, Area.name).where(Area.code.in_(codes)).order_by(Area.valid_from))
    known = {row.code: row.name for row in rows}
    return {code: known.get(code, code) for code in codes}
