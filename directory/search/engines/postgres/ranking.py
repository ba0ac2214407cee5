"""The order of results in SQL: the text score times the gentle factors of `answering.ranking`, ties by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Float,
    Integer,
    Numeric,
    and_,
    case,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.sql.expression import FromClause

from directory.geo.point import METRES_IN_A_MILE
from directory.search.answering import weights
from directory.search.answering.meant import LIFT
from directory.search.criteria import Sort
from directory.search.documents.record import Reach, Standing
from directory.search.engines.postgres.candidates import Settled, candidates, passes, seen
from directory.search.engines.postgres.filters import closed_on
from directory.search.engines.postgres.meant import wishes
from directory.search.engines.postgres.places import within
from directory.search.engines.postgres.question import Question
from directory.search.engines.postgres.scoring import scored_by_words
from directory.search.engines.postgres.tables import listings


@dataclass(frozen=True)
class Ranked:
    """A result in its place; `metres` to the nearest venue within reach."""

    service_id: UUID
    score: float
    metres: float | None


def ranked(connection: Connection, question: Question, settled: Settled, first: int, wanted: int) -> list[Ranked]:
    """Some results in order, from the `first` on."""

    def columns(metres: ColumnElement[float]) -> Iterable[ColumnElement[Any]]:
        near = case((within(metres, literal(settled.miles, Integer)), metres))
        return (
            listings.c.sort_name,
            listings.c.freshness_day,
            near.label("away"),
            _factors(question, near).label("factors"),
        )

    found = seen(question, with_unwanted=settled.with_unwanted, more=columns)
    chosen = select(found).where(candidates(found, question, settled), passes(found, question)).cte("chosen")
    tables: FromClause = chosen
    text: ColumnElement[float] = literal(1.0, Float)
    scored = scored_by_words(question.wanted, question.memory, chosen) if question.wanted else None
    if scored is not None:
        tables = chosen.outerjoin(scored, scored.c.service_id == chosen.c.service_id)
        text = func.coalesce(scored.c.score, 0.0)
    # Rounded, so that sums of the same parts in another order still tie.
    score = cast(func.round(cast(text * chosen.c.factors, Numeric), 5), Float)
    results = select(chosen, score.label("score")).select_from(tables).cte("results")
    rows = connection.execute(
        select(results.c.service_id, results.c.score, results.c.away)
        .order_by(*_order(question, results))
        .offset(first)
        .limit(wanted)
    )
    return [Ranked(row.service_id, row.score, row.away) for row in rows]


def _order(question: Question, found: CTE) -> tuple[ColumnElement[Any], ...]:
    ties = (found.c.sort_name, found.c.service_id)
    if question.criteria.sort is Sort.FRESHEST:
        return (found.c.freshness_day.desc(), *ties)
    if question.criteria.sort is Sort.NEAREST and question.place is not None:
        return _nearest_first(found)
    return (found.c.score.desc(), *ties)


def _nearest_first(found: CTE) -> tuple[ColumnElement[Any], ...]:
    """Near ones take turns 0 1 2 3, 5 6 7 8, …; the others 4, 9, …. Whichever runs out leaves its turns to the rest."""
    is_far = found.c.away.is_(None)
    by_kind = [found.c.away, case((is_far, -found.c.score)), found.c.sort_name, found.c.service_id]
    place = func.row_number().over(partition_by=is_far, order_by=by_kind) - 1
    turn = case((is_far, place * weights.ONE_IN + weights.ONE_IN - 1), else_=_turn_of_near(place))
    return (turn, is_far)


def _turn_of_near(place: ColumnElement[int]) -> ColumnElement[int]:
    return func.div(place * weights.ONE_IN, weights.ONE_IN - 1)


def _factors(question: Question, metres: ColumnElement[float]) -> ColumnElement[float]:
    factors: ColumnElement[float] = _freshness(question.today)
    paused = listings.c.standing.op("&")(int(Standing.PAUSED)) > 0
    due = listings.c.standing.op("&")(int(Standing.REVIEW_DUE)) > 0
    factors = (
        factors * _if(paused, weights.PAUSED) * _if(due, weights.OVERDUE) * _if(closed_on(question.today), weights.AWAY)
    )
    for wish in wishes(question):
        factors = factors * _if(wish, LIFT)
    return factors if question.place is None else factors * _nearness(metres)


def _if(condition: ColumnElement[bool], factor: float) -> ColumnElement[float]:
    return case((condition, literal(factor, Float)), else_=literal(1.0, Float))


def _freshness(today: int) -> ColumnElement[float]:
    age = case((listings.c.freshness_day < 0, weights.OLD_DAYS), else_=today - listings.c.freshness_day)
    span = weights.OLD_DAYS - weights.FRESH_DAYS
    sunk = func.least(1.0, func.greatest(0.0, (cast(age, Float) - weights.FRESH_DAYS) / span))
    return cast(1.0 - weights.MOST_SUNK * sunk, Float)


def _nearness(metres: ColumnElement[float]) -> ColumnElement[float]:
    def reaches(ways: int) -> ColumnElement[bool]:
        return listings.c.reach.op("&")(ways) > 0

    as_if = case(
        (and_(listings.c.kept_anywhere, reaches(Reach.VENUE)), weights.FAR_OFF),
        (reaches(weights.COMING), weights.COMES),
        (reaches(weights.ANSWERING), weights.ANSWERS),
        else_=weights.READ_ALONE,
    )
    miles = func.coalesce(metres / METRES_IN_A_MILE, cast(as_if, Float))
    return cast(1.0 / (1.0 + miles / weights.HALF_MILES), Float)
