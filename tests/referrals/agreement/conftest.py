"""Somebody a connector helps, and the listing she is referred to."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization, Service
from directory.referrals.models import Person
from tests.factories import listings as make
from tests.factories import referrals as people


@pytest.fixture
def service(session: Session, organization: Organization) -> Service:
    return make.service(session, "Tea on Tuesdays", organization=organization)


@pytest.fixture
def edith(session: Session, connector: User) -> Person:
    return people.helped_person(session, connector)
