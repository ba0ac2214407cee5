"""One club that keeps its listing here, and its people."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization, Service
from tests.factories import accounts as people
from tests.factories import listings as factory
from tests.factories.accounts import trust


@pytest.fixture
def club(session: Session, organization: Organization) -> Service:
    """Bingo on Mondays at the hall, kept by the provider's organisation, checked and due in spring."""
    made = factory.service(
        session,
        "Monday bingo",
        summary="Bingo and tea.",
        organization_id=organization.id,
        review_due_on=date(2026, 3, 16),
    )
    factory.weekly(session, made, "MO", "10:00", "12:00")
    return made


@pytest.fixture
def trusted(session: Session, provider: User) -> User:
    """The provider, whose everyday changes are live at once."""
    trust(provider)
    session.flush()
    return provider


@pytest.fixture
def nobody_in_particular(session: Session) -> User:
    """Somebody with an account and nothing to keep."""
    return people.person(session, "Nia Newcomer")
