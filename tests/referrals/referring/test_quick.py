"""Referring somebody asks the database few questions, however much is on record."""

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.extensions import db
from directory.listings.models import Service
from directory.referrals.models import Person
from tests.client import CheckedClient

LOOKED, WRITTEN, SENT = 18, 25, 42  # 14, 20 and 36 when this was written


@pytest.fixture
def asked(session: Session) -> list[str]:
    """Every statement from now on."""
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    return statements


def test_each_step_of_a_referral_asks_little(
    client: CheckedClient, connector: User, edith: Person, service: Service, asked: list[str]
) -> None:
    client.sign_in(connector)
    address = f"/referrals/new?person={edith.id}&service={service.id}"
    person_id = edith.id
    form = client.page(address).forms[0]
    asked.clear()
    client.get(address)
    looked = len(asked)
    asked.clear()
    client.post("/referrals", data={**form.values, "what_matters": "Her garden"}, token=False)
    written = len(asked)
    form = client.page(f"/people/{person_id}/agreement").forms[0]
    asked.clear()
    told = {**form.values, "value": "agreed_verbal", "fact": ["name"]}
    assert client.post(f"/people/{person_id}/agreement", data=told, token=False).status_code == 303
    sent = len(asked)
    assert looked <= LOOKED
    assert written <= WRITTEN
    assert sent <= SENT
