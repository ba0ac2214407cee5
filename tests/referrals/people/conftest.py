"""A postcode with its areas, and somebody on the connector's caseload whom pages find by name and number."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import PostcodePoint
from directory.referrals.models import Person
from directory.referrals.people.operations import PersonFacts, make_person
from tests.cast import DISTRICT

WARD, LSOA = "E05009102", "E01028300"


@pytest.fixture
def postcode(session: Session) -> str:
    """A postcode of Mansfield that the tables know."""
    point = PostcodePoint(postcode="NG181AA", latitude_e6=53_143_000, longitude_e6=-1_198_000)
    point.ward_code, point.lsoa_code, point.district_code = WARD, LSOA, DISTRICT
    session.add(point)
    session.flush()
    return "NG18 1AA"


@pytest.fixture
def edith(session: Session, connector: User, postcode: str, at: datetime) -> Person:
    """Edith, whom the connector helps: deaf, and not safe to leave messages for."""
    facts = PersonFacts(
        name="Edith Example",
        phone="01623 555012",
        email="Edith@example.org",
        postcode=postcode,
        born="1948-03-02",
        contact_ways=("phone", "post"),
        safety={"leave_message": "no", "code_word": "Bramble"},
        communication={"lipreads": "after a stroke", "large_print": "18 point"},
        cohorts=("older_people",),
    )
    return make_person(session, facts, by=connector.actor, at=at, navigator=connector)
