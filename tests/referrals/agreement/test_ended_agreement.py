"""Agreement to share that is taken back: nothing more is shared, and somebody talks with the person about it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.agreement.ledger import may_share, shared_now, withdraw
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import Mover, ReferralStatus, Source
from directory.referrals.codes.work import TaskKind
from directory.referrals.models import FollowUp, Person, Referral
from directory.referrals.moves import move
from directory.referrals.referring.referring_oneself import stop_sharing
from directory.referrals.told import Told
from tests.client import CheckedClient
from tests.factories import referrals as people

S = ReferralStatus


@pytest.fixture
def running(session: Session, connector: User, edith: Person, service: Service, at: datetime) -> Referral:
    return people.referral(session, connector, edith, service, at - timedelta(days=3), status=S.STARTED)


def left(session: Session, kind: TaskKind = TaskKind.AGREEMENT_ENDED) -> Sequence[FollowUp]:
    session.flush()
    session.expire_all()
    return session.scalars(select(FollowUp).where(FollowUp.kind == kind, FollowUp.done_at.is_(None))).all()


def end(session: Session, person: Person, referral: Referral | None, at: datetime) -> None:
    purposes = (Purpose.THIS_PROVIDER,)
    withdraw(session, person, purposes, channel=Channel.PHONE, by="user:test", at=at, referral=referral)


def test_whoever_helps_them_has_it_on_their_list_and_the_referral_says_so(
    client: CheckedClient, session: Session, connector: User, edith: Person, running: Referral
) -> None:
    client.sign_in(connector)
    client.submit(f"/people/{edith.id}/agreements", {"ended": f"this_provider {running.id}"})
    (task,) = left(session)
    assert (task.navigator_id, task.referral_id, task.due_on) == (connector.id, running.id, date(2026, 1, 6))
    assert session.get_one(Referral, running.id).status is S.STARTED, "the person decides what becomes of it"
    assert "The service sees nothing of them any more" in client.page(f"/referrals/{running.id}").text
    assert "They took their agreement back" in client.page(f"/follow-ups/{task.id}").text


def test_the_provider_reads_only_that_it_was_withdrawn(
    client: CheckedClient, session: Session, provider: User, edith: Person, running: Referral, at: datetime
) -> None:
    running.start_by = date(2026, 1, 27)
    end(session, edith, running, at)
    client.sign_in(provider)
    listed = client.page("/provider/referrals")
    assert "The person took their agreement back" in listed.text
    for page in (listed, client.page(f"/provider/referrals/{running.id}")):
        for private in ("Edith", "27 January", "With you now"):
            assert private not in page.html


def test_what_was_ended_in_general_leaves_something_to_do_for_each_that_runs(
    session: Session, connector: User, edith: Person, running: Referral, service: Service, at: datetime
) -> None:
    over = people.referral(session, connector, edith, service, at, status=S.CLOSED, closure_reason="goal_met")
    other = people.referral(session, connector, edith, service, at - timedelta(days=1))
    assert shared_now(session, [running, over, other], on=at.date()) == {running.id, over.id, other.id}
    end(session, edith, None, at)
    assert {task.referral_id for task in left(session)} == {running.id, other.id}
    assert shared_now(session, [running, over, other], on=at.date()) == frozenset()
    assert not may_share(session, running, on=at.date())


@pytest.mark.parametrize("source", [Source.SELF, Source.PARTNER])
def test_it_falls_to_the_persons_connector_or_to_the_queue_and_to_no_partner(
    session: Session, referrer: User, connector: User, service: Service, at: datetime, source: Source
) -> None:
    sender = referrer if source is Source.PARTNER else None
    waiting = people.helped_person(session, None, team_id=connector.team_id)
    referral = people.referral(
        session, sender, waiting, service, at - timedelta(days=1), status=S.STARTED, source=source
    )
    stop_sharing(session, referral, at=at)
    (task,) = left(session)
    assert task.navigator_id is None
    task.done_at, waiting.navigator_id = at, connector.id
    referral.navigator_id = referrer.id if source is Source.PARTNER else connector.id
    end(session, waiting, referral, at + timedelta(hours=1))
    (task,) = left(session)
    assert task.navigator_id == connector.id


def test_it_leaves_the_list_when_they_agree_again_or_the_referral_is_taken_back(
    session: Session, edith: Person, running: Referral, at: datetime
) -> None:
    end(session, edith, running, at)
    people.agreed(session, edith, running, at + timedelta(minutes=5))
    assert not left(session)
    end(session, edith, running, at + timedelta(minutes=10))
    running.status = S.ACCEPTED
    told = Told(reason="changed_mind")
    move(session, running, S.WITHDRAWN, mover=Mover.NAVIGATOR, actor="user:x", at=at + timedelta(hours=1), told=told)
    assert not left(session)
