"""A kitchen in Mansfield: some needs to tick, a listing that goes with one, somebody who is helped."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.extensions import limiter
from directory.geo.models import PostcodePoint
from directory.listings.models import Phone, Service
from directory.referrals.models import ContactAction, Conversation, Person
from directory.referrals.people.operations import PersonFacts, make_person
from directory.taxonomy.models import TaxonomyTerm
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people

GRIEF = "mind.grief"
LUNCH, FALLS, ALARMS, ABUSE = "connect.lunch", "health.falls", "equip.tec", "safe.abuse"
WARD, LSOA = "E05009102", "E01028300"
NAMES = {
    LUNCH: "Eating together",
    FALLS: "Worried about falling or getting weaker",
    ALARMS: "Alarms, pendants and sensors",
    ABUSE: "Worried about abuse or neglect",
    GRIEF: "Coping with loss",
    "money.energy": "Keeping warm and paying energy bills",
    "plan.assess": "Ask for a care or carer's assessment",
}


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Each test starts with nothing counted."""
    limiter.reset()


@pytest.fixture
def needs(session: Session) -> dict[str, TaxonomyTerm]:
    """What can be ticked."""
    group = make.term(session, "need_groups", "connect", "Meeting people")
    found = {}
    for code, name in NAMES.items():
        parent = {"parent_id": group.id} if code == LUNCH else {}
        found[code] = make.term(session, "needs", code, name, **parent)
    after = {"needs": [{"code": GRIEF, "why": "When caring ends"}, {"code": "not.there", "why": ""}]}
    make.term(session, "life_transitions", "caring_ended", "My caring role has ended", facts=after)
    make.term(session, "cohorts", "lives_alone", "People who live alone")
    return found


@pytest.fixture
def tea(session: Session, needs: dict[str, TaxonomyTerm]) -> Service:
    """A listing about eating together, with a number."""
    listing = make.service(session, "Tea on Tuesdays")
    make.tag(session, listing, needs[LUNCH])
    session.add(Phone(service_id=listing.id, number="01632 960012"))
    session.flush()
    return listing


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
    """Edith, whom the connector helps and who can be written to in every way."""
    facts = PersonFacts(
        name="Edith Example",
        phone="07700 900123",
        email="edith@example.org",
        address="1 Low Street\nMansfield",
        postcode=postcode,
    )
    return make_person(session, facts, by=connector.actor, at=at, navigator=connector)


@pytest.fixture
def talk(
    session: Session, connector: User, edith: Person, needs: dict[str, TaxonomyTerm], at: datetime
) -> Conversation:
    """A talk with Edith about eating together."""
    return people.conversation(
        session, connector, edith, at, what_matters="Company at the table", needs=[LUNCH], district_code=DISTRICT
    )


@pytest.fixture
def nameless(session: Session, connector: User, needs: dict[str, TaxonomyTerm], at: datetime) -> Conversation:
    """A talk with nobody named."""
    return people.conversation(session, connector, None, at, needs=[LUNCH], district_code=DISTRICT)


@pytest.fixture
def work(client: CheckedClient, connector: User) -> CheckedClient:
    """The connector's browser."""
    client.sign_in(connector)
    return client


@pytest.fixture
def searchable(app: Flask, session: Session, tea: Service) -> Service:
    """The listing, in the index."""
    session.commit()
    result = app.test_cli_runner().invoke(args=["reindex", "--quick"])
    assert result.exit_code == 0, result.output
    return tea


def only_action(session: Session) -> ContactAction:
    """The one thing that was done."""
    session.expire_all()
    return session.scalars(select(ContactAction)).one()


def actions(session: Session) -> list[ContactAction]:
    """Everything that was done, in order."""
    session.expire_all()
    return list(session.scalars(select(ContactAction).order_by(ContactAction.id)))


def only_talk(session: Session) -> Conversation:
    """The one conversation."""
    session.expire_all()
    return session.scalars(select(Conversation)).one()


@pytest.fixture
def volunteering(session: Session, tea: Service) -> TaxonomyTerm:
    """The listing is about volunteering too."""
    term = make.term(session, "needs", "skills.volunteer", "Volunteering and giving something back")
    make.tag(session, tea, term)
    return term
