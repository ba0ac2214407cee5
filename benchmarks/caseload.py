"""A connector's pages over 100 connectors, 50,000 people and 200,000 referrals: server time and SQL queries.

The peer is the plain way in the same run: a page of 25 people by the ORM, with no aggregates and no order of urgency.
Run: `python -m benchmarks.caseload`, `--small` for a tenth of it, `--postgres URL` for an empty PostgreSQL database.
"""

import argparse
import gc
import re
import shutil
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.schema import CreateTable

from benchmarks.caseload_world import NOW, SERVICES, Size, fill
from benchmarks.desk import processor_ms
from benchmarks.measure import Times, show, time_each
from benchmarks.pages import count_queries
from directory import clock, create_app, encryption
from directory.accounts.entering import contents_for
from directory.accounts.models import User
from directory.extensions import db
from directory.listings.models import Service
from directory.referrals.caseload.list_routes import ON_A_PAGE
from directory.referrals.models import Person
from directory.settings import ROOT, load_settings

FULL, SMALL = Size(100, 50_000, 200_000), Size(100, 5_000, 20_000)
REQUESTS, POSTS = 100, 60
PAGE_MS, POST_MS, MOST_QUERIES = 120.0, 100.0, 15
CASELOAD, TODAY, REFERRALS, FIND = "/caseload", "/caseload/today", "/caseload/referrals", "/caseload/people"
_HIDDEN = re.compile(r"<input\b[^>]*type=\"hidden\"[^>]*>")
_DRAFT = re.compile(r"<input\b[^>]*name=\"referral\"[^>]*>")
_PART = re.compile(r'(name|value)="([^"]*)"')
BASE = "https://waypost.test"


def application(size: Size, postgres: str) -> Flask:
    """The application over a world of a size, made when it is not there."""
    home = ROOT / "var" / f"bench-caseload-{size.people}"
    home.mkdir(parents=True, exist_ok=True)
    settings = load_settings(
        _env_file=None, data_dir=home, mode="demo", database_url=postgres, base_url=BASE, mail_transport="memory",
        log_level="ERROR",
    )  # fmt: skip
    app = create_app(settings)
    stamp, now = home / ("ready-postgres" if postgres else "ready"), _tables()
    if not stamp.exists() or stamp.read_text("utf-8") != now:
        with app.app_context():
            db.drop_all()
            db.create_all()
            for words in (("taxonomy", "load"), ("places", "load")):
                app.test_cli_runner().invoke(args=list(words))
        fill(app, size)
        if postgres:
            _analyze(app)
        stamp.write_text(now, "utf-8")
    return app


def _tables() -> str:
    """Changes whenever a table does, so that a world kept from before is made again."""
    words = "".join(str(CreateTable(table)) for table in db.metadata.sorted_tables)
    return sha256(words.encode()).hexdigest()


def _analyze(app: Flask) -> None:
    with app.app_context(), db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")  # or housekeeping would run beside the first requests


def signed_in(app: Flask) -> FlaskClient:
    """A client of the first connector."""
    with app.app_context():
        mark = encryption.fingerprint("connector0@example.org")
        user = db.session.scalars(select(User).where(User.email_fingerprint == mark)).one()
        contents = contents_for(user)
    client = app.test_client()
    with client.session_transaction(base_url=BASE) as session:
        session.update(contents)
    return client


class Referring:
    """One referral after another, each to another listing, for people of the connector."""

    def __init__(self, app: Flask, client: FlaskClient) -> None:
        with app.app_context():
            mark = encryption.fingerprint("connector0@example.org")
            user = db.session.scalars(select(User).where(User.email_fingerprint == mark)).one()
            mine = select(Person.id).where(Person.navigator_id == user.id).order_by(Person.id).limit(POSTS)
            self.people = list(db.session.scalars(mine))
            self.services = list(db.session.scalars(select(Service.id).order_by(Service.id).limit(SERVICES)))
        self.client = client
        self.written: list[float] = []
        self.sent: list[float] = []
        self.work: list[float] = []

    def run(self) -> None:
        """Write each draft, then send it with agreement; only the two posts are timed."""
        for number, person in enumerate(self.people):
            service = self.services[(number * 7 + 3) % len(self.services)]
            form = self._form(f"/referrals/new?person={person}&service={service}")
            more = {
                "what_matters": "Company at Christmas", "summary": "Would like tea with others",
                "need_0": "connect.groups", "urgency": "usual",
            }  # fmt: skip
            address = self._post("/referrals", form | more, self.written)
            form = self._form(address)
            said = {"value": "agreed_verbal", "channel": "phone", "fact": ["name", "phone"]}
            self._post(address.partition("?")[0], form | said, self.sent)

    def _form(self, address: str) -> dict[str, Any]:
        page = self.client.get(address, base_url=BASE)
        if page.status_code != 200:
            sys.exit(f"{address} answers {page.status}")
        found: dict[str, Any] = {}
        for tag in _HIDDEN.findall(page.get_data(as_text=True)):
            parts = dict(_PART.findall(tag))
            found.setdefault(parts.get("name", ""), unescape(parts.get("value", "")))
        drafts = [dict(_PART.findall(tag))["value"] for tag in _DRAFT.findall(page.get_data(as_text=True))]
        return found | ({"referral": drafts[-1:]} if drafts else {})

    def _post(self, address: str, form: dict[str, Any], times: list[float]) -> str:
        begin, work = time.perf_counter(), time.process_time()
        answer = self.client.post(address, data=form, base_url=BASE, headers={"Sec-Fetch-Site": "same-origin"})
        times.append((time.perf_counter() - begin) * 1000)
        self.work.append((time.process_time() - work) * 1000)
        if answer.status_code != 303:
            sys.exit(f"{address} answers {answer.status}: {_refusal(answer.get_data(as_text=True))}")
        return str(answer.location).removeprefix(BASE)


