"""`waypost reindex`"""

import click

from directory import clock
from directory.db import only_reading
from directory.extensions import db
from directory.progress import tally, track
from directory.search.installed import index_dir
from directory.search.operations import rebuild


@click.command()
@click.option("--quick", is_flag=True, help="Leave out the Whoosh index, which no search waits for")
def reindex(quick: bool) -> None:
    """Build the search index again from the database. Searches go on meanwhile."""
    with only_reading(db.session()):
        built = rebuild(db.session(), index_dir(), at=clock.now(), watch=track, durable=not quick)
    tally("Search index", {"listings": built.documents, "words": built.terms, "generation": built.generation})
