"""The access gate."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.web import access
from directory.web.access import UndeclaredAccess, decide_by
from tests.client import CheckedClient


def test_a_view_that_declares_nothing_fails_every_test_that_calls_it(client: CheckedClient) -> None:
    with pytest.raises(UndeclaredAccess, match=r"trial\.undeclared"):
        client.get("/trial/undeclared")


def test_a_view_that_declares_nothing_is_refused_in_service(client: CheckedClient) -> None:
    client.application.testing = False
    assert client.get("/trial/undeclared").status_code == 403


def test_somebody_who_is_not_signed_in_is_led_to_sign_in_and_back(client: CheckedClient) -> None:
    answer = client.get("/trial/staff?page=2")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=%2Ftrial%2Fstaff%3Fpage%3D2")


def test_without_anybody_who_knows_people_nobody_is_let_in(client: CheckedClient) -> None:
    decide_by(client.application, access._nobody)
    assert client.get("/trial/staff").status_code == 403


def test_a_permission_lets_in_those_who_have_it_and_refuses_others(
    client: CheckedClient, steward: User, connector: User
) -> None:
    client.sign_in(steward)
    assert client.page("/trial/staff").h1 == "Staff"
    client.sign_in(connector)
    assert client.get("/trial/staff").status_code == 403


def test_whoever_must_still_set_up_a_second_factor_gets_no_further(
    client: CheckedClient, steward: User, session: Session
) -> None:
    steward.totp_secret = None
    client.sign_in(steward)
    assert client.get("/trial/staff").status_code == 303


def test_static_files_are_for_everyone(client: CheckedClient) -> None:
    assert client.get("/static/no-such-file.css").status_code == 404
