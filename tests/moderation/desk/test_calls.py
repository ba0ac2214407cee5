"""What is written down of a call, and what follows."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import Conflict, RuleBroken
from directory.listings.codes import ListingStatus, ServiceStatus, VerificationMethod
from directory.listings.models import Service
from directory.moderation.desk.calls import (
    Heard,
    calls_about,
    hear,
    hear_of_many,
    mark_of,
    next_try,
    plan_of,
    reopen,
    write_instead,
)
from directory.moderation.desk.codes import CallOutcome
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import open_findings
from directory.notifications.models import OutboxMessage
from tests.moderation.desk.conftest import Listed


def ring(
    session: Session, service: Service, outcome: CallOutcome, by: User, at: datetime, **more: object
) -> CallOutcome:
    """One call, with the page just opened."""
    return hear(session, service, Heard(outcome, **more), seen=mark_of(session, service), by=by, at=at)


def test_right_confirms_and_says_how(session: Session, listed: Listed, steward: User, at: datetime) -> None:
    tea = listed()
    assert (
        ring(session, tea, CallOutcome.RIGHT, steward, at, method=VerificationMethod.WEB_CHECKED) is CallOutcome.RIGHT
    )
    assert (tea.verified_at, tea.verification_method) == (at, VerificationMethod.WEB_CHECKED)
    (call,) = calls_about(session, tea)
    assert (call.outcome, call.by, call.method) == (CallOutcome.RIGHT, steward.actor, VerificationMethod.WEB_CHECKED)


def test_changed_words_are_written_and_confirmed(session: Session, listed: Listed, steward: User, at: datetime) -> None:
    tea = listed()
    changes = {"alert": "We meet in the church hall until Easter"}
    assert ring(session, tea, CallOutcome.RIGHT, steward, at, changes=changes) is CallOutcome.CHANGED
    assert (tea.alert, tea.verified_at) == (changes["alert"], at)


def test_changed_without_a_change_asks_for_it(session: Session, listed: Listed, steward: User, at: datetime) -> None:
    with pytest.raises(RuleBroken, match="Change below"):
        ring(session, listed(), CallOutcome.CHANGED, steward, at)


@pytest.mark.parametrize(
    ("day", "times", "expected"),
    [
        (date(2026, 1, 5), 1, date(2026, 1, 6)),
        (date(2026, 1, 5), 2, date(2026, 1, 7)),
        (date(2026, 1, 9), 1, date(2026, 1, 12)),  # Friday: nobody rings on Saturday
        (date(2026, 1, 9), 2, date(2026, 1, 12)),  # nor on Sunday
        (date(2026, 1, 5), 9, date(2026, 1, 12)),
    ],
)
def test_the_next_try_comes_later_each_time_and_never_at_the_weekend(day: date, times: int, expected: date) -> None:
    assert next_try(day, times) == expected


def test_no_answer_is_counted_and_best_time_kept(session: Session, listed: Listed, steward: User, at: datetime) -> None:
    tea = listed()
    ring(session, tea, CallOutcome.NO_ANSWER, steward, at, best_time="Tuesday mornings")
    plan = plan_of(session, tea)
    assert (plan.no_answers, plan.not_before, plan.best_time) == (1, date(2026, 1, 6), "Tuesday mornings")
    assert tea.verified_at != at


def test_an_answer_ends_the_count(session: Session, listed: Listed, steward: User, at: datetime) -> None:
    tea = listed()
    for _ in range(3):
        ring(session, tea, CallOutcome.NO_ANSWER, steward, at)
    ring(session, tea, CallOutcome.RIGHT, steward, at)
    assert (plan_of(session, tea).no_answers, plan_of(session, tea).not_before) == (0, None)


def test_closed_takes_it_out_and_can_be_taken_back(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    tea = listed(listing_status=ListingStatus.REVIEW_DUE)
    ring(session, tea, CallOutcome.CLOSED, steward, at)
    assert (tea.listing_status, tea.status) == (ListingStatus.ARCHIVED, ServiceStatus.DEFUNCT)
    reopen(session, tea, by=steward, at=at)
    assert (tea.listing_status, tea.status) == (ListingStatus.REVIEW_DUE, ServiceStatus.ACTIVE)
    with pytest.raises(Conflict):
        reopen(session, tea, by=steward, at=at)


def test_a_wrong_number_is_a_finding_until_somebody_is_reached(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    tea = listed()
    ring(session, tea, CallOutcome.WRONG_NUMBER, steward, at)
    (finding,) = open_findings(session, [tea.id])
    assert (finding.kind, finding.what) == (FindingKind.WRONG_NUMBER, "0115 496 0123")
    ring(session, tea, CallOutcome.RIGHT, steward, at)
    assert open_findings(session, [tea.id]) == []


def test_two_at_one_listing_do_not_overwrite_each_other(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    tea = listed()
    seen = mark_of(session, tea)
    hear(session, tea, Heard(CallOutcome.NO_ANSWER), seen=seen, by=steward, at=at)
    with pytest.raises(Conflict, match="Somebody else rang"):
        hear(session, tea, Heard(CallOutcome.CLOSED), seen=seen, by=steward, at=at)
    assert tea.listing_status is ListingStatus.PUBLISHED


def test_one_call_settles_everything_an_organisation_runs(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    both = [listed("Tea"), listed("Coffee")]
    hear_of_many(session, both, CallOutcome.RIGHT, by=steward, at=at)
    assert [service.verified_at for service in both] == [at, at]


def test_who_does_not_answer_is_written_to_and_given_a_week(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    tea = listed(email="tea@example.org")
    write_instead(session, tea, by=steward, at=at)
    (message,) = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == "provider.still_right"))
    assert set(message.payload) == {"letter"}
    assert plan_of(session, tea).not_before == clock.local(at).date() + timedelta(days=7)


def test_without_an_address_there_is_nothing_to_write_to(
    session: Session, listed: Listed, steward: User, at: datetime
) -> None:
    with pytest.raises(RuleBroken, match="another way"):
        write_instead(session, listed(email=None), by=steward, at=at)
