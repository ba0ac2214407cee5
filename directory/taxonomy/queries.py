"""Questions about terms. Always in the order the lists were written."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
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


def names_of(session: Session, taxonomy: str) -> dict[str, str]:
    """Code to name of the terms of one taxonomy, in order: two columns, no whole terms."""
    named = terms_of(taxonomy).with_only_columns(TaxonomyTerm.code, TaxonomyTerm.name)
    return {row.code: row.name for row in session.execute(named)}


def professional_names_of(session: Session, taxonomy: str) -> dict[str, str]:
    """Code to the name that professionals use, or the one for everybody where they have no other, in order."""
    names = func.coalesce(func.nullif(TaxonomyTerm.professional_label, ""), TaxonomyTerm.name)
    rows = session.execute(terms_of(taxonomy).with_only_columns(TaxonomyTerm.code, names.label("called")))
    return {row.code: row.called for row in rows}


def name_of(session: Session, taxonomy: str, code: str) -> str:
    """What a term is called, or its code where the list no longer has it."""
    named = terms_of(taxonomy).with_only_columns(TaxonomyTerm.name).where(TaxonomyTerm.code == code)
    return session.scalar(named.limit(1)) or code


def term_ids(session: Session, taxonomy: str) -> dict[str, UUID]:
    """Code to id, for loading."""
    return {term.code: term.id for term in session.scalars(terms_of(taxonomy))}
