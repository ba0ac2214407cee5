"""What a change to the thesaurus would do: the same words searched before and after. Nothing is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.answers import Found
from directory.listings.models import Service
from directory.search import urgency
from directory.search.answering.blending import SURE
from directory.search.criteria import Criteria
from directory.search.desk.thesaurus import Groups, need_labels
from directory.search.engine import Results, SearchEngine
from directory.search.understanding.query import understand_query
from directory.search.understanding.synonyms import LONGEST_PHRASE, Thesaurus, needs_of, stems
from directory.web.access import Audience

SHOWN = 5


@dataclass(frozen=True)
class Listed:
    """A listing found; `is_new` when it was not among the first before."""

    name: str
    service_id: UUID
    is_new: bool = False


@dataclass(frozen=True)
class Side:
    """One half of a trial."""

    total: int
    is_relaxed: bool
    needs: tuple[str, ...]
    first: tuple[Listed, ...]


@dataclass(frozen=True)
class Trial:
    """Some words, searched with the thesaurus as it is and as it would be."""

    words: str
    before: Side
    after: Side

    @property
    def changes(self) -> bool:
        """Whether anything differs."""
        return (self.before.total, self.before.needs) != (self.after.total, self.after.needs) or [
            each.service_id for each in self.before.first
        ] != [each.service_id for each in self.after.first]


@dataclass(frozen=True)
class Asked:
    """A search as it is understood whatever the thesaurus says."""

    criteria: Criteria
    place: Found | None
    heard: tuple[str, ...]


@dataclass(frozen=True)
class Half:
    """One way of answering: an engine, the thesaurus, what needs are called, how a search is put to it."""

    engine: SearchEngine
    thesaurus: Thesaurus
    labels: Mapping[str, str]
    put: Callable[[Asked], Asked]


def try_out(
    session: Session, engine: SearchEngine, now: Groups, then: Groups, tried: Sequence[str], *, near: str, at: datetime
) -> list[Trial]:
    """Each of some words, before and after."""
    labels = need_labels(session)
    sides = tuple(Half(engine, Thesaurus(groups), labels, lambda asked: asked) for groups in (now, then))
    return try_between(session, sides, tried, near=near, at=at)


def try_between(
    session: Session, sides: Sequence[Half], tried: Sequence[str], *, near: str = "", at: datetime
) -> list[Trial]:
    """Each of some words, searched in two ways."""
    return [
        _trial(session, sides, asked_of(session, words, near, at), at)
        for words in dict.fromkeys(each for each in tried if each)
    ]


def asked_of(session: Session, words: str, near: str, at: datetime) -> Asked:
    criteria, _ = Criteria.from_args({"q": words, "near": near}, Audience.EVERYONE)
    understood = understand_query(session, criteria, at=at, rank=urgency.rank)
    place = understood.answer if isinstance(understood.answer, Found) else None
    heard = tuple(code for code, likely in understood.needs[:1] if likely >= SURE)
    return Asked(replace(criteria, meaning=understood.meaning(criteria), per_page=SHOWN), place, heard)


def _trial(session: Session, sides: Sequence[Half], asked: Asked, at: datetime) -> Trial:
    puts = [side.put(asked) for side in sides]
    found = [
        side.engine.search(put.criteria, place=put.place, audience=Audience.EVERYONE, at=at, thesaurus=side.thesaurus)
        for side, put in zip(sides, puts, strict=True)
    ]
    names = _names(session, found)
    known = frozenset(hit.service_id for hit in found[0].hits)
    needs = [_needs(side.thesaurus, put, side.labels) for side, put in zip(sides, puts, strict=True)]
    return Trial(
        asked.criteria.words,
        _side(found[0], needs[0], names, frozenset(names)),
        _side(found[1], needs[1], names, known),
    )


def _needs(thesaurus: Thesaurus, asked: Asked, labels: Mapping[str, str]) -> tuple[str, ...]:
    codes = dict.fromkeys((*recognised(thesaurus, asked.criteria.words), *asked.heard))
    return tuple(labels[code] for code in codes if code in labels)


def _side(results: Results, needs: tuple[str, ...], names: Mapping[UUID, str], known: frozenset[UUID]) -> Side:
    hits = (hit.service_id for hit in results.hits if hit.service_id in names)
    return Side(
        results.total, results.relaxed, needs, tuple(Listed(names[each], each, each not in known) for each in hits)
    )


def recognised(thesaurus: Thesaurus, words: str) -> tuple[str, ...]:
    """Codes of the needs that phrases of the thesaurus among some words speak of."""
    typed = words.split()
    spans = [
        typed[start : start + length]
        for length in range(min(LONGEST_PHRASE, len(typed)), 0, -1)
        for start in range(len(typed) - length + 1)
    ]
    found = [
        need
        for span in spans
        for need in needs_of(
            [
                *thesaurus.saying([word.casefold() for word in span]),
                *thesaurus.groups_of(stems(" ".join(span)), span, typed),
            ]
        )
    ]
    return tuple(dict.fromkeys(found))


def _names(session: Session, found: Sequence[Results]) -> dict[UUID, str]:
    ids = {hit.service_id for results in found for hit in results.hits}
    return {row.id: row.name for row in session.execute(select(Service.id, Service.name).where(Service.id.in_(ids)))}
