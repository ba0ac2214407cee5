"""Sessions on the server: what they keep, that an ended one stays ended, and that readers have none."""

from datetime import timedelta

import flask
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import SignInSession, User
from directory.accounts.operations import ways_in
from directory.accounts.sessions import digest_of
from directory.accounts.upkeep import forget_ended
from directory.web.access import Audience, access
from tests.accounts.conftest import is_in
from tests.client import CheckedClient


def kept(session: Session) -> int:
    """How many sessions there are."""
    return session.scalar(select(func.count()).select_from(SignInSession)) or 0


def cookie_of(client: CheckedClient) -> str:
    """What the browser holds."""
    found = client.get_cookie(client.application.config["SESSION_COOKIE_NAME"], domain="waypost.test")
    return found.value if found else ""


@pytest.mark.parametrize(
    "address", ["/", "/cookies", "/sign-in", "/register", "/password", "/no-such-page", "/staff/people"]
)
def test_readers_get_no_cookie_and_no_row(client: CheckedClient, session: Session, address: str) -> None:
    answer = client.get(address)
    assert "Set-Cookie" not in answer.headers
    assert kept(session) == 0


def test_the_table_does_not_hold_what_the_cookie_holds(client: CheckedClient, provider: User, session: Session) -> None:
    client.sign_in(provider)
    row = session.scalars(select(SignInSession)).one()
    assert row.id == digest_of(cookie_of(client)) != cookie_of(client)
    assert row.user_id == provider.id
    assert provider.email.encode() not in row.data


def test_a_made_up_session_is_taken_back(client: CheckedClient, session: Session) -> None:
    name = client.application.config["SESSION_COOKIE_NAME"]
    client.set_cookie(name, "made-up", domain="waypost.test", secure=True)
    answer = client.get("/account")
    assert answer.status_code == 303
    assert f"{name}=;" in answer.headers["Set-Cookie"]
    assert kept(session) == 0


def test_a_session_that_ended_meanwhile_is_not_written_again(
    client: CheckedClient, provider: User, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.sign_in(provider)
    session.commit()

    def meanwhile() -> str:
        ways_in.end_sessions(session, provider)
        session.commit()
        return "ended"

    app = client.application

    @access(Audience.SIGNED_IN)
    def slow() -> str:
        meanwhile()
        flask.session["late"] = "change"
        return ""

    monkeypatch.setitem(app.view_functions, "accounts.account", slow)
    client.get("/account")
    assert kept(session) == 0
    assert not is_in(client)


def test_ended_sessions_are_forgotten_at_night(client: CheckedClient, provider: User, session: Session) -> None:
    client.sign_in(provider)
    session.commit()
    assert forget_ended(session, clock.now()).startswith("0 sessions")
    assert forget_ended(session, clock.now() + timedelta(hours=13)).startswith("1 sessions")
