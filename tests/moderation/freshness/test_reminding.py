"""One letter a person, however many listings; said once for a due day; and ended by whoever wants no more."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.codes import ListingStatus, VerificationMethod
from directory.listings.freshness import Pace
from directory.listings.models import Organization
from directory.moderation.freshness.models import FreshnessLink, MailStop, Reminder
from directory.moderation.freshness.operations import mark_verified
from directory.moderation.freshness.reminding import remind, step_on
from directory.moderation.freshness.stopping import stop
from directory.notifications.models import OutboxMessage
from tests.client import CheckedClient
from tests.factories import accounts as people
from tests.moderation.freshness.conftest import TODAY, Listed

Post = Callable[[], list[Any]]


@pytest.mark.parametrize(
    ("days", "pace", "step"),
    [
        (31, Pace.USUAL, None),
        (30, Pace.USUAL, 30),
        (15, Pace.USUAL, 30),
        (14, Pace.USUAL, 14),
        (1, Pace.USUAL, 14),
        (0, Pace.USUAL, 0),
        (-9, Pace.USUAL, 0),
        (30, Pace.CRISIS, None),  # the day after the check: nobody asks again so soon
        (14, Pace.CRISIS, 14),
        (0, Pace.CRISIS, 0),
    ],
)
def test_steps_before_a_check_is_due(days: int, pace: Pace, step: int | None) -> None:
    due_on = TODAY + timedelta(days=days)
    assert step_on(TODAY, due_on, pace, ListingStatus.PUBLISHED, None) == step


@pytest.mark.requirement("A027")
def test_letters_come_30_and_14_days_before_and_on_the_day(
    session: Session, listed: Listed, at: datetime, post: Post
) -> None:
    listed(days=30)
    sent: list[int] = []
    for day in range(31):
        with clock.stopped_at(at + timedelta(days=day)):
            remind(session, clock.now(), most=9)
            if len(post()) > len(sent):
                sent.append(day)
    assert sent == [0, 16, 30]


def test_one_letter_a_person_however_many_listings(session: Session, listed: Listed, at: datetime, post: Post) -> None:
    for number in range(12):
        listed(f"Tea {number}", days=number)
    assert remind(session, at, most=9) == "1 letters"
    (letter,) = post()
    assert letter.subject == "Are your 12 listings still right?"
    assert len(set(re.findall(r"/still-right/\S+", letter.body))) == 12


def test_who_keeps_the_listing_with_an_account_gets_the_letter(
    session: Session, listed: Listed, at: datetime, post: Post, provider: User, organization: Organization
) -> None:
    listed(organization_id=organization.id)
    remind(session, at, most=9)
    (letter,) = post()
    assert letter.to == [provider.email]


def test_somebody_whose_account_is_closed_gets_none(
    session: Session, listed: Listed, at: datetime, post: Post, provider: User, organization: Organization
) -> None:
    provider.active = False
    listed(organization_id=organization.id)
    remind(session, at, most=9)
    (letter,) = post()
    assert letter.to == ["tea@example.org"]


def test_the_organisations_own_address_is_the_last_resort(
    session: Session, listed: Listed, at: datetime, post: Post, organization: Organization
) -> None:
    organization.email = "Office@Example.org"
    listed(organization_id=organization.id, email=None)
    remind(session, at, most=9)
    (letter,) = post()
    assert letter.to == ["office@example.org"]


def test_without_any_address_nobody_is_written_to(session: Session, listed: Listed, at: datetime) -> None:
    listed(email=None)
    assert remind(session, at, most=9) == "0 letters"
    assert session.scalars(select(Reminder)).all() == []


def test_neither_outbox_nor_stored_link_gives_anything_away(
    session: Session, listed: Listed, at: datetime, post: Post
) -> None:
    listed()
    remind(session, at, most=9)
    (message,) = session.scalars(select(OutboxMessage))
    assert set(message.payload) == {"letter"}
    (letter,) = post()
    token = re.search(r"/still-right/(\S+)", letter.body)
    assert token is not None
    (link,) = session.scalars(select(FreshnessLink))
    assert token.group(1) not in link.digest
    assert len(link.digest) == 64


def test_what_was_checked_before_the_worker_came_is_not_asked_about(
    session: Session, listed: Listed, at: datetime, post: Post
) -> None:
    tea = listed()
    remind(session, at, most=9)
    mark_verified(session, tea, method=VerificationMethod.STEWARD_CALLED, by="user:7", at=at)
    assert post() == []


def test_a_letter_is_not_sent_twice(session: Session, listed: Listed, at: datetime, post: Post) -> None:
    listed()
    remind(session, at, most=9)
    post()
    remind(session, at, most=9)
    assert len(post()) == 1


def test_so_many_letters_a_day_and_the_rest_tomorrow(
    session: Session, listed: Listed, at: datetime, post: Post
) -> None:
    for number in range(5):
        listed(f"Tea {number}", email=f"tea{number}@example.org")
    remind(session, at, most=3)
    assert len(post()) == 3
    remind(session, at, most=3)
    assert len(post()) == 5


def test_whoever_wants_no_more_gets_no_more(session: Session, listed: Listed, at: datetime) -> None:
    stop(session, "Tea@example.org ", by="resident", at=at)
    listed()
    assert remind(session, at, most=9) == "0 letters"


@pytest.mark.requirement("A045")
def test_letters_are_ended_and_begun_again_from_the_letter_itself(
    session: Session, listed: Listed, at: datetime, post: Post, client: CheckedClient
) -> None:
    listed()
    remind(session, at, most=9)
    (letter,) = post()
    found = re.search(r"No more letters like this: https://waypost.test(\S+)", letter.body)
    assert found is not None
    page = client.page(found.group(1))
    assert page.h1 == "Letters about your listings"
    assert client.submit(found.group(1)).status_code == 303
    assert len(session.scalars(select(MailStop)).all()) == 1
    assert client.page(found.group(1)).h1 == "No more letters"
    assert client.submit(found.group(1)).status_code == 303
    assert session.scalars(select(MailStop)).all() == []


def test_a_made_up_mark_is_404(client: CheckedClient) -> None:
    assert client.get("/reminders/eyJ4IjoxfQ.abc").status_code == 404
    assert client.post("/reminders/nonsense/end").status_code == 404


def test_colleagues_who_lead_together_both_hear(
    session: Session, listed: Listed, at: datetime, post: Post, provider: User, organization: Organization
) -> None:
    people.member(session, people.person(session, "Second Lead"), organization.id)
    listed(organization_id=organization.id)
    remind(session, at, most=9)
    assert sorted(letter.to[0] for letter in post()) == sorted([provider.email, "second.lead@example.org"])


def test_a_due_day_that_has_moved_is_a_new_one(session: Session, listed: Listed, at: datetime, post: Post) -> None:
    tea = listed()
    remind(session, at, most=9)
    mark_verified(session, tea, method=VerificationMethod.STEWARD_CALLED, by="user:7", at=at)
    assert tea.review_due_on == date(2026, 4, 7)
    with clock.stopped_at(at + timedelta(days=92)):
        remind(session, clock.now(), most=9)
        assert len(post()) == 1