def _refusal(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.find("<main") :]).split())[:400]


def plain_page(app: Flask) -> Callable[[str], object]:
    """The peer: 25 people of the connector by name of the table alone, and their names."""

    def read(_: str) -> list[str]:
        with app.app_context():
            mark = encryption.fingerprint("connector0@example.org")
            user = db.session.scalars(select(User).where(User.email_fingerprint == mark)).one()
            mine = select(Person).where(Person.navigator_id == user.id, Person.closed_on.is_(None))
            return [person.name for person in db.session.scalars(mine.order_by(Person.id).limit(ON_A_PAGE))]

    return read


def main() -> None:
    """Measure and print; fails when a page is slower than promised or asks more questions."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--small", action="store_true", help="a tenth of the people and referrals")
    asked.add_argument("--postgres", default="", help="an empty PostgreSQL database instead of SQLite")
    asked.add_argument("--fresh", action="store_true", help="make the world anew")
    told = asked.parse_args()
    size = SMALL if told.small else FULL
    if told.fresh:
        shutil.rmtree(ROOT / "var" / f"bench-caseload-{size.people}", ignore_errors=True)
    app = application(size, told.postgres)
    gc.collect()
    gc.freeze()
    with clock.stopped_at(NOW):
        client = signed_in(app)
        pages = {each: _timed(client, each) for each in (CASELOAD, f"{CASELOAD}?page=2", TODAY, REFERRALS)}
        queries = {each: count_queries(app, BASE + each, client) for each in (CASELOAD, TODAY, REFERRALS)}
        peer = time_each(plain_page(app), [""] * REQUESTS)
        work = processor_ms(lambda: client.get(CASELOAD, base_url=BASE), REQUESTS // 4)
        referring = Referring(app, client)
        referring.run()
    written, sent = Times(tuple(referring.written[5:])), Times(tuple(referring.sent[5:]))
    work_of_post = sum(referring.work) / len(referring.work)
    home = pages[CASELOAD]
    title = f"{size.navigators} connectors, {size.people:,} people, {size.referrals:,} referrals"
    show(
        f"{title}, {'PostgreSQL' if told.postgres else 'SQLite'}",
        [
            (f"{each} (limit {PAGE_MS:.0f} ms at p95)", f"{times.median:.1f} ms median, {times.p95:.1f} p95")
            for each, times in pages.items()
        ]
        + [("  processor time of the first, whatever else runs", f"{work:.1f} ms mean")]
        + [(f"{each}, SQL queries (limit {MOST_QUERIES})", str(number)) for each, number in queries.items()]
        + [
            (
                "  ratio of the first to a plain page of 25 by the ORM",
                f"{home.median / peer.median:.1f} × ({peer.median:.1f} ms)",
            ),
            (
                f"a new referral is written (limit {POST_MS:.0f} ms at p95)",
                f"{written.median:.1f} ms, {written.p95:.1f} p95",
            ),
            ("  and agreed to and sent (the same limit)", f"{sent.median:.1f} ms, {sent.p95:.1f} p95"),
            ("  processor time of either, whatever else runs", f"{work_of_post:.1f} ms mean"),
        ],
    )
    slow = max(times.p95 for times in pages.values()) > PAGE_MS or max(written.p95, sent.p95) > POST_MS
    if slow or max(queries.values()) > MOST_QUERIES:
        sys.exit("A page is slower than promised, or asks more questions.")


def _timed(client: FlaskClient, address: str) -> Times:
    answer = client.get(address, base_url=BASE)
    if answer.status_code != 200:
        sys.exit(f"{address} answers {answer.status}")
    return time_each(lambda path: client.get(path, base_url=BASE), [address] * REQUESTS)


if __name__ == "__main__":
    main()
