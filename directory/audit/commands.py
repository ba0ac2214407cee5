"""`waypost audit …`: prove the record whole, and take an anchor of it."""

import sys
from pathlib import Path

import click
from flask import current_app

from directory import clock
from directory.audit import anchors, chain
from directory.extensions import db
from directory.progress import console
from directory.settings import Settings


def anchors_file(settings: Settings) -> Path:
    """Where this installation keeps its anchors."""
    return settings.data_dir / "audit-anchors.jsonl"


@click.group("audit")
def audit() -> None:
    """The record of who did what."""


@audit.command("verify")
def verify() -> None:
    """Check every link of the record, and its anchors."""
    verdict = chain.verify(db.session(), anchors.read(anchors_file(current_app.extensions["waypost_settings"])))
    if not verdict.whole:
        console.print(f"The record is broken at event {verdict.broken_at}: {verdict.reason}.")
        sys.exit(1)
    console.print(f"The record is whole: {verdict.events:,} events.")


@audit.command("anchor")
def take_anchor() -> None:
    """Note how far the record has come, in a file to be copied elsewhere."""
    taken = chain.anchor(db.session(), at=clock.now())
    if taken is None:
        console.print("The record is empty; there is nothing to anchor.")
        return
    path = anchors_file(current_app.extensions["waypost_settings"])
    anchors.keep(path, taken)
    console.print(f"Event {taken.sequence:,} is anchored in {path.name}. Copy that file to another machine.")
