"""A listing that closes warns whoever has somebody there, one task each."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Service
from directory.notifications.models import OutboxMessage
from directory.referrals.answering import topics
from directory.referrals.codes.referral import ClosureReason, ReferralStatus
from directory.referrals.codes.work import TaskKind
from directory.referrals.models import FollowUp, Person
from directory.signals import listing_closing
from tests.factories import referrals as people

S = ReferralStatus


def tasks(session: Session) -> list[FollowUp]:
    session.flush()
    return list(session.scalars(select(FollowUp).where(FollowUp.done_at.is_(None)).order_by(FollowUp.id)))


@pytest.mark.requirement("A053")
def test_four_open_referrals_become_four_tasks_and_go_when_the_listing_stays(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    for status in (S.SUBMITTED, S.ACCEPTED, S.WAITING, S.STARTED):
        people.referral(session, connector, edith, service, clock.now(), status=status)
    people.referral(
        session, connector, edith, service, clock.now(), status=S.CLOSED, closure_reason=ClosureReason.GOAL_MET
    )
    for _ in range(2):
        listing_closing.send(session, service_ids=[service.id], closing_on=date(2026, 3, 1))
        session.flush()
    found = tasks(session)
    assert [(task.kind, task.navigator_id) for task in found] == [(TaskKind.LISTING_CLOSING, connector.id)] * 4
    assert {task.due_on for task in found} == {date(2026, 1, 7)}
    assert session.scalars(select(OutboxMessage).where(OutboxMessage.topic == topics.MOVED)).first() is not None
    listing_closing.send(session, service_ids=[service.id], closing_on=None)
    assert tasks(session) == []
