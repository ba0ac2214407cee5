"""What filters choose from: the whole query near, else a little further, else a part of it; settled by counting.

One statement counts what each distance would find, with all words or with some. It settles how far to look and which
words to ask for; it also gives the totals, and what every choice of the distance would find.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    ColumnElement,
    Connection,
    Float,
    Integer,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.sql.expression import FromClause

from directory.accounts.roles import Permission
from directory.search.answering.local import DEFAULT_MILES, FEW_VENUES, WIDER_MILES
from directory.search.engines.postgres.filters import Condition
from directory.search.engines.postgres.meant import about_unwanted, ruled_out
from directory.search.engines.postgres.places import seen_from, within
from directory.search.engines.postgres.question import Question
from directory.search.engines.postgres.tables import listings
from directory.search.engines.postgres.words import found_by_words
from directory.search.filters.facts import RADII

EVERYWHERE = 0


@dataclass(frozen=True)
class Found:
    """What a distance would find: before filters and with them, near a venue and in all; and by which words."""

    candidates: int = 0
    candidates_near: int = 0
    total: int = 0
    near_total: int = 0
    has_all_words: bool = False
    best: float = 0.0


@dataclass(frozen=True)
class Settled:
    """How far to look and how much of the words to ask for."""

    miles: int
    found: Found
    relaxed: bool = False
    widened: bool = False
    with_unwanted: bool = False


def nothing_more(_metres: ColumnElement[float]) -> Iterable[ColumnElement[Any]]:
    """No further columns."""
    return ()


def seen(
    question: Question,
    *,
    with_unwanted: bool = False,
    more: Callable[[ColumnElement[float]], Iterable[ColumnElement[Any]]] = nothing_more,
) -> CTE:
    """Listings that may answer: how far away, with how much of the words, kept by which filters.

    `more` are columns that whoever asks wants besides, given the distance.
    """
    tables: FromClause = listings
    conditions = [listings.c.closing_day >= question.today]
    if question.audience is not Permission.SEE_PROFESSIONAL:
        conditions.append(listings.c.is_public)
    conditions += map(not_, ruled_out(question))
    if not with_unwanted:
        conditions += map(not_, about_unwanted(question))
    complete: Condition = true()
    all_words: Condition = true()
    information: ColumnElement[float] = literal(0.0, Float)
    leads: Condition = false()
    if question.wanted is not None:
        words = found_by_words(question.wanted)
        tables = tables.join(words, words.c.service_id == listings.c.service_id)
        information, leads = words.c.information, words.c.leads
        all_words = question.wanted.all_words(words.c.concepts)
        complete = question.wanted.whole(all_words, leads, information)
    metres: ColumnElement[float] = cast(null(), Float)
    kept: Condition = true()
    if question.place is not None:
        place = seen_from(question.place, max(_distances(question)))
        tables = tables.outerjoin(place.venues, place.venues.c.listing == listings.c.service_id)
        metres, kept = place.metres, place.kept
        conditions.append(or_(kept, metres.is_not(None)))
    return (
        select(
            listings.c.service_id,
            metres.label("metres"),
            kept.label("kept"),
            complete.label("complete"),
            all_words.label("all_words"),
            information.label("information"),
            leads.label("leads"),
            *(question.keeps(key).label(_keeps(key)) for key in question.in_force),
            *more(metres),
        )
        .select_from(tables)
        .where(*conditions)
        .cte("seen")
    )


def _keeps(key: str) -> str:
    return f"keeps_{key}"


def passes(seen: CTE, question: Question, without: str | None = None) -> Condition:
    """Whether a listing seen is kept by all filters in force, or by all but one."""
    return and_(true(), *(seen.c[_keeps(key)] for key in question.in_force if key != without))


def settle(connection: Connection, question: Question) -> tuple[Settled, Mapping[int, Found]]:
    """What to choose from. What is about unwanted words is among it only where nothing else is left."""
    settled, found = _look(connection, question, seen(question))
    if not settled.found.candidates and question.criteria.meaning and question.criteria.meaning.unwanted:
        settled, found = _look(connection, question, seen(question, with_unwanted=True))
        settled = replace(settled, with_unwanted=True)
    return settled, found


def _look(connection: Connection, question: Question, seen: CTE) -> tuple[Settled, Mapping[int, Found]]:
    """The whole query near; else a little further; else a part of it, in the same two steps."""
    found = _count(connection, question, seen)
    if question.place is None:
        return _settled(question, found, EVERYWHERE), found
    chosen = question.criteria.radius_miles
    close = _settled(question, found, chosen or DEFAULT_MILES)
    if chosen or close.found.candidates_near >= FEW_VENUES:
        return close, found
    wide = _settled(question, found, WIDER_MILES)
    if (close.relaxed, close.found.candidates) == (wide.relaxed, wide.found.candidates):
        return close, found
    return replace(wide, widened=True), found


def _settled(question: Question, found: Mapping[int, Found], miles: int) -> Settled:
    there = found.get(miles, Found())
    has_words = question.wanted is not None
    return Settled(miles, there, relaxed=has_words and not there.has_all_words and there.candidates > 0)


def _distances(question: Question) -> list[int]:
    if question.place is None:
        return [EVERYWHERE]
    chosen = question.criteria.radius_miles
    return sorted({*map(int, RADII), DEFAULT_MILES, WIDER_MILES, *([chosen] if chosen else [])})


def _count(connection: Connection, question: Question, seen: CTE) -> Mapping[int, Found]:
    distances = cast(literal(_distances(question), ARRAY(Integer)), ARRAY(Integer))
    miles = func.unnest(distances).table_valued("miles", name="distances").render_derived()
    is_local = _is_local(seen, miles.c.miles)
    best = (
        select(
            miles.c.miles,
            func.bool_or(seen.c.complete).label("has_all_words"),
            func.max(seen.c.information).label("best"),
        )
        .select_from(miles.join(seen, is_local))
        .group_by(miles.c.miles)
        .cte("best")
    )
    is_near = within(seen.c.metres, best.c.miles)
    total = passes(seen, question)
    rows = connection.execute(
        select(
            best.c.miles,
            func.count(),
            func.count().filter(is_near),
            func.count().filter(total),
            func.count().filter(and_(total, is_near)),
            best.c.has_all_words,
            best.c.best,
        )
        .select_from(best.join(seen, _is_local(seen, best.c.miles)))
        .where(_has_words(seen, question, best.c.has_all_words, best.c.best))
        .group_by(best.c.miles, best.c.has_all_words, best.c.best)
    )
    return {row[0]: Found(*row[1:]) for row in rows}


def _is_local(seen: CTE, miles: ColumnElement[int]) -> Condition:
    return or_(seen.c.kept, within(seen.c.metres, miles))


def _has_words(
    seen: CTE, question: Question, has_all_words: ColumnElement[bool], best: ColumnElement[float]
) -> Condition:
    if question.wanted is None:
        return seen.c.complete
    part = question.wanted.part(seen.c.information, seen.c.leads, best)
    return case((has_all_words, seen.c.complete), else_=part)


def candidates(seen: CTE, question: Question, settled: Settled) -> Condition:
    """Which of the listings seen filters choose from."""
    found = settled.found
    words = _has_words(seen, question, literal(found.has_all_words), literal(found.best, Float))
    return and_(_is_local(seen, literal(settled.miles, Integer)), words)
