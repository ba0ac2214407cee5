"""The word lists that tests are given are those that loading the seeds gives."""

from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from directory.extensions import db
from directory.taxonomy.models import SynonymGroup, Taxonomy
from directory.taxonomy.operations import load_taxonomies
from tests.factories.word_lists import MODELS, word_lists

#: What is new each time a row is written.
OWN = {"id", "taxonomy_id", "parent_id", "synonym_group_id", "created_at", "updated_at"}


def written(session: Session) -> dict[str, list[Any]]:
    """All rows as the database has them, but for what is new each time."""
    return {
        model.__tablename__: sorted(
            repr(sorted((name, value) for name, value in row.items() if name not in OWN))
            for row in session.execute(text(f"SELECT * FROM {model.__tablename__}")).mappings()  # noqa: S608 -- our names
        )
        for model in MODELS
    }


def test_they_are_those_of_the_seeds_and_fill_the_same_tables(session: Session) -> None:
    word_lists(session)
    given = written(session)
    session.rollback()
    load_taxonomies(session)
    session.flush()
    assert written(session) == given
    assert min(map(len, given.values())) >= 5
    filled = {table.name for table in db.metadata.sorted_tables if session.execute(select(table).limit(1)).first()}
    assert filled == set(given)


def test_loading_the_seeds_afterwards_finds_every_row_in_its_place(session: Session) -> None:
    word_lists(session)
    before = written(session)
    load_taxonomies(session)
    session.flush()
    assert written(session) == before
    assert session.query(Taxonomy).count() >= 5
    assert all(group.needs is not None for group in session.scalars(select(SynonymGroup)))
