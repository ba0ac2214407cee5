"""The people of the tests, by these names only. `client.sign_in(user)` signs one of them in, second factor and all."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import Team, User
from directory.accounts.roles import Role
from directory.listings.models import Organization
from tests.factories import accounts as people
from tests.factories import listings as make

#: The one district that the area steward answers for: Mansfield.
DISTRICT = "E07000174"


@pytest.fixture
def resident() -> None:
    """Somebody without an account."""


@pytest.fixture
def organization(session: Session) -> Organization:
    """The organisation that the provider keeps listings for."""
    return make.organization(session, "Kirkby Good Neighbours")


@pytest.fixture
def other_organization(session: Session) -> Organization:
    """The organisation of the other provider."""
    return make.organization(session, "Worksop Welcome Club")


@pytest.fixture
def provider(session: Session, organization: Organization) -> User:
    """The lead of one organisation."""
    return people.member(session, people.person(session, "Priya Provider"), organization.id)


@pytest.fixture
def other_provider(session: Session, other_organization: Organization) -> User:
    """The lead of another organisation: the outsider on a provider's pages."""
    return people.member(session, people.person(session, "Otis Other"), other_organization.id)


@pytest.fixture
def referrer(session: Session) -> User:
    """Somebody at a surgery who refers people."""
    return people.person(session, "Rosa Referrer", Role.PARTNER_REFERRER)


@pytest.fixture
def contributor(session: Session) -> User:
    """A student who maps groups and places."""
    return people.person(session, "Chris Contributor", Role.CONTRIBUTOR)


@pytest.fixture
def team(session: Session) -> Team:
    """The connector's team, for the district of the area steward."""
    return people.team(session, "Mansfield connectors", DISTRICT)


@pytest.fixture
def other_team(session: Session) -> Team:
    """A team elsewhere."""
    return people.team(session, "Bassetlaw connectors", "E07000171")


@pytest.fixture
def reviewer(session: Session) -> User:
    """Somebody with lived experience who reads which words changed."""
    return people.person(session, "Renu Reviewer", Role.REVIEWER)


@pytest.fixture
def connector(session: Session, team: Team) -> User:
    """A connector at the council."""
    return people.join(session, people.person(session, "Connie Connector", Role.CONNECTOR), team)


@pytest.fixture
def colleague(session: Session, team: Team) -> User:
    """A connector of the same team."""
    return people.join(session, people.person(session, "Colin Colleague", Role.CONNECTOR), team)


@pytest.fixture
def volunteer(session: Session, team: Team) -> User:
    """A volunteer connector of the same team, who sees their own people only."""
    return people.join(session, people.person(session, "Vera Volunteer", Role.CONNECTOR), team, is_volunteer=True)


@pytest.fixture
def other_connector(session: Session, other_team: Team) -> User:
    """A connector of another team: the outsider on pages about people."""
    return people.join(session, people.person(session, "Oscar Connector", Role.CONNECTOR), other_team)


@pytest.fixture
def supervisor(session: Session, team: Team) -> User:
    """Somebody who leads the connector's team."""
    return people.join(session, people.person(session, "Sue Supervisor", Role.SUPERVISOR), team)


@pytest.fixture
def other_supervisor(session: Session, other_team: Team) -> User:
    """Somebody who leads another team."""
    return people.join(session, people.person(session, "Olga Supervisor", Role.SUPERVISOR), other_team)


@pytest.fixture
def steward(session: Session) -> User:
    """A steward who answers for the whole directory."""
    return people.person(session, "Stella Steward", Role.STEWARD)


@pytest.fixture
def area_steward(session: Session) -> User:
    """A steward who answers for one district."""
    return people.person(session, "Aled Steward", Role.STEWARD, areas=(DISTRICT,))


@pytest.fixture
def commissioner(session: Session) -> User:
    """Somebody who buys services."""
    return people.person(session, "Carl Commissioner", Role.COMMISSIONER)


@pytest.fixture
def administrator(session: Session) -> User:
    """Somebody who looks after accounts."""
    return people.person(session, "Ada Administrator", Role.ADMINISTRATOR)
