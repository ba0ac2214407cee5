"""Who answers for what; and what becomes of it when somebody leaves."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.demo import load_people
from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.errors import RuleBroken
from directory.geo.models import AreaType
from directory.listings.models import Service
from directory.moderation.concerns.models import Concern
from directory.moderation.desk.demo import LISTINGS, fill_queue, give_owners
from directory.moderation.desk.ownership import districts
from directory.moderation.freshness.models import AreaOwner
from directory.moderation.freshness.owners import give, give_area, named_stewards, owner_id, release_owners
from directory.moderation.freshness.telling_owners import tell_owners
from directory.moderation.freshness.watching import begin_watch
from directory.moderation.proposals.models import ChangeProposal
from tests.cast import DISTRICT
from tests.factories import listings as factory
from tests.moderation.freshness.conftest import Listed


def owner_of(session: Session, service: Service) -> object:
    session.flush()
    return session.scalar(select(owner_id()).where(Service.id == service.id))


def test_a_listings_own_owner_comes_before_the_districts(
    session: Session, listed: Listed, steward: User, area_steward: User, at: datetime
) -> None:
    tea = listed()
    factory.held_at(session, tea, factory.location(session, 53.1, -1.2, district_code=DISTRICT))
    assert owner_of(session, tea) is None
    give_area(session, DISTRICT, area_steward.id, by="user:1", at=at)
    assert owner_of(session, tea) == area_steward.id
    give(session, [tea], steward.id, by="user:1", at=at)
    assert owner_of(session, tea) == steward.id
    give(session, [tea], None, by="user:1", at=at)
    assert owner_of(session, tea) == area_steward.id


def test_a_listing_without_a_place_is_for_whoever_answers_for_the_area_it_covers(
    session: Session, listed: Listed, steward: User, area_steward: User, at: datetime
) -> None:
    line = listed()
    factory.covers(session, line, factory.area(session, "E10000024", "Nottinghamshire", AreaType.COUNTY))
    assert owner_of(session, line) is None
    give_area(session, "E10000024", steward.id, by="user:1", at=at)
    assert owner_of(session, line) == steward.id
    [county] = districts(session, steward, at.date())
    assert (county.name, county.listings, county.owner_id) == ("Nottinghamshire", 1, steward.id)
    factory.held_at(session, line, factory.location(session, 53.1, -1.2, district_code=DISTRICT))
    give_area(session, DISTRICT, area_steward.id, by="user:1", at=at)
    assert owner_of(session, line) == area_steward.id


def test_the_demonstration_has_owners_and_two_districts_that_somebody_left(session: Session, at: datetime) -> None:
    for code, name in ((DISTRICT, "Mansfield"), ("E07000171", "Bassetlaw"), ("E07000113", "Swale")):
        factory.area(session, code, name)
    give_owners(session, at=at)
    assert session.scalars(select(AreaOwner)).first() is None  # nobody is there to own anything yet
    load_people(session, key="k" * 40, organization_id=None, at=at)
    give_owners(session, at=at)
    names = {user.id: user.name for user in named_stewards(session)}
    owned = {row.area_code: names[row.steward_id] for row in session.scalars(select(AreaOwner))}
    assert owned == {DISTRICT: "Aled Steward", "E07000171": "Stella Steward"}
    give_area(session, DISTRICT, None, by="user:1", at=at)
    give_owners(session, at=at)
    assert session.scalars(select(AreaOwner.area_code)).all() == ["E07000171"]


def test_the_demonstrations_queue_is_filled_once(session: Session, at: datetime) -> None:
    load_people(session, key="k" * 40, organization_id=None, at=at)
    factory.service(session, "Sit and stand", external_id=LISTINGS[0])
    factory.service(session, "The card", external_id=LISTINGS[1])
    fill_queue(session, at=at)
    fill_queue(session, at=at)
    assert len(session.scalars(select(Concern)).all()) == 1
    assert sorted(len(each.changes) for each in session.scalars(select(ChangeProposal))) == [2, 4]


@pytest.mark.requirement("A025")
def test_removing_an_owner_leaves_the_listing_to_nobody_at_once(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    tea = listed()
    give(session, [tea], steward.id, by="user:1", at=at)
    steward.active = False
    assert owner_of(session, tea) is None
    assert release_owners(session, at) == "1 listings and 0 areas released"
    assert tea.owner_steward_id is None
    assert release_owners(session, at) == "0 listings and 0 areas released"


def test_whoever_is_no_steward_any_more_owns_nothing(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    tea = listed()
    factory.held_at(session, tea, factory.location(session, 53.1, -1.2, district_code=DISTRICT))
    give_area(session, DISTRICT, steward.id, by="user:1", at=at)
    steward.grants.clear()
    assert owner_of(session, tea) is None
    assert release_owners(session, at) == "0 listings and 1 areas released"
    assert session.scalars(select(AreaOwner)).all() == []


def test_only_stewards_answer_for_listings(session: Session, listed: Listed, connector: User, at: datetime) -> None:
    with pytest.raises(RuleBroken, match="Select a steward"):
        give(session, [listed()], connector.id, by="user:1", at=at)
    with pytest.raises(RuleBroken, match="Select a steward"):
        give_area(session, DISTRICT, connector.id, by="user:1", at=at)


def test_giving_is_on_the_record_and_disturbs_nobody_who_is_editing(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    tea = listed()
    version = tea.version
    give(session, [tea], steward.id, by="user:1", at=at)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "listing.owned")).one()
    assert (event.actor, event.detail, tea.version) == ("user:1", {"owner": str(steward.id)}, version)


def test_stewards_are_offered_by_name(session: Session, steward: User, area_steward: User, connector: User) -> None:
    assert [user.name for user in named_stewards(session)] == ["Aled Steward", "Stella Steward"]


@pytest.mark.requirement("A024")
def test_owners_hear_once_a_day_of_what_was_warned_of_and_what_left(
    session: Session, listed: Listed, steward: User, at: datetime, post: Callable[[], list[Any]]
) -> None:
    mine, nobodys = listed("Mine"), listed("Nobody's")
    give(session, [mine], steward.id, by="user:1", at=at)
    begin_watch(session, mine.id, was_paused=False, warned_on=date(2025, 12, 20), stale_on=date(2026, 1, 5))
    begin_watch(session, nobodys.id, was_paused=False, warned_on=date(2026, 1, 5))
    assert tell_owners(session, at) == "2 told"
    session.flush()
    assert tell_owners(session, at) == "told already"
    letters = {letter.to[0]: letter for letter in post()}
    assert letters[steward.email].subject == "Directory: 1 listing has left search"
    assert letters["directory@example.org"].subject == "Directory: 1 listing leaves search soon"
    assert "Mine" not in letters[steward.email].body
