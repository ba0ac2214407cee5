"""The real taxonomies and thesaurus, read from the seeds once for a test process and written as rows for each test."""

from functools import cache
from typing import Any

from sqlalchemy import create_engine, insert, select
from sqlalchemy.orm import Session

from directory.taxonomy.models import Synonym, SynonymGroup, Taxonomy, TaxonomyTerm
from directory.taxonomy.operations import load_taxonomies

MODELS = (Taxonomy, TaxonomyTerm, SynonymGroup, Synonym)

Rows = tuple[tuple[Any, list[dict[str, Any]]], ...]


def word_lists(session: Session) -> None:
    """What `load_taxonomies` leaves in an empty database."""
    for table, rows in _read():
        session.execute(insert(table), rows)


@cache
def _read() -> Rows:
    engine = create_engine("sqlite://")
    with Session(engine) as session:
        Taxonomy.metadata.create_all(session.connection())
        load_taxonomies(session)
        session.flush()
        found = tuple((model.__table__, _rows(session, model.__table__)) for model in MODELS)
        session.rollback()
    engine.dispose()
    return found


def _rows(session: Session, table: Any) -> list[dict[str, Any]]:
    """As they were written: what a row rests on stands before it."""
    return [dict(row) for row in session.execute(select(table).order_by(table.c.id)).mappings()]
