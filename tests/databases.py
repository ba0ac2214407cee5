"""Databases for tests: a SQLite file to copy, a PostgreSQL database to empty between tests."""

from collections.abc import Collection
from pathlib import Path
from zlib import crc32

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL

from directory import create_app
from directory.extensions import db
from directory.settings import Settings, load_settings
from tests.connections import forget_connections

EMPTYING = "empty_for_the_next_test()"
KINDS = ("sqlite", "postgres")
#: Pages here are but the means: what is tested is every page in every role, the toolkit of all pages, the same answers.
FOUNDATIONS = ("tests/contracts/", "tests/web/", "tests/audit/", "tests/search/contract/")


def kinds_for(test: str, fixtures: Collection[str], *, on_both: bool) -> tuple[str, ...]:
    """The kinds of database that a test runs on (docs/decisions/0021): a test of a page on one, dealt out by its name.

    Whatever asks the database without a page between runs on both; so does a page's test that is told to.
    """
    if "client" not in fixtures or on_both or test.startswith(FOUNDATIONS):
        return KINDS
    return (KINDS[crc32(test.encode()) % len(KINDS)],)


def sqlite_template(folder: Path) -> Path:
    """A file holding every table and no row."""
    settings = load_settings(_env_file=None, mode="test", data_dir=folder, database_url="")
    create_tables(settings)
    return folder / "waypost.db"


def create_tables(settings: Settings) -> None:
    """Make every table of the models, then close the database."""
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()


def forget_power_cuts(engine: Engine) -> None:
    """Let SQLite answer before the disk has the write; only the loss of power could tell, and waiting is slow."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF").close())


def _emptying() -> str:
    """A function for the server that removes every row, asking first: most tables have none, and truncating is slow."""
    tables = [(f'"{table.fullname}"', table.delete()) for table in reversed(db.metadata.sorted_tables)]
    steps = (f"IF EXISTS (TABLE {name}) THEN {delete}; END IF;" for name, delete in tables)
    return f"CREATE FUNCTION {EMPTYING} RETURNS void LANGUAGE plpgsql AS $$ BEGIN {' '.join(steps)} END $$"


class PostgresDatabase:
    """One database on the test server, made afresh and dropped at the end."""

    def __init__(self, server: str, name: str) -> None:
        self.name = name
        self._server = _with_driver(server)
        self.url = self._server.set(database=name).render_as_string(hide_password=False)
        self._keeper: Engine | None = None

    def recreate(self, extensions: tuple[str, ...] = ()) -> None:
        """Drop what is there and make an empty database without tables, with those extensions that the server has."""
        self.drop()
        self._on_server(f'CREATE DATABASE "{self.name}"')
        engine = create_engine(self.url)
        with engine.begin() as connection:
            present = set(connection.scalars(text("SELECT name FROM pg_available_extensions")))
            for extension in present.intersection(extensions):
                connection.execute(text(f"CREATE EXTENSION {extension}"))
        engine.dispose()

    def empty(self) -> None:
        """A database with every table and no row."""
        if self._keeper is None:
            self.recreate()
            create_tables(load_settings(_env_file=None, mode="test", database_url=self.url))
            self._keeper = create_engine(self.url, isolation_level="AUTOCOMMIT")
            with self._keeper.connect() as connection:
                connection.exec_driver_sql(_emptying())
            return
        with self._keeper.connect() as connection:
            connection.exec_driver_sql(f"SELECT {EMPTYING}")

    def drop(self) -> None:
        """Remove the database, whoever is still connected."""
        if self._keeper is not None:
            self._keeper.dispose()
            self._keeper = None
        forget_connections(self.name)
        self._on_server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _on_server(self, statement: str) -> None:
        engine = create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def _with_driver(server: str) -> URL:
    return make_url(server).set(drivername="postgresql+psycopg")
