"""Questions about terms. Always in the order the lists were written."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory.taxonomy.models import Taxonomy, TaxonomyTerm


def terms_of(taxonomy: str) -> Select[TaxonomyTerm]:
    """The terms of one taxonomy that are offered, by its code."""
    return (
        select(TaxonomyTerm)
        .join(Taxonomy, Taxonomy.id == TaxonomyTerm.taxonomy_id)
        .where(Taxonomy.code == taxonomy, TaxonomyTerm.retired_at.is_(None))
        .order_by(TaxonomyTerm.position, TaxonomyTerm.code)
    )


def all_terms(session: Session, taxonomy: str) -> Sequence[TaxonomyTerm]:
    """The terms of one taxonomy in order."""
    return session.scalars(terms_of(taxonomy)).all()


def term_ids(session: Session, taxonomy: str) -> dict[str, UUID]:
    """Code to id, for loading."""
    return {term.code: term.id for term in session.scalars(terms_of(taxonomy))}
