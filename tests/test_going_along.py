"""Somebody goes along the first time: it is not done until it is known how it went."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.referrals.codes.work import ActionKind, Helped
from directory.referrals.conversations.operations import add_action
from directory.referrals.models import ContactAction, FollowUp
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories.referrals import helped_person


@pytest.mark.requirement("A064")
def test_a_supported_introduction_stays_open_until_it_is_known_how_it_went(
    client: CheckedClient, session: Session, connector: User
) -> None:
    person, tea = helped_person(session, connector), make.service(session, "Tea")
    add_action(
        session,
        None,
        ActionKind.SUPPORTED_INTRO,
        by=connector,
        at=clock.now(),
        need="connect.groups",
        service_id=tea.id,
        person=person,
        accompanied=True,
    )
    session.commit()
    task = session.scalars(select(FollowUp)).one()
    client.sign_in(connector)
    assert client.submit(f"/follow-ups/{task.id}").status_code == 422
    session.expire_all()
    assert session.scalars(select(ContactAction)).one().closed_on is None
    client.submit(f"/follow-ups/{task.id}", {"helped": "yes", "still_needed": "no"})
    session.expire_all()
    action = session.scalars(select(ContactAction)).one()
    assert (action.helped, action.closed_on) == (Helped.YES, clock.today())
