"""Whom to ring today."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area
from directory.listings.codes import ListingStatus
from directory.listings.models import Organization
from directory.moderation.desk.calls import Heard, hear, mark_of
from directory.moderation.desk.codes import CallOutcome
from directory.moderation.desk.queue import calls_today
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import open_finding
from directory.moderation.freshness.owners import give, give_area
from directory.moderation.providing.models import ListingUse
from tests.cast import DISTRICT
from tests.factories import listings as factory
from tests.moderation.desk.conftest import TODAY, Listed, in_district


def names(session: Session, user: User, **asked: str) -> list[str]:
    return [call.name for group in calls_today(session, user, TODAY, **asked) for call in group.calls]


def test_what_is_due_and_what_is_hidden_and_nothing_else(session: Session, listed: Listed, steward: User) -> None:
    listed("Due today")
    listed("Tomorrow", late=-1)
    listed("Hidden", late=40, listing_status=ListingStatus.STALE)
    listed("Ended", late=40, listing_status=ListingStatus.ARCHIVED)
    listed("Draft", late=40, listing_status=ListingStatus.DRAFT)
    assert names(session, steward) == ["Hidden", "Due today"]


def test_crisis_help_and_busy_listings_come_first(session: Session, listed: Listed, steward: User) -> None:
    listed("Quiet", late=30)
    busy, crisis = listed("Busy", late=30), listed("Crisis", late=30)
    session.add(ListingUse(service_id=busy.id, month=date(2025, 12, 1), views=6))
    session.add(ListingUse(service_id=crisis.id, month=date(2025, 12, 1), views=6))
    factory.tag(session, crisis, factory.term(session, "needs", "mind.crisis", "In a crisis"))
    assert names(session, steward) == ["Crisis", "Busy", "Quiet"]


def test_months_long_past_do_not_count_as_use(session: Session, listed: Listed, steward: User) -> None:
    old, now = listed("Old"), listed("Now")
    session.add(ListingUse(service_id=old.id, month=date(2025, 6, 1), views=500))
    session.add(ListingUse(service_id=now.id, month=date(2026, 1, 1), views=1))
    assert names(session, steward) == ["Now", "Old"]


def test_listings_of_one_organisation_are_one_call(
    session: Session, listed: Listed, steward: User, organization: Organization
) -> None:
    listed("Alone", late=5)
    listed("First", late=9, organization_id=organization.id)
    listed("Second", organization_id=organization.id)
    groups = calls_today(session, steward, TODAY)
    assert [[call.name for call in group.calls] for group in groups] == [["First", "Second"], ["Alone"]]


def test_whom_nobody_reached_waits_until_the_next_try(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    tea = listed()
    hear(session, tea, Heard(CallOutcome.NO_ANSWER), seen=mark_of(session, tea), by=steward, at=at)
    session.flush()
    assert names(session, steward) == []
    assert [group.first.no_answers for group in calls_today(session, steward, date(2026, 1, 6))] == [1]


def test_an_area_steward_sees_the_area_only(
    session: Session, listed: Listed, area_steward: User, steward: User, mansfield: Area
) -> None:
    in_district(session, listed("Here"), DISTRICT)
    in_district(session, listed("Elsewhere"), "E07000171")
    factory.covers(session, listed("All over Mansfield"), mansfield)
    listed("Nowhere")
    assert sorted(names(session, area_steward)) == ["All over Mansfield", "Here"]
    assert len(names(session, steward)) == 4


def test_mine_nobodys_and_everybodys(
    session: Session, listed: Listed, steward: User, area_steward: User, mansfield: Area, at: datetime
) -> None:
    mine, theirs = listed("Mine"), listed("Theirs")
    listed("Nobody's")
    in_district(session, theirs, DISTRICT)
    give(session, [mine], steward.id, by="user:1", at=at)
    give_area(session, DISTRICT, area_steward.id, by="user:1", at=at)
    session.flush()
    assert names(session, steward, owner="mine") == ["Mine"]
    assert names(session, area_steward, owner="mine") == ["Theirs"]
    assert names(session, steward, owner="unowned") == ["Nobody's"]


def test_never_checked_and_found_wrong_have_lists_of_their_own(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    listed("Never", verified_at=None, review_due_on=None)
    wrong = listed("Wrong", late=-30)
    open_finding(session, wrong.id, FindingKind.LINK_BROKEN, "https://gone.example.org", at=at)
    assert names(session, steward, show="never") == ["Never"]
    assert names(session, steward, show="findings") == ["Wrong"]
    assert names(session, steward) == []
