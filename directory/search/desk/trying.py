"""What a change to the thesaurus would do: the same words searched before and after. Nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.answers import Found
from directory.listings.models import Service
from directory.search.criteria import Criteria
from directory.search.desk.thesaurus import Groups, need_labels
from directory.search.engine import Results, SearchEngine
from directory.search.understanding import needs_model
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


def try_out(
    session: Session, engine: SearchEngine, now: Groups, then: Groups, tried: Sequence[str], *, near: str, at: datetime
) -> list[Trial]:
    """Each of some words, before and after."""
    before, after = Thesaurus(now), Thesaurus(then)
    labels = need_labels(session)
    trials = []
    for words in dict.fromkeys(each for each in tried if each):
        found = [_search(session, engine, words, near, at, thesaurus) for thesaurus in (before, after)]
        names = _names(session, found)
        known = {hit.service_id for hit in found[0].hits}
        sides = [
            Side(
                results.total,
                results.relaxed,
                tuple(labels[code] for code in recognised(thesaurus, words) if code in labels),
                tuple(
                    Listed(names[hit.service_id], hit.service_id, thesaurus is after and hit.service_id not in known)
                    for hit in results.hits
                    if hit.service_id in names
                ),
            )
            for results, thesaurus in zip(found, (before, after), strict=True)
        ]
        trials.append(Trial(words, *sides))
    return trials


def recognised(thesaurus: Thesaurus, words: str) -> tuple[str, ...]:
    """Codes of the needs that phrases among some words speak of."""
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


def _search(
    session: Session, engine: SearchEngine, words: str, near: str, at: datetime, thesaurus: Thesaurus
) -> Results:
    criteria, _ = Criteria.from_args({"q": words, "near": near}, Audience.EVERYONE)
    understood = understand_query(session, criteria, at=at, rank=needs_model.rank)
    criteria = replace(criteria, meaning=understood.meaning(criteria), per_page=SHOWN)
    place = understood.answer if isinstance(understood.answer, Found) else None
    return engine.search(criteria, place=place, audience=Audience.EVERYONE, at=at, thesaurus=thesaurus)


def _names(session: Session, found: Sequence[Results]) -> dict[UUID, str]:
    ids = {hit.service_id for results in found for hit in results.hits}
    return {row.id: row.name for row in session.execute(select(Service.id, Service.name).where(Service.id.in_(ids)))}
