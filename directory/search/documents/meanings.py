"""What taxonomy terms add to a listing's words: labels, examples and the everyday words of its needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from directory.search.catalogue import Choice
from directory.search.understanding.successions import codes_of_today, followed
from directory.search.understanding.synonyms import WHOM
from directory.taxonomy.models import Synonym, SynonymGroup, Taxonomy, TaxonomyTerm

NEEDS, COHORTS, NEED_GROUPS = "needs", "cohorts", "need_groups"


@dataclass(frozen=True)
class Term:
    """One taxonomy term: its list, code, labels and the words it lends to listings that carry it."""

    taxonomy: str
    code: str
    label: str
    words: str
    group: str | None


@dataclass(frozen=True)
class Meanings:
    """Terms by id, thesaurus words by need code, and the thesaurus itself for query time.

    `became` says which need stands in the place of each that was retired.
    """

    terms: Mapping[UUID, Term]
    everyday: Mapping[str, str]
    synonyms: tuple[dict[str, Any], ...]
    became: Mapping[str, str] = field(default_factory=dict)

    def choices(self, taxonomy: str) -> tuple[Choice, ...]:
        """The terms of a list as filter choices, in its own order."""
        return tuple(Choice(t.code, t.label, t.group) for t in self.terms.values() if t.taxonomy == taxonomy)


def read_meanings(session: Session) -> Meanings:
    """Everything the taxonomy says."""
    became = needs_became(session)
    return _meanings(_terms(session), _synonyms(session, became), became)


def _meanings(terms: Mapping[UUID, Term], synonyms: list[dict[str, Any]], became: Mapping[str, str]) -> Meanings:
    everyday: dict[str, list[str]] = {}
    for group in (each for each in synonyms if each["code"] not in WHOM):
        # Only a group's first need: "tai chi" is above all about keeping active, and only then about falls.
        for need in group["needs"][:1]:
            everyday.setdefault(need, []).extend(words for kind in group["words"].values() for words in kind)
    told = {need: ". ".join(words) for need, words in everyday.items()}
    return Meanings(terms, told, tuple(synonyms), became)


def needs_became(session: Session) -> dict[str, str]:
    """The need of today in the place of each retired one, by code."""
    successor = aliased(TaxonomyTerm)
    rows = session.execute(
        select(TaxonomyTerm.code, successor.code)
        .join(successor, successor.id == TaxonomyTerm.successor_id)
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .where(Taxonomy.code == NEEDS, TaxonomyTerm.retired_at.is_not(None))
        .order_by(TaxonomyTerm.code)
    )
    return followed({row[0]: row[1] for row in rows})


def reworded(meanings: Meanings, term: TaxonomyTerm, said: Mapping[str, str]) -> Meanings:
    """What would be, were a term said in other words."""
    known = meanings.terms.get(term.id)
    if known is None:
        return meanings
    words = _words(said["name"], said["professional_label"], said["description"], term.facts, known.taxonomy)
    return replace(meanings, terms={**meanings.terms, term.id: replace(known, label=said["name"], words=words)})


def succeeded(meanings: Meanings, term: TaxonomyTerm, successor: TaxonomyTerm) -> Meanings:
    """What would be, were a term retired and its listings said another one."""
    terms = {**meanings.terms, term.id: meanings.terms[successor.id]}
    became = followed({**meanings.became, term.code: successor.code})
    synonyms = [{**group, "needs": list(codes_of_today(group["needs"], became))} for group in meanings.synonyms]
    return _meanings(terms, synonyms, became)


def _terms(session: Session) -> dict[UUID, Term]:
    rows = session.execute(
        select(TaxonomyTerm, Taxonomy.code)
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .where(TaxonomyTerm.retired_at.is_(None))
        .order_by(Taxonomy.code, TaxonomyTerm.position, TaxonomyTerm.code)
    ).all()
    names = {term.id: term.name for term, _ in rows}
    return {term.id: _term(term, taxonomy, names) for term, taxonomy in rows}


def _term(term: TaxonomyTerm, taxonomy: str, names: Mapping[UUID, str]) -> Term:
    words = _words(term.name, term.professional_label or "", term.description, term.facts, taxonomy)
    group = names.get(term.parent_id) if term.parent_id else None
    return Term(taxonomy, term.code, term.name, words, group)


def _words(name: str, professional_label: str, description: str, facts: Mapping[str, Any], taxonomy: str) -> str:
    """The words that a term lends to the listings that carry it."""
    examples = facts.get("examples") or []
    words = [name, professional_label, description if taxonomy == NEEDS else "", *map(str, examples)]
    return ". ".join(each for each in words if each)


def _synonyms(session: Session, became: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = session.execute(
        select(SynonymGroup.code, SynonymGroup.mode, SynonymGroup.needs, Synonym.kind, Synonym.words)
        .join(Synonym, Synonym.synonym_group_id == SynonymGroup.id)
        .where(Synonym.is_out.is_(False))
        .order_by(SynonymGroup.code, Synonym.kind, Synonym.words)
    )
    groups: dict[str, dict[str, Any]] = {}
    for code, mode, needs, kind, words in rows:
        group = groups.setdefault(
            code, {"code": code, "mode": mode, "needs": list(codes_of_today(needs, became)), "words": {}}
        )
        group["words"].setdefault(kind.value, []).append(words)
    return list(groups.values())
