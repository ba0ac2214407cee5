"""Listings that nobody confirms sink, are warned of and leave; nothing is deleted and nothing leaves unwarned."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.codes import ListingStatus, VerificationMethod
from directory.listings.freshness import Pace
from directory.listings.models import Service
from directory.moderation.freshness.ageing import age_listings
from directory.moderation.freshness.operations import mark_verified
from directory.moderation.freshness.reminding import remind
from directory.moderation.freshness.states import Ages, ages_of, status_on
from directory.moderation.freshness.watching import watch_of
from tests.client import CheckedClient
from tests.moderation.freshness.conftest import Listed

DUE = date(2026, 1, 5)


def status_of(session: Session, service: Service) -> ListingStatus:
    """What a listing is now."""
    return session.get_one(Service, service.id).listing_status


def nights(session: Session, at: datetime, *days: int) -> None:
    """Let the nightly job run so many days after the tests' day."""
    for day in days:
        with clock.stopped_at(at + timedelta(days=day)):
            age_listings(session, clock.now())


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (-1, "published", "published"),
        (0, "published", "review_due"),
        (27, "review_due", "review_due"),
        (28, "review_due", "stale"),
        (0, "published_paused", "published_paused"),
        (28, "published_paused", "stale"),
        (99, "closing", "closing"),
        (99, "archived", "archived"),
        (99, "stale", "stale"),
        (99, "draft", "draft"),
    ],
)
def test_what_a_listing_is_on_a_day(day: int, before: str, after: str) -> None:
    ages = ages_of(DUE, Pace.USUAL)
    assert status_on(DUE + timedelta(days=day), ages, ListingStatus(before)) is ListingStatus(after)


def test_crisis_help_has_half_the_grace() -> None:
    assert ages_of(DUE, Pace.CRISIS) == Ages(DUE, date(2026, 1, 12), date(2026, 1, 19))
    assert ages_of(DUE, Pace.USUAL) == Ages(DUE, date(2026, 1, 19), date(2026, 2, 2))


@pytest.mark.requirement("A024")
def test_at_the_end_of_the_grace_a_listing_leaves_and_those_who_run_it_are_told(
    session: Session, listed: Listed, at: datetime, post: Callable[[], list[Any]], client: CheckedClient
) -> None:
    tea = listed()
    nights(session, at, 0)
    assert status_of(session, tea) is ListingStatus.REVIEW_DUE
    nights(session, at, 14)
    assert status_of(session, tea) is ListingStatus.REVIEW_DUE
    nights(session, at, 27)
    assert status_of(session, tea) is ListingStatus.REVIEW_DUE
    nights(session, at, 28)
    assert status_of(session, tea) is ListingStatus.STALE
    with clock.stopped_at(at + timedelta(days=28)):
        remind(session, clock.now(), most=9)
        (letter,) = post()
    assert letter.to == ["tea@example.org"]
    assert "No longer in the directory" in letter.body
    page = client.page(f"/listings/{tea.id}", status=410)
    assert "could not confirm" in page.text
    assert session.get(Service, tea.id) is not None


def test_nothing_leaves_unwarned_after_a_long_pause_of_the_worker(
    session: Session, listed: Listed, at: datetime
) -> None:
    tea = listed(days=-400)
    nights(session, at, 0)
    assert status_of(session, tea) is ListingStatus.REVIEW_DUE
    nights(session, at, 13)
    assert status_of(session, tea) is ListingStatus.REVIEW_DUE
    nights(session, at, 14)
    assert status_of(session, tea) is ListingStatus.STALE


def test_running_twice_changes_nothing_more(session: Session, listed: Listed, at: datetime) -> None:
    listed()
    assert age_listings(session, at) == "1 due, 0 warned of, 0 hidden"
    assert age_listings(session, at) == "0 due, 0 warned of, 0 hidden"


def test_more_than_one_batch_is_worked_off(session: Session, listed: Listed, at: datetime) -> None:
    for number in range(205):
        listed(f"Tea {number}")
    assert age_listings(session, at) == "205 due, 0 warned of, 0 hidden"


def test_a_listing_never_checked_does_not_age(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed(verified_at=None, review_due_on=None)
    nights(session, at, 400)
    assert status_of(session, tea) is ListingStatus.PUBLISHED


def test_a_check_ends_the_warning(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    nights(session, at, 0, 14)
    assert watch_of(session, tea.id) is not None
    mark_verified(session, tea, method=VerificationMethod.STEWARD_CALLED, by="user:7", at=at + timedelta(days=15))
    assert status_of(session, tea) is ListingStatus.PUBLISHED
    assert watch_of(session, tea.id) is None


def test_growing_old_disturbs_nobody_who_is_editing(session: Session, listed: Listed, at: datetime) -> None:
    tea = listed()
    version = tea.version
    nights(session, at, 0)
    assert tea.version == version
