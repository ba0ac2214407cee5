"""`waypost taxonomy …`"""

import click

from directory.extensions import db
from directory.taxonomy.operations import load_taxonomies


@click.group()
def taxonomy() -> None:
    """Needs, cohorts, life changes and the thesaurus."""


@taxonomy.command()
def load() -> None:
    """Bring the word lists in line with seeds/taxonomy."""
    loaded = load_taxonomies(db.session())
    db.session.commit()
    click.echo(
        f"{loaded.terms} terms, {loaded.synonym_groups} groups of synonyms, {loaded.synonyms} words and phrases."
    )
    if loaded.kept:
        click.echo(f"{loaded.kept} terms that stewards changed are kept as they worded them.")
