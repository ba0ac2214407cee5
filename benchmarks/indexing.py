"""The index kept true: a rebuild, changes seen by every worker, the opening of a generation, a worker's memory.

50,000 made-up services (`benchmarks.stored_world`), two web workers and the job worker running as in use. The peer for
a change is a rebuild of everything in the same run. Run: `python -m benchmarks.indexing [services]`.
"""

import random
import secrets
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import select, update

from benchmarks.measure import show
from benchmarks.stored_world import environment, stored_directory
from directory import clock, signals
from directory.db import only_reading
from directory.extensions import db
from directory.listings.models import Service
from directory.search.index.generations import Reader
from directory.search.installed import index_dir, keeper
from directory.settings import Settings

PORT, WORKERS, CONNECTIONS = 8941, 2, 8
ROUNDS = 3
#: A thousand changes at once are an import, which may take longer than what people change by hand.
COUNTS, BY_HAND = (1, 10, 100, 1000), 100
REBUILD_LIMIT_S, SEEN_LIMIT_S, OPENING_LIMIT_S, MEMORY_LIMIT_MB = 15.0, 2.0, 1.0, 200


@dataclass
class Asking:
    """Somebody who searches all the time, and how long each answer took."""

    seconds: list[float] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Asking":
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        connection = HTTPConnection("127.0.0.1", PORT, timeout=30)
        while not self._stop.wait(0.02):
            began = time.perf_counter()
            _get(connection, "/search?q=lunch+club&cost=free")
            self.seconds.append(time.perf_counter() - began)


@contextmanager
def served(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Two web workers and the job worker, as `make run` starts them; the web server's process."""
    own = environment(home) | {"PORT": str(PORT), "WEB_WORKERS": str(WORKERS), "WEB_THREADS": "4"}
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--config", "deploy/gunicorn.conf.py"]
    web = subprocess.Popen([*command, "--no-control-socket"], env=own)
    jobs = subprocess.Popen([sys.executable, "-m", "directory.cli", "worker"], env=own, stderr=subprocess.DEVNULL)
    try:
        _wait_for(lambda: _get(HTTPConnection("127.0.0.1", PORT, timeout=60), "/health"))
        yield web
    finally:
        for process in (jobs, web):
            process.terminate()
            process.wait()


def rebuild_seconds(app: Flask) -> float:
    """From the database to searchable."""
    with app.app_context(), only_reading(db.session()):
        began = time.perf_counter()
        keeper().rebuild(db.session(), at=clock.now())
        return time.perf_counter() - began


def visible_seconds(app: Flask, ids: Sequence[UUID], word: str) -> float:
    """From the commit of a change until every worker finds it."""
    connections = [HTTPConnection("127.0.0.1", PORT, timeout=60) for _ in range(CONNECTIONS)]
    for connection in connections:  # a connection that has sent nothing yet would hold one of the server's threads
        _get(connection, "/cookies")
    with app.app_context():
        session = db.session()
        values = {"summary": f"{word} seen{word}", "version": Service.version + 1}
        session.execute(update(Service).where(Service.id.in_(ids)).values(values))
        signals.service_changed.send(session, service_ids=list(ids))
        session.commit()
    began = time.perf_counter()
    for connection in connections:
        _wait_for(partial(_finds, connection, word))
    return time.perf_counter() - began


def opening_seconds(folder: Path) -> float:
    """A worker's first look at a ready generation."""
    began = time.perf_counter()
    Reader(folder).snapshot()
    return time.perf_counter() - began


def resident(web: subprocess.Popen[bytes]) -> list[int]:
    """Megabytes of each web worker: its own pages, and its share of those it has in common with others."""
    children = Path(f"/proc/{web.pid}/task/{web.pid}/children").read_text().split()
    sizes = [line for child in children for line in Path(f"/proc/{child}/smaps_rollup").read_text().splitlines()]
    return [int(line.split()[1]) // 1024 for line in sizes if line.startswith("Pss:")]


def _finds(connection: HTTPConnection, word: str) -> bool:
    return f"seen{word}" in _get(connection, f"/search?q={word}")


def _get(connection: HTTPConnection, path: str) -> str:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    if answer.status not in (200, 503):
        sys.exit(f"{path} answered {answer.status}")
    return body


def _wait_for(ready: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.02)
    sys.exit("It did not happen within a minute.")


def main() -> None:
    """Measure and print; fails when a claim does not hold."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    app = stored_directory(size)
    settings: Settings = app.extensions["waypost_settings"]
    chance = random.Random(5)
    new = secrets.token_hex(3)  # words of an earlier run are in the directory already
    alone = rebuild_seconds(app)
    with app.app_context():
        ids = list(db.session.scalars(select(Service.id).order_by(Service.id)))
        folder = index_dir()
        db.session.rollback()
    opened = statistics.median(opening_seconds(folder) for _ in range(ROUNDS))
    with served(settings.data_dir) as web:
        with Asking() as quiet:
            time.sleep(3)
        with Asking() as meanwhile:
            rebuilt = rebuild_seconds(app)
        seen = {
            count: [visible_seconds(app, chance.sample(ids, count), f"zq{new}{count}x{n}") for n in range(ROUNDS)]
            for count in COUNTS
        }
        memory = resident(web)
    show(f"Index of {size:,} services", _rows((alone, rebuilt), quiet, meanwhile, seen, opened, memory))
    by_hand = [second for count, seconds in seen.items() if count <= BY_HAND for second in seconds]
    held = {
        "rebuild": alone <= REBUILD_LIMIT_S,
        "changes": max(by_hand) <= SEEN_LIMIT_S,
        "opening": opened <= OPENING_LIMIT_S,
        "memory": max(memory) <= MEMORY_LIMIT_MB,
    }
    if missed := [claim for claim, holds in held.items() if not holds]:
        sys.exit(f"Claims that do not hold on this machine: {', '.join(missed)}.")


def _rows(
    rebuilds: tuple[float, float],
    quiet: Asking,
    meanwhile: Asking,
    seen: dict[int, list[float]],
    opened: float,
    memory: list[int],
) -> list[tuple[str, str]]:
    alone, rebuilt = rebuilds
    changes = [(_counted(count), _change(times, rebuilt)) for count, times in seen.items()]
    calm, busy = (statistics.median(each.seconds) * 1000 for each in (quiet, meanwhile))
    return [
        ("rebuild of everything, to searchable, by itself", f"{alone:.1f} s (limit {REBUILD_LIMIT_S:.0f} s)"),
        ("  while two workers answer one search after another", f"{rebuilt:.1f} s"),
        ("  results page meanwhile", f"{busy:.0f} ms median, {max(meanwhile.seconds) * 1000:.0f} ms at most"),
        ("  results page otherwise", f"{calm:.0f} ms median"),
        *changes,
        (f"opening a ready generation (limit {OPENING_LIMIT_S:.0f} s)", f"{opened * 1000:.0f} ms"),
        (
            f"resident memory of a web worker (limit {MEMORY_LIMIT_MB} MB)",
            f"{max(memory)} MB (app, code, index; shared pages by their share)",
        ),
    ]


def _counted(count: int) -> str:
    return f"{count:,} changed: seen by every worker" + (f" (limit {SEEN_LIMIT_S:.0f} s)" if count <= BY_HAND else "")


def _change(times: list[float], rebuilt: float) -> str:
    usual = statistics.median(times)
    return f"{usual:.2f} s median, {max(times):.2f} s at most ({usual / rebuilt:.2f} × a rebuild)"


if __name__ == "__main__":
    main()
