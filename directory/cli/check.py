"""`waypost check`: is this installation fit to serve? Each finding says how to mend it."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select

from directory.accounts.demo import there_are as demo_accounts
from directory.accounts.models import RoleGrant
from directory.accounts.roles import Role
from directory.cli.database import newest_revision, present_revision
from directory.extensions import db
from directory.geo.models import PlaceName
from directory.listings.models import Service
from directory.progress import console
from directory.search.understanding import danger_model, needs_model
from directory.settings import Settings
from directory.taxonomy.models import TaxonomyTerm
from directory.web.health import ask_all


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    what: str
    ok: bool
    mend: str = ""


@click.command()
@with_appcontext
def check() -> None:
    """Look at everything a running installation needs, and say how to mend what is missing."""
    findings = list(look())
    for finding in findings:
        console.print(
            f"[green]fine[/]  {finding.what}" if finding.ok else f"[red]mend[/]  {finding.what}: {finding.mend}"
        )
    if not all(finding.ok for finding in findings):
        sys.exit(1)


def look() -> Iterator[Finding]:
    """Look at each part, the foundations first; stop where nothing further can be told."""
    settings: Settings = current_app.extensions["waypost_settings"]
    yield _data_folder(settings)
    yield _not_a_demonstration(settings)
    yield _assets()
    yield _sentences()
    tables = _tables()
    yield tables
    if not tables.ok:
        return
    yield _nobody_of_the_demonstration(settings)
    yield _somebody_to_invite_others()
    yield from _contents()
    for name, facts in ask_all()[1].items():
        words = ", ".join(f"{key} {value}" for key, value in facts.items() if key != "ok")
        yield Finding(f"{name} ({words})" if words else name, bool(facts["ok"]), MENDING.get(name, "see the log"))


MENDING = {
    "worker": "start `waypost worker`",
    "outbox": "start `waypost worker`; given-up messages are in the table outbox_message",
    "search": "run `waypost reindex`",
}


def _data_folder(settings: Settings) -> Finding:
    writable = os.access(settings.data_dir, os.W_OK)
    return Finding("The data folder can be written", writable, "give this user the right to write in WAYPOST_DATA_DIR")


def _not_a_demonstration(settings: Settings) -> Finding:
    demo = settings.mode == "demo" and settings.base_url.startswith("https://")
    return Finding("The mode fits the address", not demo, "set WAYPOST_MODE=production for an address people use")


def _assets() -> Finding:
    built = any(Path(current_app.static_folder or "").joinpath("build").glob("**/*.css"))
    return Finding("Styles and scripts are built", built, "run `make assets`")


def _sentences() -> Finding:
    there = needs_model.installed() is not None and danger_model.is_installed()
    return Finding("Everyday sentences and words of danger are understood", there, "run `waypost needs train`")


def _tables() -> Finding:
    present, newest = present_revision(), newest_revision()
    return Finding(f"The tables are at {newest}", present == newest, "run `waypost database upgrade`")


def _nobody_of_the_demonstration(settings: Settings) -> Finding:
    found = settings.mode == "production" and bool(demo_accounts(db.session()))
    mend = "production refuses them at the door; begin with an empty database instead of the demonstration's"
    return Finding("There are no accounts of the demonstration", not found, mend)


def _somebody_to_invite_others() -> Finding:
    there = db.session.scalar(select(func.count()).where(RoleGrant.role == Role.ADMINISTRATOR)) or 0
    return Finding("There is an administrator", bool(there), "run `waypost accounts create-administrator EMAIL`")


def _contents() -> Iterator[Finding]:
    wanted: tuple[tuple[str, Callable[[], int], str], ...] = (
        ("taxonomy terms", lambda: _count(TaxonomyTerm), "run `waypost taxonomy load`"),
        ("places", lambda: _count(PlaceName), "run `waypost places load`"),
        ("listings", lambda: _count(Service), "run `waypost demo load`, or import a feed"),
    )
    for words, count, mend in wanted:
        number = count()
        yield Finding(f"There are {words} ({number:,})" if number else f"There are {words}", bool(number), mend)


def _count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0
