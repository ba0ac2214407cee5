"""Listings to keep, and browsers that keep them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory.extensions import limiter
from directory.listings.models import Service
from directory.selfhelp.models import Shortlist
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.factories.word_lists import word_lists

Save = Callable[..., TestResponse]


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Each test starts with nothing counted."""
    limiter.reset()


@pytest.fixture
def tea(session: Session) -> Service:
    return factory.service(session, "Tea on Tuesdays")


@pytest.fixture
def walk(session: Session) -> Service:
    return factory.service(session, "A slow walk")


@pytest.fixture
def taxonomies(session: Session) -> None:
    """The real word lists."""
    word_lists(session)


@pytest.fixture
def indexed(app: Flask, session: Session) -> None:
    """A search index of what there is."""
    session.commit()
    result = app.test_cli_runner().invoke(args=["reindex", "--quick"])
    assert result.exit_code == 0, result.output


@pytest.fixture
def outsider(app: Flask) -> CheckedClient:
    """Another browser."""
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    return client


@pytest.fixture
def save(client: CheckedClient) -> Save:
    """Save a listing to this browser's list."""

    def saving(service: Service, browser: CheckedClient = client, **fields: Any) -> TestResponse:
        return browser.post("/shortlist/items", data={"service_id": str(service.id), **fields})

    return saving


@pytest.fixture
def only_list(session: Session) -> Callable[[], Shortlist]:
    """The one list there is."""
    return lambda: session.scalars(select(Shortlist)).one()
