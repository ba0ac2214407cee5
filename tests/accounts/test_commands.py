"""`waypost accounts …`, and the people of the demonstration."""

import sys

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock, encryption
from directory.accounts import demo, totp
from directory.accounts.loader import user_of_email
from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.audit.models import AuditEvent
from directory.cli.check import look
from directory.extensions import db
from directory.listings.models import Organization
from directory.settings import Settings
from tests.accounts.conftest import Post, is_in, knock
from tests.client import CheckedClient
from tests.factories import accounts as people

ADA = "ada.new@example.org"


def run(app: Flask, session: Session, *words: str, typed: str = "") -> str:
    """Run a command and give what it said."""
    session.commit()
    result = app.test_cli_runner().invoke(args=["accounts", *words], input=typed)
    return f"{result.exit_code} {result.output}"


def in_mode(app: Flask, mode: str) -> None:
    """Let the application be of another mode."""
    settings: Settings = app.extensions["waypost_settings"]
    app.extensions["waypost_settings"] = settings.model_copy(update={"mode": mode})


def test_the_first_administrator_is_made_at_the_terminal(app: Flask, session: Session, client: CheckedClient) -> None:
    typed = "heron lantern biscuit\nheron lantern biscuit\n"
    assert "Sign in at /sign-in" in run(app, session, "create-administrator", ADA, "--name", "Ada", typed=typed)
    user = user_of_email(session, ADA)
    assert user
    assert user.roles == {Role.RESIDENT, Role.ADMINISTRATOR}
    assert knock(client, ADA).location == "/sign-in/authenticator"
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.opened")).one()
    assert event.actor.startswith("terminal:")
    assert event.detail == {"role": "administrator"}


@pytest.mark.parametrize(
    ("email", "password"), [(ADA, "password1234"), ("stella.steward@example.org", "heron lantern biscuit")]
)
def test_a_weak_password_or_a_taken_address_is_refused(
    app: Flask, session: Session, steward: User, email: str, password: str
) -> None:
    said = run(app, session, "create-administrator", email, "--name", "A", "--password", password)
    assert said.startswith("1 ")


def test_a_lost_phone_of_the_only_administrator(app: Flask, session: Session, administrator: User) -> None:
    assert run(app, session, "forget-second-step", administrator.email).startswith("0 ")
    session.expire_all()
    assert administrator.is_second_factor_due


def test_keys_can_be_changed_and_people_are_still_found(app: Flask, session: Session) -> None:
    old, new = encryption.new_key(), encryption.new_key()
    try:
        encryption.use_keys(old, "")
        people.person(session, "Stella", Role.CONNECTOR, email="s@example.org")
        session.commit()
        encryption.use_keys(f"{new},{old}", "")
        assert user_of_email(session, "S@example.org")
        encryption.rotate(session, db.metadata)
        session.commit()
        session.expire_all()
        encryption.use_keys(new, "")
        assert user_of_email(session, "s@example.org")
    finally:
        settings: Settings = app.extensions["waypost_settings"]
        encryption.use_keys(settings.field_keys, settings.secret_key)


def test_the_demonstration_has_somebody_of_each_role_who_can_sign_in(
    app: Flask, session: Session, client: CheckedClient, organization: Organization
) -> None:
    key = app.extensions["waypost_settings"].secret_key
    for _ in range(2):
        demo.load_people(session, key=key, organization_id=organization.id, at=clock.now())
        session.commit()
    roles = frozenset[Role]().union(*(user.roles for user in demo.there_are(session)))
    assert roles == set(Role)
    in_mode(app, "demo")
    said = run(app, session, "demo")
    code = totp.code_at(demo.secret_of("steward@example.org", key), clock.now())
    assert code in said
    assert demo.PASSWORD in said
    knock(client, "steward@example.org", demo.PASSWORD)
    client.submit("/sign-in/code", {"code": code})
    assert is_in(client)


def test_in_production_nobody_of_the_demonstration_gets_in_and_the_check_says_so(
    app: Flask, session: Session, client: CheckedClient, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo.load_people(session, key="x" * 40, organization_id=None, at=clock.now())
    session.commit()
    checks = sys.modules[look.__module__]
    monkeypatch.setattr(checks, "present_revision", lambda: "x")
    monkeypatch.setattr(checks, "newest_revision", lambda: "x")
    user = user_of_email(session, "resident@example.org")
    assert user
    client.sign_in(user)
    assert is_in(client)
    in_mode(app, "production")
    assert not is_in(client)
    assert knock(client, "resident@example.org", demo.PASSWORD).status_code == 422
    finding = next(finding for finding in look() if "of the demonstration" in finding.what)
    assert not finding.ok
    assert run(app, session, "demo").startswith("1 ")
    assert run(app, session, "demo", "--or-nothing") == "0 "
