"""Two listings of one men's shed, and a short way to find and join them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import Phone, Service
from directory.moderation.duplicates.finding import find_duplicates
from directory.moderation.duplicates.merging import Join, merge_listings
from directory.moderation.duplicates.models import DuplicatePair, Merge
from tests.cast import DISTRICT
from tests.factories import listings as make

SPOT = (53.1440, -1.1970)
BY = "user:stella"

Joining = Callable[..., Merge]


def listed(session: Session, name: str, number: str = "", *, district: str = DISTRICT, **values: Any) -> Service:
    """A listing at the same spot as all others made here."""
    made = make.service(session, name, **values)
    make.held_at(session, made, make.location(session, *SPOT, district_code=district))
    if number:
        session.add(Phone(service_id=made.id, number=number))
        session.flush()
    return made


def look(session: Session, at: datetime, **options: Any) -> Any:
    """Look through the whole directory now."""
    return find_duplicates(session, at=at, save=session.commit, again=True, **options)


def the_pair(session: Session) -> DuplicatePair:
    """The only pair there is."""
    return session.scalars(select(DuplicatePair)).one()


@pytest.fixture
def shed(session: Session) -> Service:
    """The listing that most people know."""
    return listed(session, "Mansfield Men's Shed", "01632 960 123", description="Woodwork and tea.")


@pytest.fixture
def twin(session: Session) -> Service:
    """The same shed, entered again by somebody who did not see it."""
    return listed(session, "Mens Shed Mansfield", "01632 960123", url="https://shed.example.org/mansfield")


@pytest.fixture
def join(session: Session, shed: Service, twin: Service, at: datetime) -> Joining:
    """Join the twin to the shed."""

    def joining(survivor: Service = shed, merged: Service = twin, **content: Any) -> Merge:
        done = Join(survivor, merged, content, survivor.version, merged.version)
        return merge_listings(session, done, by=BY, at=at)

    return joining
