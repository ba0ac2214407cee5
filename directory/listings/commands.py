"""`waypost demo …`"""

import sys

import click

from directory import clock
from directory.extensions import db
from directory.listings.demo import SeedError
from directory.listings.demo_loading import load_demo


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
    db.session.commit()
    created, updated = (len(rows.get("service", [])) for rows in (written.created, written.updated))
    click.echo(f"{created} listings added, {updated} brought up to date, {written.unchanged} unchanged.")
