"""A steward who is signed in, and a small directory with a thesaurus."""

import pytest
from flask import Flask
from flask_login import UserMixin
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.extensions import login_manager
from directory.taxonomy.models import SynonymGroup
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.search.mansfield import Mansfield, mansfield


class Person(UserMixin):
    """Somebody with an account."""

    id = "steward-1"


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
def steward(app: Flask, client: CheckedClient, monkeypatch: pytest.MonkeyPatch) -> CheckedClient:
    """The browser of somebody who is signed in."""
    monkeypatch.setattr(login_manager, "_user_callback", lambda _id: Person())
    with client.session_transaction() as cookie:
        cookie["_user_id"] = Person.id
        cookie["_fresh"] = True
    return client
