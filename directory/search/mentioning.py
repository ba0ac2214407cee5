"""Owns what is said when help of the right kind is near and none of it is the very thing asked for: "choir".

A word of the thesaurus brings every listing that serves its need. That is right, and it must not look like a choir.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from directory.listings.cards import Card
from directory.listings.models import Organization, Service
from directory.search.asking import Asked
from directory.search.engine import Results
from directory.search.understanding.synonyms import stems

#: More words than this are a sentence, which no listing would repeat.
MOST_WORDS = 2


def unmentioned(session: Session, wanted: Asked, found: Results, cards: Iterable[Card]) -> tuple[str, ...]:
    """A sentence, when no listing on the first page has in its own text any of the one or two words typed."""
    count = len(wanted.words.split())
    is_first_look = wanted.criteria.page == 1 and not wanted.criteria.exact
    is_said_otherwise = found.relaxed or found.corrections or any("“" in note for note in found.notes)
    terms = stems(wanted.words)
    if not (wanted.place and found.hits and is_first_look and terms and count <= MOST_WORDS) or is_said_otherwise:
        return ()
    if _is_on_a_card(cards, terms) or _mention(session, [hit.service_id for hit in found.hits], terms):
        return ()
    return (f"None of these mentions “{wanted.words}”, but one of them may fit.",)


def _is_on_a_card(cards: Iterable[Card], terms: Sequence[str]) -> bool:
    texts = (f"{card.name}\n{card.summary}\n{card.organization or ''}".lower() for card in cards)
    return any(term in text for text in texts for term in terms)


def _mention(session: Session, ids: Sequence[UUID], terms: Sequence[str]) -> bool:
    """Whether some of these listings use one of the terms."""
    texts = (Service.name, Service.summary, Service.description, Service.eligibility_description, Organization.name)
    uses = or_(*(func.lower(text).contains(term, autoescape=True) for text in texts for term in terms))
    chosen = select(Service.id).outerjoin(Organization, Service.organization_id == Organization.id)
    return session.scalars(chosen.where(Service.id.in_(ids), uses).limit(1)).first() is not None
