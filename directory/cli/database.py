"""`waypost database …`: bring the tables to this release, or back."""

from contextlib import closing
from pathlib import Path

import click
import flask_migrate
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext

from directory.extensions import db
from directory.progress import console
from directory.settings import ROOT

MIGRATIONS = ROOT / "migrations"


def present_revision() -> str | None:
    """The migration the database is at."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The migration this release needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def know_migrations() -> None:
    """Tell the application where its migrations are: only here, for a web worker has no use for the machinery."""
    flask_migrate.Migrate(current_app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)


@click.group()
def database() -> None:
    """The database's tables."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the tables to this release. Safe to repeat."""
    before = present_revision()
    know_migrations()
    flask_migrate.upgrade()
    after = present_revision()
    words = f"The database was at {before or 'nothing'} and is now at {after}."
    console.print(f"The database is at {after} already." if before == after else words)


@database.command()
@click.argument("revision")
@with_appcontext
def downgrade(revision: str) -> None:
    """Take the tables back to an earlier REVISION, or to "base" for none. Data of removed tables is lost."""
    click.confirm(f"Tables that {revision} does not know will be removed with their data. Go on?", abort=True)
    know_migrations()
    flask_migrate.downgrade(revision=revision)
    console.print(f"The database is at {present_revision() or 'nothing'}.")


@database.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write a whole copy of a SQLite database to FILE while people go on using it."""
    if db.engine.dialect.name != "sqlite":
        raise click.ClickException("Use pg_dump for PostgreSQL: docs/operations.md says how.")
    if file.exists():
        raise click.ClickException(f"{file} is there already. Name a new file.")
    with closing(db.engine.raw_connection()) as connection:  # the driver's own: VACUUM cannot run in a transaction
        connection.cursor().execute("VACUUM INTO ?", (str(file),))
    console.print(f"{file} holds {file.stat().st_size / 1_000_000:,.1f} MB.")


@database.command()
@click.argument("message")
@click.option("--number", required=True, help="Four digits, one more than the last.")
@with_appcontext
def revision(message: str, number: str) -> None:
    """Write a migration from the difference between tables and models; read it before you keep it."""
    know_migrations()
    flask_migrate.revision(message=message, autogenerate=True, rev_id=number)
    path = next((MIGRATIONS / "versions").glob(f"{number}_*.py"))
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "###" not in line]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (MIGRATIONS / "HEAD").write_text(f"{number}\n", encoding="utf-8")
    console.print(f"Read {path.name}, format it with `ruff format`, and try it up and down: tests/contracts do.")
