"""`waypost accounts …`: the first administrator, a way back in, and the accounts of the demonstration."""

import getpass
import sys

import click
from flask import current_app
from rich.table import Table

from directory import clock, encryption
from directory.accounts import demo, passwords, totp
from directory.accounts.loader import normal_email, user_of_email
from directory.accounts.models import RoleGrant, User
from directory.accounts.operations import ways_in
from directory.accounts.roles import Role
from directory.audit.chain import record
from directory.extensions import db
from directory.progress import console
from directory.settings import Settings


@click.group("accounts")
def accounts() -> None:
    """People who sign in."""


@accounts.command("create-administrator")
@click.argument("email")
@click.option("--name", prompt="Their name", help="What colleagues read.")
@click.password_option(help="Twelve characters or more; asked for when it is left out.")
def create_administrator(email: str, name: str, password: str) -> None:
    """Open an account for EMAIL that may invite everybody else. They set up a second step when they first sign in."""
    weak = passwords.weakness(password, about=(email, name))
    if weak:
        sys.exit(f"{weak}.")
    address = normal_email(email)
    if user_of_email(db.session(), address) is not None:
        sys.exit("There is an account with this address already. An administrator can give it roles.")
    user = User(
        name=name,
        email=address,
        email_fingerprint=encryption.fingerprint(address),
        password=passwords.digest(password),
        created_at=clock.now(),
        grants=[RoleGrant(role=Role.ADMINISTRATOR, granted_at=clock.now())],
    )
    db.session.add(user)
    db.session.flush()
    _record(user, "account.opened", role=Role.ADMINISTRATOR.value)
    db.session.commit()
    console.print("The account is open. Sign in at /sign-in; the second step is set up there.")


@accounts.command("forget-second-step")
@click.argument("email")
def forget_second_step(email: str) -> None:
    """Let an administrator who lost phone and recovery codes set up a new second step. Their sessions end."""
    user = user_of_email(db.session(), email)
    if user is None:
        sys.exit("There is no account with this address.")
    user.totp_secret = user.totp_last_counter = None
    user.passkeys, user.recovery_codes = [], []
    ways_in.end_sessions(db.session(), user)
    _record(user, "account.second_factor_removed")
    db.session.commit()
    console.print("They set up a new second step when they next sign in.")


@accounts.command("demo")
@click.option("--or-nothing", is_flag=True, help="Say nothing where there is no demonstration.")
def show_demo(or_nothing: bool) -> None:
    """Print who can sign in to the demonstration, and the codes that work now."""
    settings: Settings = current_app.extensions["waypost_settings"]
    if settings.mode != "demo" and or_nothing:
        return
    if settings.mode != "demo":
        sys.exit("There are demonstration accounts only where WAYPOST_MODE is demo.")
    at = clock.now()
    table = Table("Who", "Email address", "Code now", title=f"Password of all: {demo.PASSWORD}", title_justify="left")
    for person in demo.CAST:
        secret = demo.secret_of(person.email, settings.secret_key)
        table.add_row(person.what, person.email, totp.code_at(secret, at) if person.has_second_step else "none needed")
    console.print(table)
    console.print("Codes change every half minute: run `waypost accounts demo` again for new ones.")


def _record(user: User, action: str, **detail: str) -> None:
    by = f"terminal:{getpass.getuser()}"[:80]
    record(db.session(), actor=by, action=action, subject=user.actor, detail=detail, at=clock.now())
