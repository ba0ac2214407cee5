"""A mail server that refuses loses nothing and stops nobody: 200 referrals by eight workers at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.extensions import db
from directory.jobs.registry import HANDLERS
from directory.listings.models import Organization
from directory.notifications import letters
from directory.notifications.models import OutboxMessage
from directory.notifications.outbox import deliver
from directory.referrals.answering import topics
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.models import Referral, ReferralInbox
from directory.referrals.moves import move
from tests.factories import listings as make
from tests.factories import referrals as people

WORKERS, EACH = 8, 25


def by_eight_at_once(app: Flask, drafts: list[UUID], actor: str) -> None:
    """Eight workers send their share, each referral in a transaction of its own."""

    def submit(some: list[UUID]) -> None:
        with app.app_context():
            for referral_id in some:
                mine = db.session()
                referral = mine.get_one(Referral, referral_id)
                move(mine, referral, ReferralStatus.SUBMITTED, mover=Mover.NAVIGATOR, actor=actor, at=clock.now())
                mine.commit()
            db.session.remove()

    with ThreadPoolExecutor(WORKERS) as pool:
        for done in [pool.submit(Context().run, submit, drafts[start::WORKERS]) for start in range(WORKERS)]:
            done.result()


def test_200_referrals_commit_while_mail_is_away_and_each_letter_leaves_once_it_is_back(
    app: Flask, session: Session, connector: User, organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = make.service(session, "Tea on Tuesdays", organization=organization)
    session.add(ReferralInbox(organization_id=organization.id, email="desk@example.org", verified_at=clock.now()))
    edith = people.helped_person(session, connector)
    drafts = [
        people.referral(session, connector, edith, service, clock.now(), status=ReferralStatus.DRAFT).id
        for _ in range(WORKERS * EACH)
    ]
    connector_actor = connector.actor
    session.commit()

    def refuse(*_args: object, **_facts: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(letters, "post", refuse)

    by_eight_at_once(app, drafts, connector_actor)
    session.expire_all()
    sent = select(func.count()).select_from(Referral).where(Referral.status == ReferralStatus.SUBMITTED)
    assert session.scalar(sent) == WORKERS * EACH
    session.commit()
    assert deliver(session, HANDLERS, at=clock.now()).retried

    posted: list[str] = []
    monkeypatch.setattr(letters, "post", lambda _name, _to, **facts: posted.append(facts["reference"]))
    later = clock.now() + timedelta(hours=1)

    def send() -> None:
        with app.app_context():
            while deliver(db.session(), HANDLERS, at=later).sent:
                pass
            db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(Context().run, send) for _ in range(2)]:
            done.result()
    session.expire_all()
    references = session.scalars(select(Referral.reference)).all()
    assert Counter(posted) == Counter(references)
    waiting = select(OutboxMessage).where(OutboxMessage.topic == topics.SENT, OutboxMessage.done_at.is_(None))
    assert session.scalars(waiting).first() is None
