"""Parts break under a running application: search's folder, the database, the mail server, processes killed midway."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from directory import clock
from directory.extensions import db
from directory.jobs.runner import pulse
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.concerns.models import Concern
from directory.notifications.models import OutboxMessage
from directory.search.index.generations import POINTER, current_name
from directory.settings import ROOT
from directory.web.traps import stamp
from tests.client import CheckedClient
from tests.journeys.conftest import MOMENT, Opened, command
from tests.journeys.test_any_words import boxes
from tests.openreferral.builders import lines, service
from tests.page import Page

LATER = MOMENT.replace(minute=5)
FALLS = "/search?q=falls&near=Mansfield"


def data_of(app: Flask) -> Path:
    """The data folder."""
    folder: Path = app.extensions["waypost_settings"].data_dir
    return folder


def visit(app: Flask) -> CheckedClient:
    """A browser on it."""
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    return client


def found(client: CheckedClient) -> int:
    """How many listings a search finds."""
    return client.page(FALLS).html.count('class="wp-card__name"')


def count(app: Flask, model: type) -> int:
    """How many rows there are."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_search_without_an_index_says_whom_to_ring_and_keeps_the_words(opened: Opened) -> None:
    app = opened()
    shutil.rmtree(data_of(app) / "index")
    client = visit(app)
    page = client.page(FALLS, status=503)
    assert "does not mean that there is no help" in page.text
    assert "0115 496 0000" in page.text
    assert boxes(page) == boxes(page) | {"q": "falls", "near": "Mansfield"}
    assert client.get(FALLS).headers["Retry-After"]
    assert client.get("/search/points?q=falls").status_code == 503
    assert "0115 496 0000" in client.page("/needs/health.falls?near=Mansfield", status=503).text
    assert client.get("/").status_code == client.get("/needs").status_code == 200
    assert client.get("/health").get_json()["status"] == "degraded"
    command(app, "reindex", "--quick")
    assert found(client) > 0


def test_an_index_deleted_under_a_running_application_is_not_missed_until_it_is_rebuilt(opened: Opened) -> None:
    app = opened()
    client = visit(app)
    before = found(client)
    shutil.rmtree(data_of(app) / "index")
    assert found(client) == before
    command(app, "reindex", "--quick")
    assert found(client) == before


