"""Moving a referral: the table decides, and a refused move changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import Conflict, NotAllowed, RuleBroken
from directory.listings.models import Organization, Service
from directory.referrals.codes.referral import ClosureReason, Declined, Mover, ReferralStatus
from directory.referrals.models import Person, Referral, ReferralInbox
from directory.referrals.moves import move
from directory.referrals.told import Told
from tests.factories import listings as make
from tests.factories import referrals as people

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
S = ReferralStatus


@pytest.fixture
def service(session: Session, organization: Organization) -> Service:
    return make.service(session, "Tea on Tuesdays", organization=organization)


@pytest.fixture
def edith(session: Session, connector: User) -> Person:
    return people.helped_person(session, connector)


def test_a_referral_goes_from_sent_to_closed_by_the_table(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    referral = people.referral(session, connector, edith, service, AT)
    steps = (
        (S.ACKNOWLEDGED, Mover.PROVIDER, Told()),
        (S.ACCEPTED, Mover.PROVIDER, Told(day=AT.date())),
        (S.STARTED, Mover.PROVIDER, Told(day=AT.date())),
        (S.COMPLETED, Mover.PROVIDER, Told(closure=ClosureReason.GOAL_MET)),
        (S.CLOSED, Mover.NAVIGATOR, Told(closure=ClosureReason.PARTLY_MET, is_follow_up_done=True)),
    )
    for to, mover, told in steps:
        move(session, referral, to, mover=mover, actor=connector.actor, at=AT, told=told)
    assert [event.to for event in session.get_one(Referral, referral.id).events] == [to for to, _, _ in steps]
    assert (referral.ended_because, referral.closure_reason) == (ClosureReason.GOAL_MET, ClosureReason.PARTLY_MET)


def test_nothing_is_sent_without_agreement(session: Session, connector: User, edith: Person, service: Service) -> None:
    draft = people.referral(session, connector, edith, service, AT, status=S.DRAFT, is_agreed=False)
    with pytest.raises(RuleBroken, match="agrees to share"):
        move(session, draft, S.SUBMITTED, mover=Mover.NAVIGATOR, actor=connector.actor, at=AT)
    assert (draft.status, draft.submitted_at) == (S.DRAFT, None)
    people.agreed(session, edith, draft, AT)
    move(session, draft, S.SUBMITTED, mover=Mover.NAVIGATOR, actor=connector.actor, at=AT)
    assert draft.submitted_at == AT


def test_a_move_outside_the_table_or_by_the_wrong_part_is_refused(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    referral = people.referral(session, connector, edith, service, AT)
    with pytest.raises(Conflict, match="cannot go to"):
        move(session, referral, S.STARTED, mover=Mover.PROVIDER, actor="user:x", at=AT, told=Told(day=AT.date()))
    with pytest.raises(NotAllowed):
        move(session, referral, S.WITHDRAWN, mover=Mover.PROVIDER, actor="user:x", at=AT, told=Told(reason="x"))
    assert referral.status is S.SUBMITTED
    assert not session.get_one(Referral, referral.id).events


def test_a_declined_referral_closes_as_unmet_by_its_reason(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    referral = people.referral(session, connector, edith, service, AT, status=S.ACKNOWLEDGED)
    move(session, referral, S.NOT_ACCEPTED, mover=Mover.PROVIDER, actor="x", at=AT, told=Told(declined=Declined.FULL))
    with pytest.raises(RuleBroken, match="stays unmet"):
        move(session, referral, S.CLOSED, mover=Mover.NAVIGATOR, actor="x", at=AT)
    move(session, referral, S.CLOSED, mover=Mover.NAVIGATOR, actor="x", at=AT, told=Told(is_need_unmet=True))
    assert referral.closure_reason is ClosureReason.NO_CAPACITY


def test_a_closed_referral_reopens_within_28_days_only(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    referral = people.referral(
        session, connector, edith, service, AT, status=S.CLOSED, closure_reason=ClosureReason.GOAL_MET
    )
    told = Told(reason="needed_again")
    with pytest.raises(Conflict, match="28 days"):
        move(
            session,
            referral,
            S.ACKNOWLEDGED,
            mover=Mover.SUPERVISOR,
            actor="x",
            at=AT + timedelta(days=29),
            told=told,
        )
    move(session, referral, S.ACKNOWLEDGED, mover=Mover.SUPERVISOR, actor="x", at=AT + timedelta(days=28), told=told)
    assert (referral.status, referral.closure_reason) == (S.ACKNOWLEDGED, None)


def test_nothing_is_sent_where_nobody_would_get_word_of_it(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    draft = people.referral(session, connector, edith, service, AT, status=S.DRAFT)
    session.execute(delete(ReferralInbox))
    with pytest.raises(RuleBroken, match="no confirmed address"):
        move(session, draft, S.SUBMITTED, mover=Mover.NAVIGATOR, actor=connector.actor, at=AT)
    assert draft.status is S.DRAFT


def test_a_member_with_an_account_gets_word_of_it(
    session: Session, connector: User, edith: Person, service: Service, provider: User
) -> None:
    draft = people.referral(session, connector, edith, service, AT, status=S.DRAFT)
    session.execute(delete(ReferralInbox))
    move(session, draft, S.SUBMITTED, mover=Mover.NAVIGATOR, actor=connector.actor, at=AT)
    assert draft.status is S.SUBMITTED
