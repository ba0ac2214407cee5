"""`waypost reindex`"""

import click

from directory import clock
from directory.extensions import db
from directory.progress import tally, track
from directory.search.installed import index_dir
from directory.search.operations import rebuild


@click.command()
def reindex() -> None:
    """Build the search index again from the database. Searches go on meanwhile."""
    built = rebuild(db.session(), index_dir(), at=clock.now(), watch=track)
    db.session.rollback()
    tally("Search index", {"listings": built.documents, "words": built.terms, "generation": built.generation})
