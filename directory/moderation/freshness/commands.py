"""`waypost bounces …`: letters that came back."""

import sys
from pathlib import Path

import click

from directory import clock
from directory.extensions import db
from directory.moderation.freshness.bounces import messages_in, read_notices
from directory.progress import console


@click.group("bounces")
def bounces() -> None:
    """Letters that came back."""


@bounces.command("read")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def read(path: Path) -> None:
    """Take in the delivery notices at PATH: a Maildir, an mbox file or a single message."""
    try:
        done = read_notices(db.session(), messages_in(path), clock.now())
    except OSError as error:
        sys.exit(f"{path.name} cannot be read: {error.strerror}")
    db.session.commit()
    console.print(
        f"{done.notices} messages read, {done.addresses} addresses that fail, {done.listings} listings marked."
    )
