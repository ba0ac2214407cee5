"""`waypost reindex`"""

import click

from directory import clock
from directory.db import only_reading
from directory.extensions import db
from directory.progress import console, tally, track
from directory.search.installed import keeper, repair_drift
from directory.search.suggesting.upkeep import write_current_names


@click.command()
@click.option("--quick", is_flag=True, help="Leave out the Whoosh index, which no search waits for")
@click.option("--repair", "only_repair", is_flag=True, help="Put right only what differs from the database")
def reindex(*, quick: bool, only_repair: bool) -> None:
    """Build the search index again from the database. Searches go on meanwhile."""
    if only_repair:
        with only_reading(db.session()):
            console.print(f"Search index: {repair_drift(db.session(), clock.now())}")
        return
    with only_reading(db.session()):
        built = keeper().rebuild(db.session(), at=clock.now(), watch=track, durable=not quick)
        named = write_current_names(db.session(), clock.now())
    tally(
        "Search index",
        {
            "listings": built.documents,
            "words": built.terms,
            "offered while typing": named,
            "generation": built.generation,
        },
    )
