"""The post, and somebody at the door."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory import clock
from directory.accounts import passwords, totp
from directory.accounts.letters import HANDLERS
from directory.accounts.models import User
from directory.extensions import limiter
from directory.notifications.outbox import deliver
from tests.client import CheckedClient

PASSWORD = "heron lantern biscuit"

#: Delivers what waits in the outbox and gives every letter to an address since the test began.
Post = Callable[[str], list[str]]


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Attempts of one test do not count in another."""
    with app.app_context():
        limiter.reset()


@pytest.fixture
def post(app: Flask, session: Session) -> Post:
    """The post: letters to one address, the newest last."""

    def letters(address: str) -> list[str]:
        session.commit()
        deliver(session, HANDLERS, at=clock.now())
        sent = app.extensions["mailman"].__dict__.get("outbox", [])
        return [f"{letter.subject}\n{letter.body}" for letter in sent if letter.to == [address]]

    return letters


def link_in(letter: str) -> str:
    """The path of the one link to this site."""
    (link,) = re.findall(r"https://waypost\.test(\S+)", letter)
    return str(link)


@pytest.fixture
def with_password(app: Flask, session: Session) -> Callable[[User], User]:
    """Gives somebody the password of these tests."""

    def give(user: User) -> User:
        user.password = passwords.digest(PASSWORD)
        session.commit()
        return user

    return give


def knock(client: CheckedClient, email: str, password: str = PASSWORD, **values: str) -> TestResponse:
    """Send address and password."""
    return client.post("/sign-in", data={"email": email, "password": password, **values}, token=False)


def show_code(client: CheckedClient, user: User) -> TestResponse:
    """Send the code that the app of somebody in the cast shows now."""
    assert user.totp_secret
    return client.submit("/sign-in/code", {"code": totp.code_at(user.totp_secret, clock.now())})


def is_in(client: CheckedClient) -> bool:
    """Whether this browser is signed in."""
    return client.get("/account").status_code == 200
