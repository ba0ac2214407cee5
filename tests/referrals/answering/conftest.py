"""A referral on its way to the provider's organisation, and the letters that leave."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.jobs.registry import HANDLERS
from directory.listings.models import Organization, Service
from directory.notifications.outbox import deliver
from directory.referrals.models import Person, Referral, ReferralInbox
from tests.factories import listings as make
from tests.factories import referrals as people

AT = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
NAME, PHONE, MATTERS = "Edith Zzyzx", "01632 960417", "Would love to sing in company again"
INBOX = "desk@example.org"


@pytest.fixture
def service(session: Session, organization: Organization) -> Service:
    return make.service(session, "Tea on Tuesdays", organization=organization)


@pytest.fixture
def edith(session: Session, connector: User) -> Person:
    return people.helped_person(
        session,
        connector,
        NAME,
        phone=PHONE,
        email="edith.zzyzx@example.org",
        communication={"large_print": "24 point"},
        safety={"leave_message": "no", "code_word": "bluebell"},
    )


@pytest.fixture
def referral(session: Session, connector: User, edith: Person, service: Service) -> Referral:
    shared = {"name": True, "phone": True, "email": False, "what_matters": MATTERS}
    return people.referral(session, connector, edith, service, AT, shared=shared)


@pytest.fixture
def inbox(session: Session, referral: Referral) -> ReferralInbox:
    held = session.scalars(select(ReferralInbox).where(ReferralInbox.service_id == referral.service_id)).one()
    held.email, held.code_phone = INBOX, "07700 900123"
    session.flush()
    return held


@pytest.fixture
def sent(app: Flask, session: Session) -> Callable[[], None]:
    """The worker's round: everything that waits leaves."""

    def send() -> None:
        session.commit()
        with app.app_context():
            deliver(session, HANDLERS, at=clock.now())

    return send
