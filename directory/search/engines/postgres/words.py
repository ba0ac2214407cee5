"""A query's words in SQL: which listings hold each concept or serve a need that leads, and how telling that is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Float,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from directory.search.answering.blending import SHARE_OF_ALL, Blend
from directory.search.answering.weights import ALSO, NEED_WEIGHT, SHARE_OF_BEST, is_chance, rarity
from directory.search.engines.postgres.filters import Condition, carries
from directory.search.engines.postgres.lexicon import Memory
from directory.search.engines.postgres.rows import lexeme
from directory.search.engines.postgres.tables import listings
from directory.search.understanding.words import Alternative, Concept

#: Numbers that one worker remembers; more than people's words of a day make.
_MOST_COUNTS = 20_000

#: The kinds of field that say what a listing is about, by their letters in a `tsvector`: its name and what sums it up.
_AT_HEART = "AB"
#: Facet codes and what each adds to the score of a listing that carries it.
Codes = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Asked:
    """A concept as this index can answer it: stand-ins that meet by chance only are left out."""

    alternatives: tuple[Alternative, ...]
    codes: Codes
    condition: Condition
    found: int
    rarity: float


@dataclass(frozen=True)
class Wanted:
    """What the words of a search ask of this index, as `answering.matching.TextMatch` decides it over arrays."""

    concepts: tuple[Asked, ...]
    #: Codes of the needs that bring their listings whatever the words; none where no listing serves them.
    leading: tuple[str, ...]
    #: What the needs that the whole sentence speaks of add, beside the words.
    needs: Codes
    weighed: Blend
    #: What a word that no listing uses would have told.
    blank: float

    @property
    def told(self) -> float:
        """What all concepts together tell."""
        return sum(each.rarity for each in self.concepts)

    @property
    def least(self) -> float:
        """What the words that listings have must tell at least, or they answer nothing."""
        return self.weighed.least(self.told, self.blank)

    @property
    def has_words(self) -> bool:
        """Whether all words together may answer."""
        return bool(self.concepts) and self.told >= self.least

    @property
    def is_name(self) -> bool:
        """Whether it is the name of something there is, which comes without company."""
        return self.weighed.is_name and self.has_words and all(each.found for each in self.concepts)

    def all_words(self, held: ColumnElement[int]) -> Condition:
        """Whether a listing has all words, and they tell enough."""
        return held >= len(self.concepts) if self.has_words else false()

    def whole(self, all_words: Condition, leads: Condition, information: ColumnElement[float]) -> Condition:
        """Whether a listing answers the whole query: by all words, by a need that leads, or by most of few words."""
        if self.is_name or not self.leading:
            return all_words
        if self.weighed.is_short and len(self.concepts) > 1 and self.has_words:
            return or_(all_words, leads, information > SHARE_OF_ALL * self.told)
        return or_(all_words, leads)

    def part(self, information: ColumnElement[float], leads: Condition, best: ColumnElement[float]) -> Condition:
        """Whether a listing may answer when none near answers the whole query; `best` is the most that one tells."""
        if self.leading:
            return leads
        if len(self.concepts) < 2:
            return false()
        return and_(best > 0, information >= func.greatest(SHARE_OF_BEST * best, self.least))


def ask(connection: Connection, memory: Memory, concepts: Iterable[Concept], weighed: Blend) -> Wanted:
    """What to look for, with numbers that hold for the whole index. They are counted once a revision."""
    leading = tuple(f"need:{need}" for need in weighed.leading)
    serves = _count(connection, memory, ("any of", leading), carries(*leading)) if leading else 0
    return Wanted(
        concepts=tuple(_asked(connection, memory, concept, weighed) for concept in concepts),
        leading=leading if serves else (),
        needs=tuple(
            code for need, share in weighed.needs.items() for code in _need_codes(connection, memory, need, share)
        ),
        weighed=weighed,
        blank=rarity(memory.size, 0),
    )


def _asked(connection: Connection, memory: Memory, concept: Concept, weighed: Blend) -> Asked:
    usable = tuple(each for each in concept.alternatives if not _meets_by_chance(connection, memory, each))
    codes = [code for need in concept.needs for code in _need_codes(connection, memory, need, weighed.named)]
    codes += [
        (f"for:{cohort}", NEED_WEIGHT * _rarity_of(connection, memory, f"for:{cohort}")) for cohort in concept.cohorts
    ]
    carried = [carries(*(code for code, _ in codes))] if codes else []
    fields = _AT_HEART if weighed.is_elsewhere else ""
    condition = or_(holds(*usable, fields=fields), *carried)
    key = (fields, tuple(each.terms for each in usable), tuple(code for code, _ in codes))
    found = _count(connection, memory, key, condition)
    return Asked(usable, tuple(codes), condition, found, rarity(memory.size, found))


def holds(*alternatives: Alternative, fields: str = "") -> Condition:
    """Listings that have all terms of any of some alternatives, anywhere or in some kinds of field."""
    return listings.c.words.op("@@", is_comparison=True)(cast(literal(_query(alternatives, fields), Text), TSQUERY))


def _query(alternatives: Iterable[Alternative], fields: str) -> str:
    within = f":{fields}" if fields else ""
    return " | ".join("(" + " & ".join(lexeme(term) + within for term in each.terms) + ")" for each in alternatives)


def _need_codes(connection: Connection, memory: Memory, need: str, share: float) -> Codes:
    """What a need adds to listings that serve it, most to those that it is above all about."""
    weight = share * NEED_WEIGHT * _rarity_of(connection, memory, f"need:{need}")
    return (f"need:{need}", weight * ALSO), (f"need_first:{need}", weight * (1 - ALSO))


def _rarity_of(connection: Connection, memory: Memory, code: str) -> float:
    return rarity(memory.size, _count(connection, memory, code, carries(code)))


def _meets_by_chance(connection: Connection, memory: Memory, alternative: Alternative) -> bool:
    if not alternative.is_stand_in or len(alternative.terms) < 2:
        return False
    together = _count(connection, memory, alternative.terms, holds(alternative))
    return is_chance(memory.size, [memory.spreads[term] for term in alternative.terms], together)


def _count(connection: Connection, memory: Memory, key: object, condition: Condition) -> int:
    if key not in memory.counts:
        if len(memory.counts) >= _MOST_COUNTS:
            memory.counts.clear()
        memory.counts[key] = connection.scalar(select(func.count()).select_from(listings).where(condition)) or 0
    return memory.counts[key]


def found_by_words(wanted: Wanted) -> CTE:
    """Listings with any concept or a leading need: how many concepts each holds, how telling those are, if it leads."""
    ways = [(each.condition, each.rarity, 1, False) for each in wanted.concepts]
    if wanted.leading:
        ways.append((carries(*wanted.leading), 0.0, 0, True))
    parts = [
        select(
            listings.c.service_id,
            literal(rarity, Float).label("information"),
            literal(concepts).label("concepts"),
            literal(leads).label("leads"),
        ).where(condition)
        for condition, rarity, concepts, leads in ways or [(false(), 0.0, 0, False)]
    ]
    if len(parts) == 1:
        return parts[0].cte("found")
    held = union_all(*parts).subquery()
    return (
        select(
            held.c.service_id,
            func.sum(held.c.information).label("information"),
            func.sum(held.c.concepts).label("concepts"),
            func.bool_or(held.c.leads).label("leads"),
        )
        .group_by(held.c.service_id)
        .cte("found")
    )


def matched_words(
    connection: Connection, wanted: Wanted | None, service_ids: Sequence[object]
) -> dict[object, tuple[str, ...]]:
    """For each of some listings, the words that brought it: as typed, or the stand-in that was found."""
    columns = [
        case(*((holds(each), literal(each.words, Text)) for each in concept.alternatives)).label(f"concept_{number}")
        for number, concept in enumerate(wanted.concepts if wanted else ())
        if concept.alternatives
    ]
    if not columns or not service_ids:
        return {}
    rows = connection.execute(select(listings.c.service_id, *columns).where(listings.c.service_id.in_(service_ids)))
    return {row[0]: tuple(word for word in row[1:] if word is not None) for row in rows}
