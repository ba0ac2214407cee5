"""A steward who is signed in, and a small directory with a thesaurus."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.taxonomy.models import SynonymGroup
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.search.mansfield import Mansfield, mansfield


@pytest.fixture
def town(session: Session, app: Flask) -> Mansfield:
    """Mansfield, where people say "grommocks" for falls."""
    make.synonyms(
        session, "falls", needs=("health.falls",), resident=("falls", "grommocks"), professional=("falls prevention",)
    )
    return mansfield(session, app)


@pytest.fixture
def falls(town: Mansfield, session: Session) -> SynonymGroup:
    """The group about falls."""
    return session.scalars(select(SynonymGroup).where(SynonymGroup.code == "falls")).one()


@pytest.fixture
def desk(client: CheckedClient, steward: User) -> CheckedClient:
    """The browser of a steward who is signed in."""
    client.sign_in(steward)
    return client
