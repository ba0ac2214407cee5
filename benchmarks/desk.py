"""The assurance desk over 10,000 listings of which 400 are due today: server time and SQL queries of a page of calls.

The peer is a bare Flask page of 20 results, in the same run: what the framework alone costs. One worker, in process.
Run: `python -m benchmarks.desk`.
"""

import gc
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, update

from benchmarks.accounts import account_of
from benchmarks.bare_page import create_bare_app
from benchmarks.measure import show, time_each
from benchmarks.pages import count_queries
from benchmarks.stored_world import stored_directory
from directory import clock
from directory.accounts.entering import contents_for
from directory.accounts.models import User
from directory.accounts.roles import Role
from directory.db import new_id
from directory.extensions import db
from directory.listings.models import Phone, Service
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.models import ListingFinding
from directory.moderation.providing.models import ListingUse

LISTINGS, DUE, REQUESTS = 10_000, 400, 200
LIMIT_MS, MOST_QUERIES = 150.0, 12
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday
CALLS, HOME, TRUTH = "/staff/calls", "/staff", "/staff/truth"


def prepare(app: Flask) -> User:
    """Make 400 listings due and the others not, with numbers, readers and findings; give the steward."""
    with app.app_context():
        if db.session.scalars(select(ListingFinding.id).limit(1)).first() is None:
            ids = list(db.session.scalars(select(Service.id).order_by(Service.id)))
            _set_due(ids)
            _add_parts(ids)
            db.session.commit()
        return account_of(Role.STEWARD)


def _set_due(ids: list[Any]) -> None:
    today = NOW.date()
    later = {"review_due_on": today + timedelta(days=40)}
    db.session.execute(update(Service).values(**later, updated_at=Service.updated_at))
    for number, service_id in enumerate(ids[:: len(ids) // DUE][:DUE]):
        due_on = today - timedelta(days=number % 60)
        values = {"review_due_on": due_on, "updated_at": Service.updated_at}
        db.session.execute(update(Service).where(Service.id == service_id).values(values))


def _add_parts(ids: list[Any]) -> None:
    phones = [{"id": new_id(), "service_id": id_, "number": f"0115 496 {n % 10_000:04d}"} for n, id_ in enumerate(ids)]
    views = [
        {"id": new_id(), "service_id": id_, "month": NOW.date().replace(day=1), "views": n % 97}
        for n, id_ in enumerate(ids)
    ]
    found = [
        {
            "id": new_id(),
            "service_id": id_,
            "kind": FindingKind.LINK_BROKEN,
            "what": "https://x.example",
            "found_at": NOW,
        }
        for id_ in ids[::50]
    ]
    for table, rows in ((Phone, phones), (ListingUse, views), (ListingFinding, found)):
        db.session.execute(insert(table), rows)


def processor_ms(call: Callable[[], object], times: int) -> float:
    """What one call costs the processor, in milliseconds: tells little of what else the machine does."""
    begin = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - begin) * 1000 / times


def main() -> None:
    """Measure and print; fails when the page of calls is slower than promised or asks more questions."""
    app = stored_directory(LISTINGS)
    steward = prepare(app)
    client, bare = app.test_client(), create_bare_app().test_client()
    with clock.stopped_at(NOW):
        with client.session_transaction() as session:
            session |= contents_for(steward)
        answer = client.get(CALLS)
        if answer.status_code != 200 or f"{DUE} listings" not in answer.get_data(as_text=True):
            sys.exit(f"{CALLS} does not show {DUE} listings: {answer.status}")
        gc.collect()
        gc.freeze()
        calls, home = time_each(client.get, [CALLS] * REQUESTS), time_each(client.get, [HOME] * (REQUESTS // 4))
        truth = time_each(client.get, [TRUTH] * (REQUESTS // 10), warm_up=3)
        peer = time_each(bare.get, ["/"] * REQUESTS)
        queries = count_queries(app, CALLS, client)
        work = processor_ms(lambda: client.get(CALLS), REQUESTS // 2)
    show(
        f"The desk over {LISTINGS:,} listings, {DUE} due today",
        [
            (
                f"calls, server time (limit {LIMIT_MS:.0f} ms at p95)",
                f"{calls.median:.1f} ms median, {calls.p95:.1f} p95",
            ),
            ("  processor time of it, whatever else runs", f"{work:.1f} ms mean"),
            ("  ratio to a bare page of 20 results", f"{calls.median / peer.median:.0f} × ({peer.median:.2f} ms)"),
            (f"calls, SQL queries (limit {MOST_QUERIES})", str(queries)),
            ("Monday morning, server time", f"{home.median:.1f} ms median, {home.p95:.1f} p95"),
            ("how true it is, server time", f"{truth.median:.1f} ms median, {truth.p95:.1f} p95"),
        ],
    )
    if calls.p95 > LIMIT_MS or queries > MOST_QUERIES:
        sys.exit("The page of calls is slower than promised, or asks more questions.")


if __name__ == "__main__":
    main()
