"""A service that closes leaves nobody stranded: its open referrals become tasks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.notifications.outbox import put
from directory.referrals.answering import topics
from directory.referrals.codes.referral import WITH_PROVIDER, ReferralStatus
from directory.referrals.codes.work import TaskKind
from directory.referrals.following.planning import end_for_referral, plan_for_referral
from directory.referrals.models import Referral
from directory.referrals.timing.working_days import add_working_days
from directory.signals import listing_closing

WITHIN = 2  # working days: another service has to be found before the last day
BEFORE = timedelta(days=1)


def leave_tasks(session: Session, *, service_ids: Sequence[UUID], closing_on: date | None, **_rest: Any) -> None:
    """Put every open referral of these listings on a list, or take it off when the listing goes on after all."""
    at = clock.now()
    running = (*sorted(WITH_PROVIDER), ReferralStatus.DRAFT)
    of = (
        select(Referral).where(Referral.service_id.in_(service_ids), Referral.status.in_(running)).order_by(Referral.id)
    )
    for referral in session.scalars(of):
        if closing_on is None:
            end_for_referral(session, referral, {TaskKind.LISTING_CLOSING}, at=at)
        else:
            _leave_task(session, referral, closing_on, at)


def _leave_task(session: Session, referral: Referral, closing_on: date, at: datetime) -> None:
    today = clock.local(at).date()
    due_on = min(add_working_days(today, WITHIN), max(closing_on - BEFORE, today))
    plan_for_referral(session, referral, TaskKind.LISTING_CLOSING, due_on=due_on)
    if referral.navigator_id is not None:
        put(session, topics.MOVED, {"referral": str(referral.id)}, at=at)


listing_closing.connect(leave_tasks)
