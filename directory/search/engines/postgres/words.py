"""A query's concepts in SQL: which listings hold each, how telling each is, and what a listing scores by them.

A word counts by how rare it is and by where it stands: `ts_rank` with our weights stands in for BM25F, brought to its
scale so that words and needs weigh against each other as they do in the Whoosh engine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from sqlalchemy import (
    ARRAY,
    CTE,
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from directory.search.answering.weights import ALSO, NEED_WEIGHT, is_chance, rarity
from directory.search.engines.postgres.filters import Condition, carries
from directory.search.engines.postgres.lexicon import Memory
from directory.search.engines.postgres.rows import lexeme
from directory.search.engines.postgres.tables import listings
from directory.search.understanding.words import Alternative, Concept

#: What a word is worth in the name, in what sums a listing up, in its text, and where it is only implied.
_WEIGHTS = [0.12, 0.25, 0.45, 1.0]  # `ts_rank` wants D, C, B, A
#: `ts_rank` gives 0.61 for one word in the name, BM25F about 4.9 times how rare the word is.
_SCALE = 8.0


@dataclass(frozen=True)
class Asked:
    """A concept as this index can answer it: stand-ins that meet by chance only are left out."""

    words: str
    alternatives: tuple[Alternative, ...]
    #: Facet codes that answer as well, with what each adds to the score.
    codes: tuple[tuple[str, float], ...]
    condition: Condition
    rarity: float


def ask(connection: Connection, memory: Memory, concepts: Iterable[Concept]) -> tuple[Asked, ...]:
    """What to look for, with numbers that hold for the whole index. They are counted once a revision."""
    asked = []
    for concept in concepts:
        usable = tuple(each for each in concept.alternatives if not _meets_by_chance(connection, memory, each))
        codes = tuple(_codes(connection, memory, concept))
        carried = [carries(*(code for code, _ in codes))] if codes else []
        condition = or_(holds(*usable), *carried)
        key = (tuple(each.terms for each in usable), codes)
        found = _count(connection, memory, key, condition)
        asked.append(Asked(concept.words, usable, codes, condition, rarity(memory.size, found)))
    return tuple(asked)


def holds(*alternatives: Alternative) -> Condition:
    """Listings that have all terms of any of some alternatives."""
    return listings.c.words.op("@@", is_comparison=True)(cast(literal(_query(alternatives), Text), TSQUERY))


def _query(alternatives: Iterable[Alternative]) -> str:
    return " | ".join("(" + " & ".join(lexeme(term) for term in each.terms) + ")" for each in alternatives)


def _codes(connection: Connection, memory: Memory, concept: Concept) -> Iterable[tuple[str, float]]:
    for need in concept.needs:
        weight = NEED_WEIGHT * _rarity_of(connection, memory, f"need:{need}")
        yield f"need:{need}", weight * ALSO
        yield f"need_first:{need}", weight * (1 - ALSO)
    for cohort in concept.cohorts:
        yield f"for:{cohort}", NEED_WEIGHT * _rarity_of(connection, memory, f"for:{cohort}")


def _rarity_of(connection: Connection, memory: Memory, code: str) -> float:
    return rarity(memory.size, _count(connection, memory, code, carries(code)))


def _meets_by_chance(connection: Connection, memory: Memory, alternative: Alternative) -> bool:
    if not alternative.is_stand_in or len(alternative.terms) < 2:
        return False
    together = _count(connection, memory, alternative.terms, holds(alternative))
    return is_chance(memory.size, [memory.spreads[term] for term in alternative.terms], together)


def _count(connection: Connection, memory: Memory, key: object, condition: Condition) -> int:
    if key not in memory.counts:
        memory.counts[key] = connection.scalar(select(func.count()).select_from(listings).where(condition)) or 0
    return memory.counts[key]


def found_by_words(asked: Sequence[Asked]) -> CTE:
    """Listings with any concept: how many concepts each holds, and how telling those are together."""
    parts = [
        select(
            listings.c.service_id, literal(each.rarity, Float).label("information"), literal(1).label("concepts")
        ).where(each.condition)
        for each in asked
    ]
    if len(parts) == 1:
        return parts[0].cte("found")
    held = union_all(*parts).subquery()
    return (
        select(
            held.c.service_id,
            func.sum(held.c.information).label("information"),
            func.sum(held.c.concepts).label("concepts"),
        )
        .group_by(held.c.service_id)
        .cte("found")
    )


def scored_by_words(asked: Sequence[Asked], memory: Memory, among: CTE) -> CTE:
    """What each of some listings scores: each concept's best alternative, and the needs and people it speaks of."""
    parts: list[Select[tuple[object, ...]]] = []
    for number, concept in enumerate(asked):
        for each in concept.alternatives:
            parts.append(_part(number, score_of(each, memory), holds(each), among))
        # Codes add up, and on top of the words: so each is a concept of its own here.
        for place, (code, weight) in enumerate(concept.codes, start=1):
            part = literal(len(asked) * place + number, Integer)
            parts.append(_part(part, literal(weight, Float), carries(code), among))
    each_way = union_all(*parts).subquery()
    best = (
        select(each_way.c.service_id, func.max(each_way.c.score).label("score"))
        .group_by(each_way.c.service_id, each_way.c.concept)
        .subquery()
    )
    return select(best.c.service_id, func.sum(best.c.score).label("score")).group_by(best.c.service_id).cte("scored")


def _part(
    concept: int | ColumnElement[int], score: ColumnElement[float], condition: Condition, among: CTE
) -> Select[tuple[object, ...]]:
    number = literal(concept, Integer) if isinstance(concept, int) else concept
    return (
        select(listings.c.service_id, number.label("concept"), score.label("score"))
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


def matched_words(
    connection: Connection, asked: Sequence[Asked], service_ids: Sequence[object]
) -> dict[object, tuple[str, ...]]:
    """For each of some listings, the words that brought it: as typed, or the stand-in that was found."""
    columns = [
        case(*((holds(each), literal(each.words, Text)) for each in concept.alternatives)).label(f"concept_{number}")
        for number, concept in enumerate(asked)
        if concept.alternatives
    ]
    if not columns or not service_ids:
        return {}
    rows = connection.execute(select(listings.c.service_id, *columns).where(listings.c.service_id.in_(service_ids)))
    return {row[0]: tuple(word for word in row[1:] if word is not None) for row in rows}