@pytest.mark.parametrize(
    "damage", ["no manifest", "half an array", "an empty pointer", "a pointer to the moon", "noise"]
)
def test_a_half_written_index_never_reaches_a_visitor(opened: Opened, damage: str) -> None:
    app = opened()
    client = visit(app)
    before = found(client)
    index = data_of(app) / "index"
    newest = index / str(current_name(index))
    half = index / "gen-ffffffffffffffffffffffffffffffff"
    shutil.copytree(newest, half)
    if damage == "no manifest":
        (half / "manifest.json").unlink()
    elif damage == "half an array":
        array = max(half.glob("*.npy"), key=lambda path: path.stat().st_size)
        array.write_bytes(array.read_bytes()[: array.stat().st_size // 2])
    elif damage == "noise":
        (half / "words.json").write_bytes(os.urandom(2_000))
    pointed = {"an empty pointer": "", "a pointer to the moon": "../../../moon"}.get(damage, half.name)
    (index / POINTER).write_text(pointed + "\n", "utf-8")
    assert found(client) == before
    assert found(visit(opened())) == before


def test_searches_go_on_while_the_index_is_rebuilt(opened: Opened) -> None:
    app = opened()
    before = found(visit(app))
    with ThreadPoolExecutor(2) as pool:
        building = pool.submit(command, app, "reindex", "--quick")
        seen = set()
        while not building.done():
            seen.add(found(visit(app)))
        building.result()
    assert seen | {before} == {before}


def test_a_listing_taken_out_since_the_index_was_built_is_not_on_the_map(opened: Opened) -> None:
    app = opened()
    client = visit(app)
    address = "/search/points?q=falls&near=Mansfield"
    first = client.get(address).get_json()["places"][0]
    with app.app_context():
        db.session.get_one(Service, UUID(first[3][-36:])).listing_status = ListingStatus.DRAFT
        db.session.commit()
    assert first[3] not in {place[3] for place in client.get(address).get_json()["places"]}
    assert client.get(first[3]).status_code == 404


def test_without_its_database_every_page_says_so_with_the_councils_phone(opened: Opened) -> None:
    app = opened()
    client = visit(app)
    with app.app_context():
        db.engine.dispose()
    shutil.rmtree(data_of(app))
    for path in ("/", FALLS, "/needs", "/suggestions/xx"):
        page = client.page(path, status=503)
        assert "0115 496 0000" in page.text, path
    assert client.get("/health").status_code == 503
    assert client.get("/urgent-help").status_code == 200


def test_a_locked_database_is_read_from_and_a_form_that_waits_too_long_is_kept_for_sending_again(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened()
    client = visit(app)
    listing = client.page(FALLS).html.split("/listings/", 1)[1][:36]
    with app.app_context():
        before = count(app, Concern)
        db.engine.dispose()
        values = {"kind": "closed", "opened": stamp(MOMENT)}
    other = sqlite3.connect(data_of(app) / "waypost.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert found(client) > 0
        with clock.stopped_at(LATER):
            refused = client.post(f"/listings/{listing}/concerns/new", data=values, token=False)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert refused.status_code == 503
    assert "Try again" in Page(refused.text).text
    with clock.stopped_at(LATER):
        assert client.post(f"/listings/{listing}/concerns/new", data=values, token=False).status_code == 303
    assert count(app, Concern) == before + 1


def test_a_dead_mail_server_loses_no_letter_and_holds_up_no_page(opened: Opened) -> None:
    app = opened(mail_transport="smtp", smtp_host="127.0.0.1", smtp_port=1)
    client = visit(app)
    listing = client.page(FALLS).html.split("/listings/", 1)[1][:36]
    with app.app_context():
        db.session.execute(delete(OutboxMessage))  # what waits of the demonstration's own
        db.session.commit()
        values = {"kind": "closed", "opened": stamp(MOMENT), "email": "ann@example.org"}
    with clock.stopped_at(LATER):
        assert client.post(f"/listings/{listing}/concerns/new", data=values, token=False).status_code == 303
        pulse(app, "test")
    with app.app_context():
        waiting = db.session.scalars(select(OutboxMessage).where(OutboxMessage.topic.like("stewards.%"))).one()
        assert (waiting.done_at, waiting.dead_at, waiting.attempts) == (None, None, 1)
        assert "ann@" not in str(waiting.payload) + str(waiting.last_error)
    mended = opened()
    with clock.stopped_at(LATER.replace(minute=30)):
        pulse(mended, "test")
    with mended.app_context():
        sent = db.session.scalars(select(OutboxMessage).where(OutboxMessage.topic.like("stewards.%"))).one()
        assert sent.done_at is not None
        assert len(mended.extensions["mailman"].outbox) == 1


@pytest.fixture
def killed() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Processes to be killed; none outlives the test."""
    running: list[subprocess.Popen[bytes]] = []
    yield running
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait(10)


def start(app: Flask, killed: list[subprocess.Popen[bytes]], *words: str) -> subprocess.Popen[bytes]:
    """Start a command as an operator does."""
    own = {"WAYPOST_DATA_DIR": str(data_of(app)), "WAYPOST_MODE": "demo", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "directory.cli", *words],
        env=os.environ | own, cwd=data_of(app), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    killed.append(process)
    return process


def kill_when(process: subprocess.Popen[bytes], path: Path, pattern: str, besides: set[Path]) -> None:
    """Kill it with no warning as soon as something new matches, or after a while."""
    until = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < until:
        if set(path.glob(pattern)) - besides:
            break
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait(10)


def test_a_reindex_killed_midway_leaves_the_old_index_and_the_next_one_clears_up(
    opened: Opened, killed: list[subprocess.Popen[bytes]]
) -> None:
    app = opened()
    client = visit(app)
    before = found(client)
    index = data_of(app) / "index"
    kill_when(start(app, killed, "reindex", "--quick"), index, "gen-*/*.npy", set(index.glob("gen-*/*.npy")))
    assert found(client) == found(visit(opened())) == before
    command(app, "reindex", "--quick")
    assert found(client) == before
    assert len(list(index.glob("gen-*"))) <= 2


def test_an_import_killed_midway_is_finished_by_running_it_again(
    opened: Opened, killed: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    app = opened()
    before = count(app, Service)
    feed = lines(tmp_path / "feed.ndjson", [service(number) for number in range(3_000)])
    words = ("import", "oruk", str(feed), "--source", "killed", "--no-index")
    process = start(app, killed, *words)
    until = time.monotonic() + 40
    while process.poll() is None and time.monotonic() < until and count(app, Service) == before:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    assert before < count(app, Service) < before + 3_000
    assert found(visit(app)) > 0
    command(app, *words)
    assert count(app, Service) == before + 3_000
    command(app, "audit", "verify")
