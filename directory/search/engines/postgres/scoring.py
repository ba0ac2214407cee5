"""What listings score by their words, in SQL.

A word counts by how rare it is and by where it stands: `ts_rank` with our weights stands in for BM25F, brought to its
scale so that words and needs weigh against each other as they do in the Whoosh engine.
"""

from math import log

from sqlalchemy import (
    ARRAY,
    CTE,
    ColumnElement,
    Float,
    Integer,
    Select,
    Subquery,
    Text,
    case,
    cast,
    distinct,
    false,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from directory.search.engines.postgres.filters import Condition, carries
from directory.search.engines.postgres.lexicon import Memory
from directory.search.engines.postgres.rows import lexeme
from directory.search.engines.postgres.tables import listings
from directory.search.engines.postgres.words import Wanted, holds
from directory.search.understanding.words import Alternative

#: What a word is worth where it is only implied, in the text, in what sums a listing up, and in the name.
_WEIGHTS = [0.12, 0.25, 0.45, 1.0]
#: `ts_rank` gives 0.61 for one word in the name, BM25F about 4.9 times how rare the word is.
_SCALE = 8.0
#: Concepts are numbered from one; what a need of the whole sentence adds belongs to none.
_OF_NO_CONCEPT = 0


def scored_by_words(wanted: Wanted, memory: Memory, among: CTE) -> CTE | None:
    """What each of some listings scores: each concept's best alternative, and what needs and people add."""
    parts: list[Select[tuple[object, ...]]] = []
    number = 0
    for place, concept in enumerate(wanted.concepts, start=1):
        number += 1
        parts += [_part(number, score_of(e, memory), holds(e), among, place) for e in concept.alternatives]
        for code, weight in concept.codes:
            number += 1  # codes add up, and to the words: so each is a part of its own
            parts.append(_part(number, literal(weight, Float), carries(code), among, place))
    for code, weight in wanted.needs:
        number += 1
        parts.append(_part(number, literal(weight, Float), carries(code), among, _OF_NO_CONCEPT))
    if not parts:
        return None
    each_way = union_all(*parts).subquery()
    best = (
        select(each_way.c.service_id, each_way.c.concept, func.max(each_way.c.score).label("score"))
        .group_by(each_way.c.service_id, each_way.c.part, each_way.c.concept)
        .subquery()
    )
    return select(best.c.service_id, _together(wanted, best).label("score")).group_by(best.c.service_id).cte("scored")


def _together(wanted: Wanted, best: Subquery) -> ColumnElement[float]:
    """What words score, less in a long sentence, and needs. Who writes every word of a name means that listing."""
    is_word = best.c.concept != _OF_NO_CONCEPT
    words = func.coalesce(func.sum(best.c.score).filter(is_word), 0.0)
    needs = func.coalesce(func.sum(best.c.score).filter(~is_word), 0.0)
    has_all = func.count(distinct(best.c.concept)).filter(is_word) == len(wanted.concepts)
    whole = has_all if wanted.has_words else false()
    factor = literal(wanted.weighed.words, Float)
    return cast(words * case((whole, literal(1.0, Float)), else_=factor) + needs, Float)


def _part(
    part: int, score: ColumnElement[float], condition: Condition, among: CTE, concept: int
) -> Select[tuple[object, ...]]:
    return (
        select(
            listings.c.service_id,
            literal(part, Integer).label("part"),
            literal(concept, Integer).label("concept"),
            score.label("score"),
        )
        .join(among, among.c.service_id == listings.c.service_id)
        .where(condition)
    )


def score_of(alternative: Alternative, memory: Memory) -> ColumnElement[float]:
    """Words typed add up; a phrase that stands in counts as its commonest word."""
    each = [_worth(term, memory) for term in alternative.terms]
    together: ColumnElement[float] = each[0]
    if len(each) > 1 and alternative.is_stand_in:
        together = func.least(*each)
    elif len(each) > 1:
        together = sum(each[1:], start=each[0])
    return together * literal(alternative.weight, Float)


def _worth(term: str, memory: Memory) -> ColumnElement[float]:
    rare = 1 + log(memory.size / (memory.spreads[term] + 1))
    weights = cast(literal(_WEIGHTS, ARRAY(Float)), ARRAY(Float(24)))
    stands = func.ts_rank(weights, listings.c.words, cast(literal(lexeme(term), Text), TSQUERY))
    return cast(stands, Float) * literal(_SCALE * rare, Float)
