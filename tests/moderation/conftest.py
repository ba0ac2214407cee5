"""A listing about which something can be said, and a person who takes a moment before sending."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory import clock
from directory.extensions import limiter
from directory.listings.models import Service
from tests.client import CheckedClient
from tests.factories import listings as factory

Send = Callable[..., TestResponse]


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Each test starts with nothing counted."""
    limiter.reset()


@pytest.fixture
def tea(session: Session) -> Service:
    return factory.service(session, "Tea on Tuesdays")


@pytest.fixture
def send(client: CheckedClient, at: datetime) -> Send:
    """Open a page and send its form after so many seconds."""

    def sending(address: str, values: dict[str, Any] | None = None, *, after: float = 30) -> TestResponse:
        page = client.page(address)
        form = next(form for form in page.forms if form.method == "post")
        with clock.stopped_at(at + timedelta(seconds=after)):
            return client.post(form.action, data={**form.values, **(values or {})}, token=False)

    return sending
