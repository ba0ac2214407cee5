"""Nobody waits unseen: the timers, across Easter and the nights when the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.notifications.models import OutboxMessage
from directory.referrals.answering import topics
from directory.referrals.codes.referral import FAMILY_OF, ClosureReason, Mover, OutcomeFamily, ReferralStatus
from directory.referrals.codes.work import TaskKind
from directory.referrals.following.timers import run_timers
from directory.referrals.models import FollowUp, Person, Referral
from directory.referrals.moves import move
from directory.referrals.told import Told
from tests.factories import referrals as people

S = ReferralStatus


def morning(day: date) -> datetime:
    """Seven in the morning in Britain, give or take the hour of summer."""
    return datetime(day.year, day.month, day.day, 7, 0, tzinfo=UTC)


def letters(session: Session, topic: str) -> int:
    session.flush()
    return len(session.scalars(select(OutboxMessage).where(OutboxMessage.topic == topic)).all())


def tasks(session: Session) -> list[TaskKind]:
    session.flush()
    return list(session.scalars(select(FollowUp.kind).where(FollowUp.done_at.is_(None)).order_by(FollowUp.id)))


@pytest.mark.parametrize(
    ("sent", "chased", "escalated"),
    [
        (datetime(2026, 4, 1, 9, 0, tzinfo=UTC), date(2026, 4, 7), date(2026, 4, 10)),  # Good Friday is 3 April
        (datetime(2026, 10, 22, 22, 30, tzinfo=UTC), date(2026, 10, 26), date(2026, 10, 29)),  # 23:30 on Thursday
        (datetime(2026, 10, 22, 23, 30, tzinfo=UTC), date(2026, 10, 27), date(2026, 10, 30)),  # 00:30 on Friday
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 27), date(2026, 10, 30)),  # the repeated hour
        (datetime(2026, 12, 24, 12, 0, tzinfo=UTC), date(2026, 12, 30), date(2027, 1, 5)),  # Boxing Day is moved
    ],
)
def test_a_provider_is_chased_after_two_working_days_and_the_referrer_told_after_five(
    session: Session, connector: User, edith: Person, service: Service, sent: datetime, chased: date, escalated: date
) -> None:
    referral = people.referral(session, connector, edith, service, sent)
    run_timers(session, morning(chased - timedelta(days=1)))
    assert letters(session, topics.SENT) == 0
    run_timers(session, morning(chased))
    assert letters(session, topics.SENT) == 1
    assert referral.chased_on == chased
    run_timers(session, morning(escalated - timedelta(days=1)))
    assert tasks(session) == []
    run_timers(session, morning(escalated))
    run_timers(session, morning(escalated))
    assert tasks(session) == [TaskKind.NO_REPLY]
    assert (letters(session, topics.SENT), letters(session, topics.MOVED)) == (1, 1)
    assert referral.status is S.SUBMITTED, "silence moves nothing"


def test_ten_working_days_without_a_decision_reach_both_sides(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    seen = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)  # ten working days later, Easter between, is 10 April
    referral = people.referral(session, connector, edith, service, seen, status=S.ACKNOWLEDGED)
    run_timers(session, morning(date(2026, 4, 9)))
    assert tasks(session) == []
    run_timers(session, morning(date(2026, 4, 10)))
    assert tasks(session) == [TaskKind.DECISION_LATE]
    assert letters(session, topics.SENT) == 1
    told = Told(day=date(2026, 4, 20))
    move(session, referral, S.ACCEPTED, mover=Mover.PROVIDER, actor="x", at=morning(date(2026, 4, 11)), told=told)
    assert tasks(session) == []


@pytest.mark.requirement("A102")
def test_somebody_who_waits_is_asked_how_they_are_each_28_days(
    session: Session, connector: User, referral: Referral
) -> None:
    at = morning(date(2026, 10, 1))
    referral.status = S.ACKNOWLEDGED
    move(session, referral, S.WAITING, mover=Mover.PROVIDER, actor="x", at=at, told=Told(weeks=20))
    first = session.scalars(select(FollowUp)).one()
    assert (first.kind, first.due_on) == (TaskKind.WAITING_CHECK_IN, date(2026, 10, 29))
    first.done_at = morning(date(2026, 10, 29))
    run_timers(session, morning(date(2026, 10, 28)))
    assert tasks(session) == []
    run_timers(session, morning(date(2026, 10, 30)))
    assert tasks(session) == [TaskKind.WAITING_CHECK_IN]
    start = Told(day=date(2026, 10, 30))
    move(session, referral, S.STARTED, mover=Mover.PROVIDER, actor="x", at=morning(date(2026, 10, 30)), told=start)
    assert tasks(session) == [TaskKind.RING_BACK]


def test_what_finished_closes_after_28_days_and_never_as_success(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    referral = people.referral(
        session, connector, edith, service, at, status=S.COMPLETED, ended_because=ClosureReason.GOAL_MET
    )
    statuses = []
    for day in (29, 30):
        run_timers(session, morning(date(2026, 10, day)))
        statuses.append(referral.status)
    assert statuses == [S.COMPLETED, S.CLOSED]
    assert referral.closure_reason is not None
    assert FAMILY_OF[referral.closure_reason] is OutcomeFamily.UNKNOWN


def test_taken_back_for_silence_is_closed_as_that_with_the_next_step_on_the_list(
    session: Session, connector: User, referral: Referral
) -> None:
    move(
        session,
        referral,
        S.WITHDRAWN,
        mover=Mover.NAVIGATOR,
        actor=connector.actor,
        at=morning(date(2026, 1, 19)),
        told=Told(reason="no_response"),
    )
    assert (referral.status, referral.closure_reason) == (S.CLOSED, ClosureReason.NO_RESPONSE)
    assert tasks(session) == [TaskKind.NEXT_STEP]


@pytest.mark.requirement("A109")
def test_the_third_redirect_alerts_the_supervisor(
    session: Session, connector: User, supervisor: User, edith: Person, service: Service
) -> None:
    at = morning(date(2026, 1, 6))
    for redirects in (2, 3):
        draft = people.referral(session, connector, edith, service, at, status=S.DRAFT, redirects=redirects)
        move(session, draft, S.SUBMITTED, mover=Mover.NAVIGATOR, actor=connector.actor, at=at)
        found = session.scalars(select(FollowUp).where(FollowUp.referral_id == draft.id)).all()
        assert [(task.kind, task.navigator_id) for task in found] == (
            [(TaskKind.REDIRECTED_THRICE, supervisor.id)] if redirects == 3 else []
        )


def test_a_provider_is_asked_once_a_fortnight_whether_they_have_started(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    at = morning(date(2026, 1, 5))
    people.referral(session, connector, edith, service, at, status=S.ACCEPTED, expected_start_on=date(2026, 1, 12))
    counts = []
    for day in (11, 12, 13, 26):
        run_timers(session, morning(date(2026, 1, day)))
        counts.append(letters(session, topics.SENT))
    assert counts == [0, 1, 1, 2]
