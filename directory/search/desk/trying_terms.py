"""What another wording of a term, or its end, would do to real searches: asked of two small indexes, now and then.

They hold the listings concerned: those that carry the term, and those that such searches find today. Nothing is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import Attribute
from directory.search.desk.recent import BACK, MOST_TRIED
from directory.search.desk.trying import Asked, Half, Trial, asked_of, try_between
from directory.search.documents import read_documents
from directory.search.documents.meanings import NEEDS, Meanings, read_meanings, reworded, succeeded
from directory.search.engine import SearchEngine
from directory.search.engines.whoosh import WhooshEngine
from directory.search.index.building import build_snapshot
from directory.search.index.postings import analyse
from directory.search.keeping import unwatched
from directory.search.logbook.queries import weak_searches
from directory.search.understanding.successions import codes_of_today
from directory.search.understanding.synonyms import Thesaurus, stems
from directory.taxonomy.models import TaxonomyTerm
from directory.web.access import Audience

MOST_CARRIERS = 400  # so that the page comes within two seconds; the newest stand for the others
FOUND_BY_EACH = 30


@dataclass(frozen=True)
class TermTrial:
    """Searches before and after; `among` says how many listings they were asked of."""

    trials: tuple[Trial, ...]
    recent: tuple[Trial, ...]
    among: int
    is_away: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> list[Trial]:
        """Recent searches that would find or understand something else."""
        return [trial for trial in self.recent if trial.changes]


def try_wording(
    session: Session, live: SearchEngine, term: TaxonomyTerm, said: dict[str, str], also: str, *, at: datetime
) -> TermTrial:
    """Search with a term said in other words."""
    now = read_meanings(session)
    own = (term.name, term.professional_label, term.description)
    moved = _stems(*own) ^ _stems(*said.values())
    return _tried(session, live, term, (now, reworded(now, term, said)), moved, also or said["name"], at)


def try_retirement(
    session: Session, live: SearchEngine, term: TaxonomyTerm, successor: TaxonomyTerm, *, at: datetime
) -> TermTrial:
    """Search as if a term had ended and its listings said another one."""
    now = read_meanings(session)
    moved = _stems(term.name, term.professional_label, term.description)
    return _tried(session, live, term, (now, succeeded(now, term, successor)), moved, term.name, at)


def _tried(
    session: Session,
    live: SearchEngine,
    term: TaxonomyTerm,
    meanings: tuple[Meanings, Meanings],
    moved: frozenset[str],
    own_words: str,
    at: datetime,
) -> TermTrial:
    recent = _touched(session, moved, at.date())
    own = [own_words]
    ids = _concerned(session, live, term, [*own, *recent], at)
    sides = [_half(session, each, ids, at) for each in meanings]
    return TermTrial(
        tuple(try_between(session, sides, own, at=at)), tuple(try_between(session, sides, recent, at=at)), len(ids)
    )


def _touched(session: Session, moved: frozenset[str], today: date) -> list[str]:
    weak = weak_searches(session, today - BACK)
    return [each.words for each in weak if moved.intersection(stems(each.words))][:MOST_TRIED]


def _concerned(
    session: Session, live: SearchEngine, term: TaxonomyTerm, tried: Sequence[str], at: datetime
) -> list[UUID]:
    carriers = select(Attribute.service_id).where(Attribute.taxonomy_term_id == term.id).distinct()
    ids = set(session.scalars(carriers.order_by(Attribute.service_id.desc()).limit(MOST_CARRIERS)))
    for words in tried:
        asked = asked_of(session, words, "", at)
        criteria = replace(asked.criteria, per_page=FOUND_BY_EACH)
        found = live.search(criteria, place=asked.place, audience=Audience.EVERYONE, at=at)
        ids.update(hit.service_id for hit in found.hits)
    return sorted(ids)


def _half(session: Session, meanings: Meanings, ids: Sequence[UUID], at: datetime) -> Half:
    library = read_documents(session, at=at, service_ids=ids, meanings=meanings)
    snapshot = build_snapshot(library, analyse(library.documents, unwatched))
    labels = {each.code: each.label for each in meanings.terms.values() if each.taxonomy == NEEDS}

    def put(asked: Asked) -> Asked:
        return replace(asked, heard=codes_of_today(asked.heard, meanings.became))

    return Half(WhooshEngine.of(snapshot), Thesaurus(meanings.synonyms), labels, put)


def _stems(*texts: str | None) -> frozenset[str]:
    return frozenset(stems(" ".join(text or "" for text in texts)))
