"""Counts of who is seen by several, who comes back, and who was pointed somewhere and never asked."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.caseload.overlap import episodes, overlap_of
from directory.referrals.codes.referral import Source
from directory.referrals.codes.work import ActionKind, Helped
from directory.referrals.models import Person
from tests.client import CheckedClient
from tests.factories import referrals as people

BEGAN = datetime(2025, 9, 1, 10, tzinfo=UTC)


def days(*numbers: int) -> list[datetime]:
    return [BEGAN + timedelta(days=number) for number in numbers]


@pytest.mark.requirement("A092")
@pytest.mark.parametrize(
    ("contacts", "number", "repeated"),
    [
        (days(0), 1, 0),
        (days(0, 20), 1, 1),
        (days(0, 20, 40, 90), 1, 1),
        (days(0, 91), 2, 0),
        (days(0, 10, 95, 100), 2, 2),
        (days(40, 0), 1, 1),
    ],
)
def test_somebody_who_comes_back_counts_once_an_episode(contacts: list[datetime], number: int, repeated: int) -> None:
    found = episodes([contacts])
    assert (found.all, found.with_repeat) == (number, repeated)


@pytest.mark.requirement("A108")
def test_people_seen_by_several_are_counted_by_role_and_area(
    session: Session, connector: User, colleague: User, volunteer: User, other_connector: User, referrer: User,
    service: Service, edith: Person, at: datetime,
) -> None:  # fmt: skip
    edith.district_code = "E07000174"
    alone = people.helped_person(session, connector, "Alone Example", district_code="E07000174")
    both = people.helped_person(session, colleague, "Both Example")
    for person, who in ((edith, connector), (edith, volunteer), (alone, connector), (both, colleague)):
        people.conversation(session, who, person, at - timedelta(days=10))
    people.conversation(session, other_connector, both, at - timedelta(days=5))
    people.conversation(session, other_connector, alone, at - timedelta(days=400))
    people.referral(session, referrer, edith, service, at - timedelta(days=3), source=Source.PARTNER)
    assert connector.team_id is not None
    found = overlap_of(session, connector.team_id, at)
    seen = found.seen
    assert (seen.people, seen.by_two_people, seen.by_two_teams, seen.by_two_roles) == (3, 2, 1, 1)
    assert found.pairs == (("connector and partner and volunteer", 1),)
    assert {(people, several) for _, people, several in found.areas} == {(2, 1), (1, 1)}


def test_signposts_nobody_asked_about_are_counted_once_there_was_time(
    session: Session, connector: User, edith: Person, at: datetime
) -> None:
    for ago, helped in ((40, None), (40, Helped.YES), (10, None), (500, None)):
        talk = people.conversation(session, connector, edith, at - timedelta(days=ago))
        people.action(session, talk, ActionKind.SIGNPOST, helped=helped)
    assert connector.team_id is not None
    found = overlap_of(session, connector.team_id, at).signposts
    assert (found.all, found.asked, found.not_asked) == (2, 1, 1)


def test_the_page_names_nobody(
    client: CheckedClient, session: Session, supervisor: User, connector: User, edith: Person, at: datetime
) -> None:
    people.conversation(session, connector, edith, at - timedelta(days=10))
    client.sign_in(supervisor)
    page = client.page("/caseload/overlap")
    assert "1 of them had contact" in page.text
    assert "Zzyzx" not in page.html
    assert edith.reference not in page.html
