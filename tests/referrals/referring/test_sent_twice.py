"""A double click at the same moment, or a form sent again after a lost connection, makes one referral."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory import clock
from directory.accounts.entering import contents_for
from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import Person, Referral, ReferralEvent
from tests.client import CheckedClient

CLICKS = 4
pytestmark = pytest.mark.both_databases
BASE = {"base_url": "https://waypost.test", "headers": {"Sec-Fetch-Site": "same-origin"}}


def at_once(session: Session, click: Callable[[int], TestResponse]) -> set[tuple[int, str | None]]:
    """What several clicks at the same moment are answered."""
    session.commit()  # the test itself must hold no lock
    start = threading.Barrier(CLICKS)

    def together(number: int) -> tuple[int, str | None]:
        start.wait(20)
        response = click(number)
        return response.status_code, response.location

    with ThreadPoolExecutor(CLICKS) as pool:
        return set(pool.map(together, range(CLICKS)))


def count(session: Session, kind: type[Any]) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(kind)) or 0


def browsers_of(app: Flask, user: User, client: CheckedClient) -> list[Any]:
    """The same browser in several tabs: one session, one token."""
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="waypost.test")
    assert cookie is not None
    tabs = []
    for _ in range(CLICKS):
        tab = app.test_client()
        tab.set_cookie(cookie.key, cookie.value, domain="waypost.test")
        tabs.append(tab)
    assert contents_for(user)
    return tabs


def test_four_clicks_of_a_connector_make_one_draft_and_send_it_once(
    app: Flask, client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    client.sign_in(connector)
    form = client.page(f"/referrals/new?person={edith.id}&service={service.id}").forms[0]
    tabs = browsers_of(app, connector, client)
    told = {**form.values, "what_matters": "Company at Christmas"}
    answers = at_once(session, lambda number: tabs[number].post("/referrals", data=told, **BASE))
    agreement = f"/people/{edith.id}/agreement"
    assert answers == {(303, agreement)}
    assert count(session, Referral) == 1
    form = client.page(agreement).forms[0]
    said = {**form.values, "value": "agreed_verbal", "fact": ["name"]}
    answers = at_once(session, lambda number: tabs[number].post(agreement, data=said, **BASE))
    sent = session.scalars(select(Referral)).one()
    assert answers == {(303, f"/referrals/{sent.id}/receipt")}
    assert sent.status is ReferralStatus.SUBMITTED
    assert count(session, ReferralEvent) == 1


def test_four_clicks_of_somebody_who_refers_themselves_make_one_referral(
    app: Flask, client: CheckedClient, session: Session, service: Service
) -> None:
    service.access_routes = ["self"]
    address = f"/listings/{service.id}/referrals/new"
    with clock.stopped_at(clock.now() - timedelta(seconds=40)):
        form = client.page(address).forms[0]
    told = {
        **form.values,
        "what_matters": "I would like company",
        "name": "Edith",
        "phone": "01623 555012",
        "leave_message": "yes",
        "is_agreed": "y",
    }
    answers = at_once(session, lambda _number: app.test_client().post(address, data=told, **BASE))
    assert len(answers) == 1
    assert count(session, Referral) == count(session, Person) == 1
