"""A referral made by the connector, and a clock that can be moved."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization, Service
from directory.referrals.models import Person, Referral
from tests.factories import listings as make
from tests.factories import referrals as people

AT = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)  # a Monday


@pytest.fixture
def service(session: Session, organization: Organization) -> Service:
    return make.service(session, "Tea on Tuesdays", organization=organization)


@pytest.fixture
def edith(session: Session, connector: User) -> Person:
    return people.helped_person(session, connector, "Edith Zzyzx", phone="01632 960417")


@pytest.fixture
def referral(session: Session, connector: User, edith: Person, service: Service) -> Referral:
    return people.referral(session, connector, edith, service, AT)
