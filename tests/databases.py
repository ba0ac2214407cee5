"""Databases for tests: a SQLite file to copy, a PostgreSQL database to empty between tests."""

from pathlib import Path

from sqlalchemy import Connection, Select, Table, create_engine, exists, literal, make_url, select, text, union_all
from sqlalchemy.engine import URL

from directory import create_app
from directory.extensions import db
from directory.settings import Settings, load_settings


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


def empty_tables(connection: Connection) -> None:
    """Remove every row. Most tables have none, and truncating sixty takes longer than most tests."""
    tables = list(reversed(db.metadata.sorted_tables))
    names = connection.execute(union_all(*(_name_if_filled(table) for table in tables))).scalars().all()
    for table in tables:
        if table.fullname in names:
            connection.execute(table.delete())


def _name_if_filled(table: Table) -> Select[str]:
    return select(literal(table.fullname)).where(exists(select(1).select_from(table)))


class PostgresDatabase:
    """One database on the test server, made afresh and dropped at the end."""

    def __init__(self, server: str, name: str) -> None:
        self.name = name
        self._server = _with_driver(server)
        self.url = self._server.set(database=name).render_as_string(hide_password=False)
        self._made = False

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
        if not self._made:
            self.recreate()
            create_tables(load_settings(_env_file=None, mode="test", database_url=self.url))
            self._made = True
            return
        engine = create_engine(self.url)
        with engine.begin() as connection:
            empty_tables(connection)
        engine.dispose()

    def drop(self) -> None:
        """Remove the database, whoever is still connected."""
        self._on_server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _on_server(self, statement: str) -> None:
        engine = create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def _with_driver(server: str) -> URL:
    return make_url(server).set(drivername="postgresql+psycopg")
