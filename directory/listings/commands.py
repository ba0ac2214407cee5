"""`waypost demo …`"""

import sys

import click
from flask import current_app

from directory import clock
from directory.accounts.demo import load_people
from directory.extensions import db
from directory.listings.demo import SeedError
from directory.listings.demo_loading import load_demo, organization_of_most
from directory.settings import Settings
from directory.signals import demo_loaded


@click.group()
def demo() -> None:
    """The demonstration directory: invented listings at real places."""


@demo.command()
def load() -> None:
    """Load the demonstration from seeds/demo, or bring it up to date."""
    try:
        written = load_demo(db.session(), at=clock.now())
    except SeedError as error:
        sys.exit(f"The demonstration was not loaded: {error}")
    people = _load_people()
    if people:
        demo_loaded.send(db.session(), at=clock.now())
    db.session.commit()
    created, updated = (len(rows.get("service", [])) for rows in (written.created, written.updated))
    click.echo(f"{created} listings added, {updated} brought up to date, {written.unchanged} unchanged.")
    if people:
        click.echo(f"{people} people can sign in: `waypost accounts demo` says how.")


def _load_people() -> int:
    """Open an account for each role, where this is a demonstration and nothing else."""
    settings: Settings = current_app.extensions["waypost_settings"]
    if settings.mode != "demo":
        return 0
    return load_people(
        db.session(), key=settings.secret_key, organization_id=organization_of_most(db.session()), at=clock.now()
    )
