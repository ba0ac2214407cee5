"""Loads the project's word lists from seeds/taxonomy into the database; run again, it brings them up to date."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from directory.settings import ROOT
from directory.taxonomy.models import (
    Synonym,
    SynonymGroup,
    SynonymKind,
    SynonymSource,
    Taxonomy,
    TaxonomyTerm,
    TermVersion,
)

SEEDS = ROOT / "seeds" / "taxonomy"
TIERS = {"P": "prevent", "R": "reduce", "D": "delay"}


@dataclass(frozen=True)
class Loaded:
    """How many of each are in the database after loading."""

    terms: int
    synonym_groups: int
    synonyms: int
    kept: int = 0  # terms that a steward worded or retired, and that stay so


def load_taxonomies(session: Session, folder: Path = SEEDS) -> Loaded:
    """Bring our taxonomies and the thesaurus in line with the seeds. Terms keep their ids; none is deleted."""
    needs = _read(folder / "needs.json")
    groups = _terms(
        session,
        _taxonomy(session, "need_groups", "Groups of needs"),
        [_term(row) for row in needs["groups"]],
    )
    taxonomy = _taxonomy(session, "needs", "What people need help with")
    rows = [_term(row) | {"parent_id": groups[row["group"]].id} for row in needs["needs"]]
    count = len(_terms(session, taxonomy, rows)) + len(groups)
    _taxonomy(session, "service_types", "Kinds of service")  # empty at first: each council has its own
    cohorts = _taxonomy(session, "cohorts", "Who help is for")
    count += len(_terms(session, cohorts, [_term(row) for row in _read(folder / "cohorts.json")]))
    transitions = _taxonomy(session, "life_transitions", "What has changed in someone's life")
    count += len(_terms(session, transitions, [_term(row) for row in _read(folder / "life_transitions.json")]))
    groups_written, words_written = _load_thesaurus(session, _read(folder / "thesaurus.json")["groups"])
    return Loaded(count, groups_written, words_written, _kept(session))


def _kept(session: Session) -> int:
    """Terms that stewards worded, added or retired: the seeds leave them as they are."""
    touched = select(TermVersion.term_id).distinct().subquery()
    return session.scalar(select(func.count()).select_from(touched)) or 0


def _read(path: Path) -> Any:
    return orjson.loads(path.read_bytes())


def _taxonomy(session: Session, code: str, name: str) -> Taxonomy:
    taxonomy = session.scalar(select(Taxonomy).where(Taxonomy.code == code))
    if taxonomy is None:
        taxonomy = Taxonomy(code=code, name=name, description=name)
        session.add(taxonomy)
        session.flush()
    return taxonomy


def _term(row: dict[str, Any]) -> dict[str, Any]:
    own = {"code", "label_resident", "label_professional", "label", "scope_note", "group"}
    facts = {key: value for key, value in row.items() if key not in own}
    if "typical_tiers" in facts:
        facts["typical_tiers"] = [TIERS.get(tier, tier) for tier in facts["typical_tiers"]]
    return {
        "code": row["code"],
        "name": row.get("label_resident") or row["label"],
        "professional_label": row.get("label_professional"),
        "description": row.get("scope_note", ""),
        "facts": facts,
    }


def _terms(session: Session, taxonomy: Taxonomy, rows: list[dict[str, Any]]) -> dict[str, TaxonomyTerm]:
    query = select(TaxonomyTerm).where(TaxonomyTerm.taxonomy_id == taxonomy.id)
    terms = {term.code: term for term in session.scalars(query)}
    for position, row in enumerate(rows):
        term = terms.setdefault(row["code"], TaxonomyTerm(taxonomy_id=taxonomy.id, code=row["code"]))
        for key, value in {**row, "position": position}.items():
            if key not in (term.settled_here or ()) and getattr(term, key) != value:
                setattr(term, key, value)
        session.add(term)
    session.flush()
    return terms


def _load_thesaurus(session: Session, groups: list[dict[str, Any]]) -> tuple[int, int]:
    known = {group.code: group for group in session.scalars(select(SynonymGroup))}
    words_written = 0
    for row in groups:
        group = known.setdefault(row["id"], SynonymGroup(code=row["id"]))
        group.needs = row["needs"]
        if not group.is_settled_here:
            group.mode = row["mode"]
        session.add(group)
        session.flush()
        words_written += _replace_words(session, group, row)
    return len(known), words_written


def _replace_words(session: Session, group: SynonymGroup, row: dict[str, Any]) -> int:
    """Bring the words that came with Waypost up to date; what stewards added or took out stays so."""
    wanted = {
        (kind, words)
        for kind, key in (
            (SynonymKind.RESIDENT, "resident"),
            (SynonymKind.PROFESSIONAL, "professional"),
            (SynonymKind.MISSPELLING, "misspellings"),
        )
        for words in row.get(key, [])
    }
    query = select(Synonym).where(Synonym.synonym_group_id == group.id)
    present = {(synonym.kind, synonym.words): synonym for synonym in session.scalars(query)}
    for gone in present.keys() - wanted:
        if present[gone].source is SynonymSource.SEED:  # what a steward added is theirs
            session.execute(delete(Synonym).where(Synonym.id == present[gone].id))
    session.add_all(
        Synonym(synonym_group_id=group.id, kind=kind, words=words) for kind, words in sorted(wanted - present.keys())
    )
    return len(wanted)
