"""Which team answers for an area, so that nobody without a connector waits where no one looks."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.accounts.models import Team
from directory.referrals.models import ContactAction, Conversation, FollowUp, Person, Referral
from directory.referrals.people.places import Place


def team_covering(session: Session, place: Place) -> Team | None:
    """The team for a ward, else for its district, else one that answers for everywhere. First by name among equals."""
    teams = list(session.scalars(select(Team).order_by(Team.name, Team.id)))
    for code in (place.ward, place.district):
        found = next((team for team in teams if code and code in team.area_codes), None)
        if found is not None:
            return found
    return next((team for team in teams if not team.area_codes), None)


def place_waiting(session: Session) -> int:
    """Give everybody who has neither connector nor team to the team of their area; say how many found one."""
    waiting = select(Person).where(Person.navigator_id.is_(None), Person.team_id.is_(None)).order_by(Person.id)
    placed = 0
    for person in session.scalars(waiting).all():
        team = team_covering(session, Place(person.ward_code, person.lsoa_code, person.district_code))
        if team is None:
            continue
        person.team_id = team.id
        placed += 1
        for kind in (Referral, Conversation, ContactAction, FollowUp):
            session.execute(
                update(kind)
                .where(kind.person_id == person.id, kind.navigator_id.is_(None), kind.team_id.is_(None))
                .values(team_id=team.id)
            )
    return placed
