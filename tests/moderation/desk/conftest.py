"""A steward at the desk, and listings to ring about."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.extensions import limiter
from directory.geo.models import Area
from directory.listings.models import Phone, Service
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as factory

TODAY = date(2026, 1, 5)
Listed = Callable[..., Service]


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Each test starts with nothing counted."""
    limiter.reset()


@pytest.fixture
def listed(session: Session) -> Listed:
    """Make a listing whose check fell due so many days ago."""

    def make(name: str = "Tea on Tuesdays", late: int = 0, phone: str = "0115 496 0123", **values: Any) -> Service:
        due_on = TODAY - timedelta(days=late)
        checked = datetime(2026, 1, 5, 12, tzinfo=UTC) - timedelta(days=92 + late)
        made = factory.service(session, name, **({"verified_at": checked, "review_due_on": due_on} | values))
        if phone:
            session.add(Phone(service_id=made.id, number=phone))
            session.flush()
        return made

    return make


@pytest.fixture
def desk(client: CheckedClient, steward: User) -> CheckedClient:
    """A browser in which the steward of everything is signed in."""
    client.sign_in(steward)
    return client


@pytest.fixture
def mansfield(session: Session) -> Area:
    """The district of the area steward."""
    return factory.area(session, DISTRICT, "Mansfield")


def in_district(session: Session, service: Service, code: str) -> None:
    """The listing happens in a district."""
    factory.held_at(session, service, factory.location(session, 53.1, -1.2, district_code=code))
