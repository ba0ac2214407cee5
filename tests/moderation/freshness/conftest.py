"""Listings with a due day, and what the worker would do."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory import clock
from directory.extensions import limiter
from directory.listings.models import Service
from directory.moderation.freshness.messages import HANDLERS
from directory.notifications import outbox
from tests.factories import listings as factory

TODAY = date(2026, 1, 5)
Listed = Callable[..., Service]


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Each test starts with nothing counted."""
    limiter.reset()


def due_in(days: int) -> dict[str, Any]:
    """A usual listing whose next check is due in so many days, and the check that makes it so."""
    checked = datetime(2026, 1, 5, 12, tzinfo=UTC) + timedelta(days=days - 92)
    return {"verified_at": checked, "review_due_on": TODAY + timedelta(days=days)}


@pytest.fixture
def listed(session: Session) -> Listed:
    """Make a listing that is due in so many days."""

    def make(name: str = "Tea on Tuesdays", days: int = 0, **values: Any) -> Service:
        return factory.service(session, name, **(due_in(days) | {"email": "tea@example.org"} | values))

    return make


@pytest.fixture
def post(app: Flask, session: Session) -> Callable[[], list[Any]]:
    """Let the worker send what waits; gives every letter so far."""

    def sending() -> list[Any]:
        session.commit()
        outbox.deliver(session, HANDLERS, at=clock.now())
        return list(app.extensions["mailman"].__dict__.get("outbox", []))

    return sending
