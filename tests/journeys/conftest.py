"""The whole application over the loaded demonstration, as it is served: faults become error pages, not exceptions."""

import fcntl
import pickle
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory import clock, create_app
from directory.extensions import db, limiter
from directory.settings import load_settings
from tests.client import CheckedClient
from tests.journeys.addresses import Addresses, addresses_of
from tests.journeys.crawl import Crawl, crawl
from tests.journeys.secrets import HOSTILE, hide_marks, import_hostile

MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LOADING = (("taxonomy", "load"), ("places", "load"), ("demo", "load"), ("reindex",))

Opened = Callable[..., Flask]


def open_app(folder: Path, **settings: Any) -> Flask:
    """The application as served over a data folder."""
    values = {"mode": "demo", "base_url": "https://waypost.test", "mail_transport": "memory", "log_level": "ERROR"}
    app = create_app(load_settings(_env_file=None, data_dir=folder, **(values | settings)))
    app.test_client_class = CheckedClient
    return app


def command(app: Flask, *words: str) -> str:
    """Run a `waypost` command; what it printed."""
    with app.app_context():
        result = app.test_cli_runner().invoke(args=list(words))
    assert result.exit_code == 0, result.output
    return result.output


def close(app: Flask) -> None:
    """Let go of the database, so that its file is whole and can be copied."""
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    """Each test happens at one moment, with no request counted before it."""
    limiter.reset()
    with clock.stopped_at(MOMENT):
        yield


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all test processes of this run see."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "alone" else own.parent


def made_once(common: Path, name: str, make: Callable[[Path], None]) -> Path:
    """What the first test process to ask makes, and the others wait for."""
    ready = common / name
    with (common / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            beside = common / f"{name}.making"
            make(beside)
            beside.rename(ready)
    return ready


@pytest.fixture(scope="session")
def loaded(common: Path) -> Path:
    """The data folder of a fresh demonstration. Nobody writes to it: tests that do, copy it."""
    return made_once(common, "demonstration", _load)


def _load(folder: Path) -> None:
    app = open_app(folder)
    with clock.stopped_at(MOMENT):
        with app.app_context():
            db.create_all()
        for words in LOADING:
            command(app, *words)
    close(app)


@pytest.fixture(scope="session")
def demo(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demonstration that visitors read."""
    folder = tmp_path_factory.mktemp("visited") / "data"
    shutil.copytree(loaded, folder)
    app = open_app(folder)
    yield app
    close(app)


@pytest.fixture
def opened(loaded: Path, tmp_path: Path) -> Iterator[Opened]:
    """Open a demonstration of the test's own, to break."""
    apps: list[Flask] = []

    def opening(**settings: Any) -> Flask:
        if not (tmp_path / "data").exists():
            shutil.copytree(loaded, tmp_path / "data")
        apps.append(open_app(tmp_path / "data", **settings))
        return apps[-1]

    yield opening
    for app in apps:
        close(app)


@pytest.fixture
def visitor(demo: Flask) -> CheckedClient:
    """A browser that also checks each page it is given."""
    client = demo.test_client()
    assert isinstance(client, CheckedClient)
    return client


@pytest.fixture
def quick(demo: Flask) -> FlaskClient:
    """A client that checks nothing, for thousands of requests."""
    return FlaskClient(demo, demo.response_class, use_cookies=False)


@pytest.fixture(scope="session")
def addresses(demo: Flask) -> Addresses:
    """An address for each public endpoint, with ids that exist."""
    return addresses_of(demo)


@pytest.fixture(scope="session")
def crawled(loaded: Path, common: Path, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """Every page of a demonstration whose secrets are marked and which took in a hostile feed, as a visitor gets it."""
    folder = tmp_path_factory.mktemp("crawled") / "data"
    kept = made_once(common, "crawl.pickle", lambda beside: _crawl(loaded, folder, beside))
    found = pickle.loads(kept.read_bytes())  # noqa: S301 -- written by this run
    assert isinstance(found, Crawl)
    return found


def _crawl(loaded: Path, folder: Path, kept: Path) -> None:
    shutil.copytree(loaded, folder)
    app = open_app(folder)
    with clock.stopped_at(MOMENT):
        with app.app_context():
            hide_marks(db.session())
            db.session.commit()
        command(app, "import", "oruk", str(import_hostile(folder)), "--source", HOSTILE, "--no-index")
        command(app, "reindex", "--quick")
        limiter.reset()
        kept.write_bytes(pickle.dumps(crawl(app)))
    close(app)
