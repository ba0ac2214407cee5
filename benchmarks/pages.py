"""Results and listing pages over 13,177 real and 50,000 made-up services: server time, SQL queries, bytes, throughput;
and what somebody who is signed in to find help for others waits for a results page.

The peer is a bare Flask page that renders the same number of results from ready values, in the same run: what the
framework alone costs. Run: `python -m benchmarks.pages`.
"""

import gc
import itertools
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from benchmarks.accounts import account_of
from benchmarks.bare_page import create_bare_app
from benchmarks.measure import show, time_each
from benchmarks.stored_world import environment, home_of, stored_directory
from benchmarks.world import HOME, real_directory
from directory.accounts.entering import contents_for
from directory.accounts.roles import Role
from directory.extensions import db
from directory.listings.models import Service

WORDS = ("library", "legal aid", "mobile library", "housing advice", "debt", "books and computers", "family law")
PLACES = ("Colchester", "NG18", "Worksop", "Worcester", "Canterbury", "M1", "Leeds", "Norwich", "LS1", "Exeter")
SECONDS, CLIENTS = 8, 8
LARGE = 50_000
AT_ONCE_MS = 100.0  # what people take for at once


def searches(count: int) -> list[str]:
    """Paths of result pages: words and places mixed, some with a filter, some on a later page."""
    chance = random.Random(7)
    pairs = itertools.islice(itertools.cycle(itertools.product(WORDS, PLACES)), count)
    paths = []
    for words, place in pairs:
        args = {"q": words, "near": place}
        if chance.random() < 0.2:
            args["cost"] = "free"
        if chance.random() < 0.1:
            args["page"] = "2"
        paths.append("/search?" + urlencode(args))
    return paths


def count_queries(app: Flask, path: str, client: FlaskClient | None = None) -> int:
    """SQL statements one request runs, transactions' own aside; `client` is somebody who is signed in."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    (client or app.test_client()).get(path)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def requests_a_second(target: str, home: str, paths: list[str], port: int) -> float:
    """Serve with two gunicorn workers and ask from eight clients at once for a few seconds."""
    command = [
        sys.executable, "-m", "gunicorn", target, "--config", "deploy/gunicorn.conf.py", "--no-control-socket",
    ]  # fmt: skip
    environment = os.environ | {"WAYPOST_DATA_DIR": home, "WAYPOST_LOG_LEVEL": "ERROR", "WAYPOST_MODE": "demo"}
    environment |= {"PORT": str(port), "WEB_WORKERS": "2", "WEB_THREADS": "4"}
    server = subprocess.Popen(command, env=environment)
    try:
        _wait(port)
        _ask(port, paths, 1.0)
        with ThreadPoolExecutor(CLIENTS) as pool:
            shares = [paths[number::CLIENTS] for number in range(CLIENTS)]
            done = sum(pool.map(lambda share: _ask(port, share, SECONDS), shares))
        return done / SECONDS
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    for _ in range(150):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/health")
            connection.getresponse().read()
            connection.close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("The server did not start.")


def _ask(port: int, paths: list[str], seconds: float) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    done, end = 0, time.perf_counter() + seconds
    for path in itertools.cycle(paths):
        if time.perf_counter() > end:
            break
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"{path} answered {answer.status}")
        done += 1
    return done


def main() -> None:
    """Measure both directories and print; fails when a results page takes longer than promised."""
    missed = []
    for title, app, home, limit in (
        ("13,177 services", real_directory(), HOME, 10.0),
        ("50,000 made-up services", _large(), home_of(LARGE), 12.0),
    ):
        missed += [] if measure(title, app, home, limit) else [title]
    if missed:
        sys.exit(f"Results pages take longer than promised over {' and over '.join(missed)}.")


def _large() -> Flask:
    """The made-up directory with an index; making that takes two minutes, once."""
    app, home = stored_directory(LARGE), home_of(LARGE)
    if (home / "index" / "current").exists():
        return app
    subprocess.run([sys.executable, "-m", "directory.cli", "reindex"], env=environment(home), check=True)
    return stored_directory(LARGE)


def measure(title: str, app: Flask, home: Path, limit: float) -> bool:
    """One directory; whether its results page is as quick as promised."""
    paths = searches(240)
    with app.app_context():
        ids = db.session.scalars(select(Service.id).order_by(Service.id).limit(2000)).all()[::20]
    listings = [f"/listings/{id_}" for id_ in ids]
    client, bare = app.test_client(), create_bare_app()
    client.get(paths[0])
    gc.collect()
    gc.freeze()  # as the web server does after its start
    gc.set_threshold(50_000, 20, 20)
    results = time_each(client.get, paths)
    listing = time_each(client.get, listings)
    connector = time_each(_connector(app).get, paths)
    peer = time_each(bare.test_client().get, ["/"] * 200)
    sizes = [len(client.get(path).data) for path in paths[:60]]
    served = requests_a_second("wsgi:app", str(home), paths, 8931)
    bare_served = requests_a_second("benchmarks.bare_page:app", str(home), ["/"], 8932)
    show(
        f"Pages over {title}",
        [
            (
                f"results page, server time (limit {limit:.0f} ms)",
                f"{results.median:.1f} ms median, {results.p95:.1f} p95",
            ),
            ("  ratio to a bare page of 20 results", f"{results.median / peer.median:.1f} × ({peer.median:.2f} ms)"),
            ("results page, SQL queries", f"{max(count_queries(app, path) for path in paths[:12])} at most"),
            ("results page, HTML", f"{max(sizes) / 1024:.0f} KB at most"),
            ("results page, two workers", f"{served:.0f} requests/s ({served / bare_served:.2f} × a bare page)"),
            (
                f"a connector's results page (limit {AT_ONCE_MS:.0f} ms at p95)",
                f"{connector.median:.1f} ms median, {connector.p95:.1f} ms p95",
            ),
            ("listing page, server time", f"{listing.median:.1f} ms median, {listing.p95:.1f} ms p95"),
            ("listing page, SQL queries", f"{max(count_queries(app, path) for path in listings[:12])} at most"),
        ],
    )
    return results.median <= limit and connector.p95 <= AT_ONCE_MS


def _connector(app: Flask) -> FlaskClient:
    client = app.test_client()
    with app.app_context():
        contents = contents_for(account_of(Role.CONNECTOR))
    with client.session_transaction() as session:
        session |= contents
    return client


if __name__ == "__main__":
    main()
