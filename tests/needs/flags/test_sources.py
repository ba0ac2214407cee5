"""A flag says who told: a conversation, a referral that was refused, a follow-up."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.needs.codes import FlagSource
from directory.needs.models import UnmetNeed
from directory.referrals.codes.referral import Declined, Mover, ReferralStatus
from directory.referrals.codes.work import ActionKind, Helped, TaskKind, UnmetReason
from directory.referrals.conversations.operations import add_action
from directory.referrals.following.operations import Found, finish, take_step
from directory.referrals.following.steps import Step
from directory.referrals.models import FollowUp
from directory.referrals.told import Told
from tests.factories import listings as make
from tests.factories import referrals as people


@pytest.mark.requirement("A112")
def test_a_refusal_that_leaves_the_need_unmet_is_told_by_the_referral(
    session: Session, connector: User, at: datetime
) -> None:
    edith = people.helped_person(session, connector)
    referral = people.referral(
        session, connector, edith, make.service(session), at,
        status=ReferralStatus.NOT_ACCEPTED, declined=Declined.FULL,
    )  # fmt: skip
    step = Step("decision", ReferralStatus.CLOSED, Mover.NAVIGATOR, "Decide", "Decide")
    take_step(session, referral, step, Told(is_need_unmet=True), by=connector, at=at)
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.source, flag.reason, flag.referral_id) == (FlagSource.REFERRAL, UnmetReason.FULL, referral.id)


@pytest.mark.requirement("A112")
@pytest.mark.parametrize(("reason", "told"), [("no_response", [UnmetReason.NO_REPLY]), ("changed_mind", [])])
def test_one_that_nobody_answered_leaves_the_need_unmet(
    session: Session, connector: User, at: datetime, reason: str, told: list[UnmetReason]
) -> None:
    edith = people.helped_person(session, connector)
    referral = people.referral(session, connector, edith, make.service(session), at)
    step = Step("withdrawal", ReferralStatus.WITHDRAWN, Mover.NAVIGATOR, "Take back", "Take it back")
    take_step(session, referral, step, Told(reason=reason), by=connector, at=at)
    flags = session.scalars(select(UnmetNeed)).all()
    assert [flag.reason for flag in flags] == told
    assert all(flag.source is FlagSource.REFERRAL for flag in flags)


@pytest.mark.requirement("A112")
def test_what_a_ring_back_finds_is_told_by_the_follow_up(session: Session, connector: User, at: datetime) -> None:
    edith = people.helped_person(session, connector)
    told = add_action(
        session, None, ActionKind.SIGNPOST, by=connector, at=at, need="connect.lunch", person=edith,
        service_id=make.service(session).id,
    )  # fmt: skip
    task = session.scalars(select(FollowUp).where(FollowUp.kind == TaskKind.RING_BACK)).one()
    found = Found(Helped.NO, still_needed=True, unmet_reason=UnmetReason.COST)
    finish(session, task, found, by=connector, at=at)
    flag = session.scalars(select(UnmetNeed)).one()
    assert (flag.source, flag.reason, flag.need) == (FlagSource.FOLLOW_UP, UnmetReason.COST, "connect.lunch")
    assert flag.service_id == told.service_id
