"""Teams: formed by administrators, and whoever waits is given to the team of their area."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import Team, TeamMember, User
from directory.accounts.roles import Role
from directory.geo.models import Area, AreaType
from directory.referrals.people.operations import PersonFacts, make_person
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import accounts as people
from tests.factories import referrals as help_by
from tests.page import Page
from tests.referrals.people.conftest import WARD


@pytest.fixture
def mansfield(session: Session) -> None:
    """A district and a ward of it."""
    for code, name, kind in ((DISTRICT, "Mansfield", AreaType.DISTRICT), (WARD, "Abbott", AreaType.WARD)):
        session.add(Area(code=code, name=name, area_type=kind, valid_from=date(2020, 1, 1)))
    session.flush()


@pytest.mark.usefixtures("mansfield")
def test_a_team_is_formed_and_takes_those_who_wait_in_its_area(
    client: CheckedClient, session: Session, administrator: User, postcode: str, at: datetime
) -> None:
    waiting = make_person(session, PersonFacts(name="Nell", postcode=postcode), by="receipt:1", at=at)
    assert waiting.team_id is None
    client.sign_in(administrator)
    answer = client.submit("/staff/teams/new", {"name": "Mansfield connectors", "districts": DISTRICT})
    team = session.scalars(select(Team)).one()
    assert answer.location == f"/staff/teams/{team.id}?done=made"
    page = client.page(answer.location)
    assert "Mansfield" in page.text
    assert team.area_codes == [DISTRICT]
    session.expire_all()
    assert waiting.team_id == team.id
    assert "Mansfield connectors" in client.page("/staff/teams").text


@pytest.mark.usefixtures("mansfield")
def test_a_name_twice_and_a_ward_there_is_not_are_refused(
    client: CheckedClient, session: Session, administrator: User, team: Team
) -> None:
    client.sign_in(administrator)
    answer = client.submit("/staff/teams/new", {"name": "mansfield CONNECTORS"})
    assert Page(answer.text).errors == ["Enter another name: a team has this one already"]
    answer = client.submit("/staff/teams/new", {"name": "Wards", "wards": f"{WARD}\nE05999999"})
    assert Page(answer.text).errors == ["Check the code E05999999: there is no such ward"]
    assert client.submit("/staff/teams/new", {"name": "Wards", "wards": WARD.lower()}).status_code == 303
    assert client.submit("/staff/teams/new", {"name": ""}).status_code == 422


def test_somebody_joins_as_a_volunteer_and_leaves(
    client: CheckedClient, session: Session, administrator: User, team: Team
) -> None:
    user = people.person(session, "Vic Volunteer", Role.CONNECTOR)
    people.person(session, "Stan Steward", Role.STEWARD)
    client.sign_in(administrator)
    page = client.page(f"/staff/teams/{team.id}")
    assert "Vic Volunteer" in page.html
    assert "Stan Steward" not in page.html
    answer = client.submit(f"/staff/teams/{team.id}", {"user": str(user.id), "is_volunteer": "y"})
    assert answer.status_code == 303
    member = session.scalars(select(TeamMember)).one()
    assert (member.user_id, member.is_volunteer) == (user.id, True)
    assert "Vic Volunteer, volunteer" in client.page(f"/staff/teams/{team.id}").text
    removal = f"/staff/teams/{team.id}/members/{member.id}/removal"
    assert client.post(removal).status_code == 303
    assert client.post(removal).status_code == 404


def test_nobody_is_chosen_by_a_slip(client: CheckedClient, session: Session, administrator: User, team: Team) -> None:
    people.person(session, "Vic Volunteer", Role.CONNECTOR)
    client.sign_in(administrator)
    answer = client.submit(f"/staff/teams/{team.id}", {})
    assert (answer.status_code, Page(answer.text).errors) == (422, ["Select who joins"])


@pytest.mark.usefixtures("mansfield")
def test_a_team_is_given_another_name(client: CheckedClient, session: Session, administrator: User, team: Team) -> None:
    client.sign_in(administrator)
    page = client.page(f"/staff/teams/{team.id}")
    about = next(form for form in page.forms if "name" in form.names)
    sent = {**about.values, "name": "Kirkby connectors", "districts": DISTRICT}
    answer = client.post(about.action, data=sent, token=False)
    assert answer.status_code == 303
    session.expire_all()
    assert (team.name, team.area_codes) == ("Kirkby connectors", [DISTRICT])


def test_whoever_has_people_on_their_caseload_does_not_leave(
    client: CheckedClient, session: Session, administrator: User, team: Team, connector: User
) -> None:
    help_by.helped_person(session, connector)
    member = session.scalars(select(TeamMember)).one()
    client.sign_in(administrator)
    assert client.post(f"/staff/teams/{team.id}/members/{member.id}/removal").status_code == 409


def test_a_team_with_members_or_people_is_not_dissolved(
    client: CheckedClient, session: Session, administrator: User, team: Team, other_team: Team, connector: User
) -> None:
    client.sign_in(administrator)
    assert client.post(f"/staff/teams/{team.id}/removal").status_code == 409
    assert client.post(f"/staff/teams/{other_team.id}/removal").status_code == 303
    assert session.scalars(select(Team)).all() == [team]
    assert connector.team_id == team.id
