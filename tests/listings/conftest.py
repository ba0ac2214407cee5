"""Listings as the pages' tests need them: a whole one, and short ways to say where and when."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import CostType, LinkType, PhoneKind
from directory.listings.models import CostOption, Phone, Schedule, Service
from tests.factories import listings as make

SAFE_NEED = "safe.domestic"


@pytest.fixture
def club(session: Session) -> Service:
    """A Thursday club in a hall, run by an organisation, with a number and a price."""
    listing = make.service(
        session,
        "Thursday coffee and company",
        summary="Tea, cake and a table to sit at, every Thursday in term time.",
        description="Come in by the side door.\n\nSomebody will find you a chair.",
        organization_id=make.organization(session, description="Volunteers in Kirkby.").id,
    )
    hall = make.location(session, 53.1, -1.25, name="Old Station Hub", city="Kirkby-in-Ashfield")
    here = make.held_at(session, listing, hall)
    thursdays = Schedule(
        service_id=listing.id,
        service_at_location_id=here.id,
        freq="WEEKLY",
        byday="TH",
        opens_at="10:00",
        closes_at="12:00",
    )
    phone = Phone(service_id=listing.id, number="0115 496 0123", kind=PhoneKind.VOICE)
    price = CostOption(service_id=listing.id, cost_type=CostType.FIXED, amount=2.5, amount_description="including cake")
    session.add_all([thursdays, phone, price])
    session.flush()
    make.tag(session, listing, make.term(session, "needs", "connect.groups", "Groups and clubs"))
    return listing


@pytest.fixture
def phone_of(session: Session) -> Callable[..., Phone]:
    """Give something a number."""

    def add(number: str, **values: Any) -> Phone:
        made = Phone(number=number, **({"kind": PhoneKind.VOICE} | values))
        session.add(made)
        session.flush()
        return made

    return add


@pytest.fixture
def refuge(session: Session) -> Service:
    """A refuge whose address is kept private, under a sensitive need."""
    listing = make.service(session, "Juniper refuge", summary="A safe place to stay.")
    listing.organization_id = make.organization(session, "Juniper Safe Homes").id
    make.tag(session, listing, make.term(session, "needs", SAFE_NEED, "Getting away from abuse"), LinkType.NEED)
    session.add(Phone(service_id=listing.id, number="01632 960844", kind=PhoneKind.VOICE))
    session.flush()
    return listing
