"""`waypost import …`"""

import re
import sys
import time
from pathlib import Path
from typing import Any

import click
from flask import current_app

from directory import clock
from directory.errors import RuleBroken
from directory.extensions import db
from directory.openreferral.models import BatchState, ImportBatch
from directory.openreferral.operations import Outcome, import_batch
from directory.openreferral.queries import batches, faults_of
from directory.openreferral.reading.feeds import FeedSource
from directory.openreferral.reading.fetching import Fetcher
from directory.openreferral.reading.files import FileSource
from directory.openreferral.reading.items import Source
from directory.openreferral.undoing import undo_batch
from directory.progress import bar, console, tally, track
from directory.search.installed import keeper

OWN_SOURCES = ("steward", "demo")
FAULTS_SHOWN = 10


@click.group("import")
def import_group() -> None:
    """Bring in other people's lists, and undo that."""


def _source_code(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", value) or value in OWN_SOURCES:
        raise click.BadParameter('use up to 40 small letters, digits and hyphens, such as "bristol-council".')
    return value


@import_group.command()
@click.argument("origin", metavar="FILE|URL")
@click.option("--source", "code", required=True, callback=_source_code, help="Code of this list; the same every time")
@click.option("--name", help="What people call this list")
@click.option("--limit", type=click.IntRange(min=1), help="Only the first so many services")
@click.option("--no-index", is_flag=True, help="Leave the search index to the worker or to `waypost reindex`")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing")
@click.option("--allow-local", is_flag=True, help="Let a feed be on this machine or a private network")
def oruk(
    *, origin: str, code: str, name: str | None, limit: int | None, no_index: bool, dry_run: bool, allow_local: bool
) -> None:
    """Import Open Referral UK services (3.0 or 1.0) from a file or a feed. Run again, it brings in what is new."""
    source = _opened(origin, allow_local=allow_local)
    session, began = db.session(), time.monotonic()
    save = session.flush if dry_run else session.commit
    with bar(f"Importing {source.origin} (services)", limit) as running:
        outcome = import_batch(
            session, source, code=code, name=name, at=clock.now(), save=save, limit=limit, step=running.step
        )
    seconds = time.monotonic() - began
    faults = [fault.message for fault in faults_of(session, outcome.batch_id, FAULTS_SHOWN)]
    if dry_run:
        session.rollback()
    _show(outcome, faults, seconds, is_rehearsal=dry_run)
    if not (no_index or dry_run) and (outcome.counts["new"] or outcome.counts["changed"]):
        _reindex()
    if outcome.state is BatchState.STOPPED:
        sys.exit(1)


@import_group.command("list")
def list_batches() -> None:
    """The latest imports."""
    found = batches(db.session())
    if not found:
        click.echo("Nothing has been imported yet.")
    for batch in found:
        tallied = (("read", "read"), ("new", "new"), ("changed", "changed"), ("errors", "with errors"))
        counts = ", ".join(f"{batch.counts.get(key, 0):,} {label}" for key, label in tallied)
        when = f"{clock.local(batch.started_at):%d %B %Y %H:%M}".lstrip("0")
        click.echo(f"{batch.id}  {batch.source}  {when}  {batch.state.label}  {counts}  {batch.origin}")


@import_group.command()
@click.argument("number", type=int)
def show(number: int) -> None:
    """What import NUMBER did, with the rows it could not use."""
    batch = db.session.get(ImportBatch, number)
    if batch is None:
        sys.exit(f"There is no import {number}. `waypost import list` shows them all.")
    outcome = Outcome(batch.id, batch.state, batch.note, batch.counts)
    _show(outcome, [fault.message for fault in faults_of(db.session(), number)], None)


@import_group.command()
@click.argument("number", type=int)
@click.option("--no-index", is_flag=True, help="Leave the search index to the worker or to `waypost reindex`")
def undo(number: int, no_index: bool) -> None:
    """Take import NUMBER back: remove what it added, restore what it changed."""
    session = db.session()
    try:
        undone = undo_batch(session, number, at=clock.now())
    except RuleBroken as refusal:
        session.rollback()
        sys.exit(refusal.message)
    session.commit()
    click.echo(f"Import {number} is undone: {undone.removed:,} listings removed, {undone.restored:,} put back.")
    if not no_index and (undone.removed or undone.restored):
        _reindex()


def _opened(origin: str, *, allow_local: bool) -> Source:
    if re.match(r"[a-z][a-z0-9+.-]*://", origin, re.IGNORECASE):
        address = current_app.extensions["waypost_settings"].base_url
        agent = f"Mozilla/5.0 (compatible; Waypost import; +{address})"  # some servers turn away whatever is no browser
        return FeedSource(origin, Fetcher(agent, allow_local=allow_local))
    path = Path(origin)
    if not path.is_file():
        sys.exit(f"There is no file {origin}. Give the path of a file, or an address that starts with https://.")
    return FileSource(path)


def _show(outcome: Outcome, faults: list[str], seconds: float | None, *, is_rehearsal: bool = False) -> None:
    counts: dict[str, Any] = outcome.counts
    title = "What would happen" if is_rehearsal else f"Import {outcome.batch_id}: {outcome.state.label.lower()}"
    rows: dict[str, int | str] = {
        words: counts.get(key, 0)
        for words, key in (
            ("services read", "read"),
            ("new", "new"),
            ("changed", "changed"),
            ("unchanged", "unchanged"),
            ("left to a steward", "held"),
            ("rows with errors", "errors"),
            ("places", "places"),
            ("places with coordinates", "located"),
            ("of these by postcode", "by_postcode"),
            ("no longer in the list", "missing"),
        )
    }
    if seconds:
        rows["seconds"] = f"{seconds:.1f}"
        rows["services a minute"] = int(rows["services read"] / seconds * 60)  # type: ignore[operator]
    tally(title, rows)
    if counts.get("mended"):
        tally("Put right on the way", counts["mended"])
    for sentence in [outcome.note, *counts.get("remarks", []), *faults]:
        if sentence:
            console.print(sentence, markup=False)
    left = counts.get("errors", 0) - len(faults)
    if left > 0:
        console.print(f"… and {left:,} more. `waypost import show {outcome.batch_id}` lists them.", markup=False)
    if counts.get("missing"):
        names = ", ".join(counts["missing_names"])
        console.print(f"No longer in the list, and kept until a steward decides: {names}.", markup=False)


def _reindex() -> None:
    began = time.monotonic()
    built = keeper().rebuild(db.session(), at=clock.now(), watch=track)
    db.session.rollback()
    tally("Search index", {"listings": built.documents, "seconds": f"{time.monotonic() - began:.1f}"})
