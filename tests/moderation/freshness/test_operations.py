"""Somebody has checked that a listing is right: the verb that everything here comes down to."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.audit.models import AuditEvent
from directory.errors import Conflict
from directory.listings.codes import CapacityStatus, ListingStatus, VerificationMethod
from directory.listings.editing import write_content
from directory.listings.models import Organization, ServiceCapacity
from directory.moderation.freshness.codes import ContactHow
from directory.moderation.freshness.models import ProviderContact
from directory.moderation.freshness.operations import mark_verified
from directory.moderation.freshness.watching import begin_watch, watch_of
from tests.factories import listings as factory
from tests.moderation.freshness.conftest import Listed

CALLED = VerificationMethod.STEWARD_CALLED


def test_a_check_sets_who_how_when_and_the_next_day(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    mark_verified(session, tea, method=CALLED, by="user:7", at=at)
    assert (tea.verified_at, tea.verification_method, tea.verified_by) == (at, CALLED, "the directory team")
    assert tea.review_due_on == date(2026, 4, 7)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "listing.verified")).one()
    assert (event.actor, event.detail["method"]) == ("user:7", "steward_called")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ListingStatus.REVIEW_DUE, ListingStatus.PUBLISHED),
        (ListingStatus.STALE, ListingStatus.PUBLISHED),
        (ListingStatus.PUBLISHED_PAUSED, ListingStatus.PUBLISHED_PAUSED),
        (ListingStatus.CLOSING, ListingStatus.CLOSING),
    ],
)
def test_a_check_brings_back_what_was_due_or_hidden(
    session: Session, listed: Listed, at: datetime, before: ListingStatus, after: ListingStatus
) -> None:
    tea = listed(listing_status=before)
    mark_verified(session, tea, method=CALLED, by="user:7", at=at)
    assert tea.listing_status is after


def test_a_listing_that_was_paused_before_it_was_hidden_is_paused_again(
    session: Session, listed: Listed, at: datetime
) -> None:
    tea = listed(listing_status=ListingStatus.STALE)
    begin_watch(session, tea.id, was_paused=True, stale_on=date(2026, 1, 1))
    mark_verified(session, tea, method=CALLED, by="user:7", at=at)
    assert tea.listing_status is ListingStatus.PUBLISHED_PAUSED
    assert watch_of(session, tea.id) is None


@pytest.mark.parametrize("status", [ListingStatus.DRAFT, ListingStatus.ARCHIVED, ListingStatus.REJECTED])
def test_what_is_not_in_the_directory_cannot_be_confirmed(
    session: Session, listed: Listed, at: datetime, status: ListingStatus
) -> None:
    with pytest.raises(Conflict, match="nothing to confirm"):
        mark_verified(session, listed(listing_status=status), method=CALLED, by="user:7", at=at)


def test_a_check_disturbs_nobody_who_is_editing(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    before = (tea.version, tea.updated_at)
    mark_verified(session, tea, method=CALLED, by="user:7", at=at)
    assert (tea.version, tea.updated_at) == before


def test_a_change_of_room_moves_the_next_check_in_the_same_transaction(
    session: Session, listed: Listed, at: datetime
) -> None:
    tea = listed(days=80)
    write_content(session, tea, {"capacity": {"status": "full"}}, by="user:7", at=at, why="")
    assert tea.review_due_on == date(2026, 1, 24)  # 31 days after the check instead of 92
    write_content(session, tea, {"capacity": {"status": "open"}}, by="user:7", at=at, why="")
    assert tea.review_due_on == date(2026, 3, 26)


def test_a_change_of_kind_moves_the_next_check(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed(days=80)
    write_content(session, tea, {"asset_type": "public_amenity"}, by="user:7", at=at, why="")
    assert tea.review_due_on == date(2026, 6, 24)


def test_a_listing_short_of_places_is_asked_about_each_month(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    session.add(ServiceCapacity(service_id=tea.id, status=CapacityStatus.FULL))
    mark_verified(session, tea, method=CALLED, by="user:7", at=at)
    assert tea.review_due_on == date(2026, 2, 5)


@pytest.mark.requirement("A039")
def test_the_day_an_organisation_was_last_reached_is_kept(
    session: Session, listed: Listed, organization: Organization, at: datetime
) -> None:
    tea = listed(organization_id=organization.id)
    mark_verified(session, tea, method=CALLED, by="user:7", at=at)
    contact = session.scalars(select(ProviderContact)).one()
    assert (contact.organization_id, contact.how, contact.at) == (organization.id, ContactHow.CALLED, at)


def test_a_look_at_the_web_reaches_nobody(
    session: Session, listed: Listed, organization: Organization, at: datetime
) -> None:
    tea = listed(organization_id=organization.id)
    mark_verified(session, tea, method=VerificationMethod.WEB_CHECKED, by="user:7", at=at)
    assert session.scalars(select(ProviderContact)).all() == []


def test_needs_of_a_crisis_are_read_from_the_taxonomy(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    factory.tag(session, tea, factory.term(session, "needs", "mind.crisis", "In a crisis"))
    mark_verified(session, tea, method=CALLED, by="user:7", at=at)
    assert tea.review_due_on == date(2026, 2, 5)
