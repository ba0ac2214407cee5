"""Fixtures of all tests: settings, application, checked client, database session, a fixed moment.

The database is SQLite, and PostgreSQL as well when WAYPOST_TEST_POSTGRES names a server's URL: each test that touches
the database then runs on both, but a test of a page on one of them, dealt out by its name (`kinds_for`). `--database
sqlite` or `--database postgres` runs all of them on that one.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from directory import clock, create_app, encryption
from directory.extensions import db
from directory.settings import Settings, load_settings
from tests.client import CheckedClient
from tests.databases import KINDS, PostgresDatabase, forget_power_cuts, kinds_for, sqlite_template
from tests.once import TEMPLATES, read_addresses_once, write_statements_once
from tests.outside import POSTGRES, REDIS, SHARED, browser, missing, need

pytest_plugins = ["tests.cast"]
FIRSTS = pytest.StashKey[dict[Path, str]]()


read_addresses_once()
write_statements_once()
os.fsync = lambda fd: None  # only the loss of power could tell, and an index is some fifty files


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres"), help="run database tests on one kind only")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes many seconds; left out unless REQUIRE_SHARED is set")
    config.addinivalue_line("markers", "both_databases: a page's test that runs on every kind of database")
    config.addinivalue_line("markers", "requirement(code): the source requirement a test proves, such as A015")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        only = metafunc.config.getoption("--database")
        kinds = (only,) if only else kinds_of(metafunc.definition) if POSTGRES else KINDS[:1]
        metafunc.parametrize("database", kinds, indirect=True, scope="session")


def kinds_of(test: pytest.Function) -> tuple[str, ...]:
    """The kinds of database for a test; the first in its file to open a page runs on both."""
    fixtures = test.fixturenames
    firsts = test.config.stash.setdefault(FIRSTS, {})
    is_first = "client" in fixtures and firsts.setdefault(test.path, test.name) == test.name
    return kinds_for(test.nodeid, fixtures, on_both=is_first or test.get_closest_marker("both_databases") is not None)


def pytest_collection_finish() -> None:
    """Spare the collector all that was imported, and let it come when there is something to collect."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture
def at() -> Iterator[datetime]:
    """Monday 5 January 2026, nine in the morning: the moment at which tests happen."""
    moment = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    with clock.stopped_at(moment):
        yield moment


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with every table, copied for each test."""
    return sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a PostgreSQL server on which tests may make databases."""
    need("POSTGRES")
    return POSTGRES


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str, worker_id: str) -> Iterator[PostgresDatabase]:
    """A PostgreSQL database of this test process's own, dropped at the end."""
    database = PostgresDatabase(postgres_server, f"waypost_test_{worker_id}")
    yield database
    database.drop()


@pytest.fixture(scope="session")
def worker_id() -> str:
    """Which of the parallel test processes this is."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """Which kind of database this test runs on: `sqlite` or `postgres`."""
    return str(request.param)


@pytest.fixture
def settings(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings of a fresh installation in a folder of its own."""
    if database == "postgres":
        postgres: PostgresDatabase = request.getfixturevalue("postgres_database")
        postgres.empty()
        url = postgres.url
    else:
        shutil.copyfile(request.getfixturevalue("sqlite_file"), tmp_path / "waypost.db")
        url = ""
    return load_settings(
        _env_file=None,
        mode="test",
        data_dir=tmp_path,
        database_url=url,
        mail_transport="memory",
        text_transport="memory",
        base_url="https://waypost.test",
        log_level="ERROR",
    )


@pytest.fixture
def app(settings: Settings, at: datetime) -> Iterator[Flask]:
    """The whole application on an empty database, its clock held at `at`."""
    app = create_app(settings)
    app.test_client_class = CheckedClient
    app.jinja_env.bytecode_cache = TEMPLATES
    with app.app_context():
        forget_power_cuts(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def ring(app: Flask, settings: Settings) -> Iterator[str]:
    """The key the application started with, for tests that change it: it is back on the ring afterwards."""
    yield encryption.derived_key(settings.secret_key)
    encryption.use_keys(settings.field_keys, settings.secret_key)


@pytest.fixture
def client(app: Flask) -> CheckedClient:
    """A browser without JavaScript that also checks each page it is given."""
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    return client


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The database session of the test. What it holds is committed before each request that `client` makes."""
    with app.app_context():
        yield db.session()
        db.session.rollback()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real open data beside the repository."""
    need("SHARED")
    return SHARED


@pytest.fixture(scope="session")
def redis_url() -> str:
    """A Redis server to count and queue in."""
    need("REDIS")
    return REDIS


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of this machine's Chromium."""
    need("BROWSER")
    return str(browser())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in plain words which tests could not run here."""
    absent = missing()
    if absent:
        terminalreporter.section("left out on this machine")
        for words in absent.values():
            terminalreporter.line(f"  tests that need {words}")
