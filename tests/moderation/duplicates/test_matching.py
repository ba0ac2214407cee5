"""What is offered to somebody who enters a listing: "Is it one of these?"."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import AddressVisibility, ListingStatus, Visibility
from directory.listings.models import OrganizationIdentifier, Service
from directory.moderation.duplicates.matching import Match, alike
from tests.factories import listings as make
from tests.moderation.duplicates.conftest import SPOT, listed

HERE = {"latitude": SPOT[0], "longitude": SPOT[1], "city": "Mansfield", "postal_code": "NG18 1AA"}


@pytest.fixture
def today(at: datetime) -> date:
    return at.date()


def asked(session: Session, today: date, **content: Any) -> list[Match]:
    """What is offered for this content."""
    return alike(session, content, today=today)


def test_a_slip_and_another_order_still_find_it(session: Session, shed: Service, today: date) -> None:
    (match,) = asked(session, today, name="Mens Shedd Mansfield", venues=[HERE])
    assert match.service_id == shed.id
    assert (match.name, match.town) == ("Mansfield Men's Shed", "Mansfield")
    assert "at the same spot" in match.reasons or "same postcode" in match.reasons


def test_the_phone_finds_what_the_name_does_not(session: Session, shed: Service, today: date) -> None:
    found = asked(session, today, name="Woodwork on Wednesdays", phones=[{"number": "+44 1632 960123"}], venues=[HERE])
    assert [match.service_id for match in found] == [shed.id]
    assert "same phone" in found[0].reasons


def test_the_number_in_a_register_finds_it(session: Session, today: date) -> None:
    runs = make.organization(session, "Sheds of the North")
    session.add(
        OrganizationIdentifier(
            organization_id=runs.id, identifier_scheme="GB-CHC", identifier_type="Charity number", identifier="1234567"
        )
    )
    there = make.service(session, "Retford workshop", organization_id=runs.id)
    numbers = [{"scheme": "GB-CHC", "identifier": "1234567"}]
    found = asked(
        session, today, name="Workshop Retford", organization={"name": "Northern Sheds", "identifiers": numbers}
    )
    assert [match.service_id for match in found] == [there.id]
    assert "same number in a public register" in found[0].reasons


def test_the_likeliest_stands_first_and_no_more_than_asked(session: Session, shed: Service, today: date) -> None:
    for _ in range(3):
        listed(session, "Mens Shed of Mansfield")
    found = alike(session, {"name": "Mansfield Men's Shed", "venues": [HERE]}, limit=2, today=today)
    assert len(found) == 2
    assert found[0].service_id == shed.id


def test_something_new_finds_nothing(session: Session, shed: Service, today: date) -> None:
    assert asked(session, today, name="Beekeeping for beginners") == []


def test_an_empty_form_finds_nothing(session: Session, shed: Service, today: date) -> None:
    assert asked(session, today) == []


@pytest.mark.parametrize(
    "values", [{"visibility": Visibility.PROFESSIONAL}, {"listing_status": ListingStatus.DRAFT}], ids=["kept", "draft"]
)
def test_what_the_public_may_not_see_is_not_told(session: Session, today: date, values: dict[str, Any]) -> None:
    make.service(session, "Safe house", **values)
    assert asked(session, today, name="Safe house") == []


def test_no_warning_tells_that_a_hidden_address_is_near(session: Session, today: date) -> None:
    refuge = make.service(session, "Haven")
    make.held_at(session, refuge, make.location(session, *SPOT, visibility=AddressVisibility.HIDDEN))
    (match,) = asked(session, today, name="Haven", venues=[HERE])
    assert match.reasons == ("same name",)
    assert match.town == ""
