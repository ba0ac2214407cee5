"""A listing of the provider's organisation in the area steward's district, and one elsewhere."""

import pytest
from sqlalchemy.orm import Session

from directory.listings.models import Organization, Service
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make


@pytest.fixture
def tea(session: Session, organization: Organization) -> Service:
    """In Mansfield, run by the provider's organisation."""
    listing = make.service(session, "Tea on Tuesdays", organization_id=organization.id)
    make.held_at(session, listing, make.location(session, 53.14, -1.2, district_code=DISTRICT))
    return listing


@pytest.fixture
def far(session: Session) -> Service:
    """In another district, where the area steward has no say."""
    listing = make.service(session, "Far away club")
    make.held_at(session, listing, make.location(session, 53.3, -1.1, city="Worksop", district_code="E07000171"))
    return listing


def leave(client: CheckedClient) -> None:
    """Be nobody in particular again."""
    with client.session_transaction() as cookie:
        cookie.clear()
