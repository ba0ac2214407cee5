"""`waypost duplicates …`: looking for listings of the same thing, from a terminal."""

import sys

import click
from rich.table import Table

from directory import clock
from directory.extensions import db
from directory.moderation.duplicates.finding import find_duplicates
from directory.moderation.duplicates.queries import count_of, page_of, towns_of, waiting
from directory.progress import bar, console

SHOWN = 20


@click.group("duplicates")
def duplicates() -> None:
    """Listings that look like the same thing."""


@duplicates.command("find")
def find() -> None:
    """Look through the whole directory now. A look that was stopped goes on where it was."""
    with bar("Comparing listings") as running:
        search = find_duplicates(db.session(), at=clock.now(), save=db.session.commit, again=True, watch=running.step)
    if search is None:
        sys.exit("Nothing was done: it is not due.")
    count = count_of(db.session(), waiting())
    pairs = "1 pair waits" if count == 1 else f"{count:,} pairs wait"
    console.print(f"{search.listings:,} listings compared. {pairs} for a steward at /staff/duplicates.")


@duplicates.command("list")
@click.option("--most", default=SHOWN, show_default=True, help="How many pairs to show.")
def list_pairs(most: int) -> None:
    """The pairs that wait, the likeliest first."""
    found = page_of(db.session(), waiting(), 0, most)
    if not found:
        console.print("No pair waits.")
        return
    places = towns_of(db.session(), [id_ for pair in found for id_ in (pair.first_id, pair.second_id)])
    table = Table("Score", "First", "Second", "Why", title="Look alike", title_justify="left")
    for pair in found:
        one, other = (f"{each.name}\n{places.get(each.id, '')}" for each in (pair.first, pair.second))
        table.add_row(f"{pair.score:.0f}", one, other, ", ".join(pair.reasons))
    console.print(table)
