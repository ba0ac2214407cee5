"""What taxonomy terms add to a listing's words: labels, examples and the everyday words of its needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.search.catalogue import Choice
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
    """Terms by id, thesaurus words by need code, and the thesaurus itself for query time."""

    terms: Mapping[UUID, Term]
    everyday: Mapping[str, str]
    synonyms: tuple[dict[str, Any], ...]

    def choices(self, taxonomy: str) -> tuple[Choice, ...]:
        """The terms of a list as filter choices, in its own order."""
        return tuple(Choice(t.code, t.label, t.group) for t in self.terms.values() if t.taxonomy == taxonomy)


def read_meanings(session: Session) -> Meanings:
    """Everything the taxonomy says."""
    terms = _terms(session)
    synonyms = _synonyms(session)
    everyday: dict[str, list[str]] = {}
    for group in (each for each in synonyms if each["code"] not in WHOM):
        # Only a group's first need: "tai chi" is above all about keeping active, and only then about falls.
        for need in group["needs"][:1]:
            everyday.setdefault(need, []).extend(words for kind in group["words"].values() for words in kind)
    return Meanings(terms, {need: ". ".join(words) for need, words in everyday.items()}, tuple(synonyms))


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
    examples = term.facts.get("examples") or []
    description = term.description if taxonomy == NEEDS else ""
    words = [term.name, term.professional_label or "", description, *map(str, examples)]
    group = names.get(term.parent_id) if term.parent_id else None
    return Term(taxonomy, term.code, term.name, ". ".join(each for each in words if each), group)


def _synonyms(session: Session) -> list[dict[str, Any]]:
    rows = session.execute(
        select(SynonymGroup.code, SynonymGroup.mode, SynonymGroup.needs, Synonym.kind, Synonym.words)
        .join(Synonym, Synonym.synonym_group_id == SynonymGroup.id)
        .where(Synonym.is_out.is_(False))
        .order_by(SynonymGroup.code, Synonym.kind, Synonym.words)
    )
    groups: dict[str, dict[str, Any]] = {}
    for code, mode, needs, kind, words in rows:
        group = groups.setdefault(code, {"code": code, "mode": mode, "needs": list(needs), "words": {}})
        group["words"].setdefault(kind.value, []).append(words)
    return list(groups.values())
