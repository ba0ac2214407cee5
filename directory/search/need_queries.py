"""Reads the need lists for pages that are browsed: groups, needs, life events. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from directory.taxonomy.models import Taxonomy, TaxonomyTerm

NEEDS, GROUPS, LIFE_EVENTS = "needs", "need_groups", "life_transitions"
#: Subjects on which somebody looking over a shoulder could do harm: these pages offer a quick way out.
SENSITIVE_GROUP = "safe"
SENSITIVE_NEEDS = frozenset({"mind.crisis"})


@dataclass(frozen=True)
class NeedTerm:
    """A need, a group of needs or a life event."""

    code: str
    name: str
    description: str = ""
    examples: tuple[str, ...] = ()
    group: str | None = None

    @property
    def is_sensitive(self) -> bool:
        """Whether its page offers a quick way out."""
        return is_sensitive(self.code)


def is_sensitive(code: str) -> bool:
    """Whether a need or group is one on which discretion matters."""
    return code in SENSITIVE_NEEDS or code.partition(".")[0] == SENSITIVE_GROUP


def terms(session: Session, *taxonomies: str) -> dict[str, tuple[NeedTerm, ...]]:
    """The terms of some taxonomies in their own order, in one query."""
    parent = aliased(TaxonomyTerm)
    rows = session.execute(
        select(
            Taxonomy.code,
            TaxonomyTerm.code,
            TaxonomyTerm.name,
            TaxonomyTerm.description,
            TaxonomyTerm.facts,
            parent.code,
        )
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .outerjoin(parent, parent.id == TaxonomyTerm.parent_id)
        .where(Taxonomy.code.in_(taxonomies), TaxonomyTerm.retired_at.is_(None))
        .order_by(TaxonomyTerm.position, TaxonomyTerm.code)
    ).all()
    return {name: tuple(_term(row) for row in rows if row[0] == name) for name in taxonomies}


def _term(row: Sequence[Any]) -> NeedTerm:
    _taxonomy, code, name, description, facts, group = row
    return NeedTerm(code, name, description or "", tuple((facts or {}).get("examples", ())), group)
