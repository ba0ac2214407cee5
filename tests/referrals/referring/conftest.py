"""A listing that takes referrals, and somebody who may be referred."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization, Service
from directory.referrals.models import Person, Referral
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.page import Page

NEED = "connect.groups"
WORDS = {"what_matters": "Company at Christmas", "summary": "Would like tea with others"}
AGREED = {
    "value": "agreed_verbal",
    "channel": "home_visit",
    "fact": ["name", "phone"],
    "purpose": ["follow_up_contact"],
}


def the_only(session: Session) -> Referral:
    return session.scalars(select(Referral)).one()


def ids_of(*services: Service) -> list[str]:  # the checked client keeps the last of several fields of one name
    return [str(service.id) for service in services]


def write(client: CheckedClient, person: Person, *services: Service, **values: Any) -> str:
    """Write drafts; give the address of the page of agreement."""
    asked = "&".join(f"service={service.id}" for service in services)
    response = client.submit(
        f"/referrals/new?person={person.id}&{asked}", {**WORDS, "service": ids_of(*services), **values}
    )
    assert response.status_code == 303, Page(response.get_data(as_text=True)).errors
    return str(response.location)


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
