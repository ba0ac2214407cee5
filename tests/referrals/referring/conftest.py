"""A listing that takes referrals, and somebody who may be referred."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization, Service
from directory.referrals.models import Person
from tests.factories import listings as make
from tests.factories import referrals as people

NEED = "connect.groups"


@pytest.fixture
def service(session: Session, organization: Organization) -> Service:
    """A club that takes referrals through Waypost."""
    club = make.service(session, "Tea on Tuesdays", organization=organization)
    make.tag(session, club, make.term(session, "needs", NEED, "Clubs and groups"))
    return people.takes_referrals(session, club)


@pytest.fixture
def other_service(session: Session, other_organization: Organization) -> Service:
    """A second one, for another need."""
    shed = make.service(session, "Worksop Shed", organization=other_organization)
    make.tag(session, shed, make.term(session, "needs", "mind.low", "Low mood"))
    return people.takes_referrals(session, shed)


@pytest.fixture
def edith(session: Session, connector: User, at: datetime) -> Person:
    """Somebody on the connector's caseload."""
    return people.helped_person(session, connector, phone="01623 555012", born="1948", last_contact_at=at)
