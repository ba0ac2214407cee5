"""Honours in SQL what was understood beyond the words, as `answering.meant` does over arrays."""

from collections.abc import Iterator

from sqlalchemy import and_, func, not_, or_, select

from directory.search.answering.meant import ABOUT
from directory.search.catalogue import Catalogue
from directory.search.engines.postgres.filters import COUNTERPARTS, Condition, Counterpart
from directory.search.engines.postgres.lexicon import Memory
from directory.search.engines.postgres.question import Question
from directory.search.engines.postgres.scoring import score_of
from directory.search.engines.postgres.tables import listings
from directory.search.engines.postgres.words import holds
from directory.search.filters import Kind
from directory.search.meaning import Chosen
from directory.search.understanding.synonyms import stems
from directory.search.understanding.words import Alternative


def ruled_out(question: Question) -> list[Condition]:
    """The listings all of whose values under a filter are what the person does not want."""
    meaning, catalogue = question.criteria.meaning, question.memory.catalogue
    found = []
    for known, values in _known(meaning.excluded if meaning else {}, catalogue):
        stating = or_(*(known.stating(value, {known.filter.key: values}, question.at) for value in values))
        others = known.filter.redeeming(values, catalogue)
        saved = [known.stating(value, {known.filter.key: others}, question.at) for value in others]
        found.append(and_(stating, not_(or_(*saved))) if saved else stating)
    return found


def wishes(question: Question) -> Iterator[Condition]:
    """What lifts a listing that meets it; a choice of several days is one wish."""
    meaning = question.criteria.meaning
    chosen = meaning.preferred if meaning else {}
    for known, values in _known(chosen, question.memory.catalogue):
        each = [known.stating(value, chosen, question.at) for value in values]
        yield from each if known.filter.kind is Kind.ALL_OF else [or_(*each)]


def about_unwanted(question: Question) -> list[Condition]:
    """The listings that are about words the person does not want."""
    meaning = question.criteria.meaning
    return [found for words in (meaning.unwanted if meaning else ()) for found in _about(words, question.memory)]


def _about(words: str, memory: Memory) -> Iterator[Condition]:
    terms = stems(words)
    if terms and all(memory.spreads.get(term, 0) for term in terms):
        alternative = Alternative(terms, 1.0, words)
        score, held = score_of(alternative, memory), holds(alternative)
        most = select(func.max(score)).where(held).select_from(listings).scalar_subquery()
        yield and_(held, score >= ABOUT * most)


def _known(chosen: Chosen, catalogue: Catalogue) -> Iterator[tuple[Counterpart, tuple[str, ...]]]:
    """The filters there are, each with those of its values that it knows; whatever no filter knows says nothing."""
    for key, values in chosen.items():
        known = COUNTERPARTS.get(key)
        accepted = tuple(value for value in values if known is not None and known.filter.accepts(value, catalogue))
        if known is not None and accepted:
            yield known, accepted
