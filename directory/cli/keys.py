"""`waypost keys …`: secrets for the settings. `new` works before there are any settings."""

import secrets

import click
from flask.cli import with_appcontext

from directory import encryption
from directory.extensions import db
from directory.progress import console


@click.group()
def keys() -> None:
    """Secrets for the settings, and the keys of private fields."""


@keys.command()
def new() -> None:
    """Make the secrets a real installation needs. Keep them in .env or a secret store, never beside the backups.

    To change the key of private fields, put the new one in front of the others, separated by a comma, then rotate.
    """
    click.echo(f"WAYPOST_SECRET_KEY={secrets.token_urlsafe(48)}")
    click.echo(f"WAYPOST_FIELD_KEYS={encryption.new_key()}")


@keys.command()
@with_appcontext
def rotate() -> None:
    """Write every private field again under the newest key, so that old keys can be taken away."""
    count = encryption.rotate(db.session(), db.metadata)
    db.session.commit()
    console.print(f"{count:,} private fields are written with the newest key.")
