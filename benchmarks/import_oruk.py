"""How long the 13,177 real services take to import and to index, beside the plainest way of doing it.

The peer, in the same run: parse each line with the standard library, make one object a row with the ORM and commit
each service, for 500 services, scaled up. Limits: import ≤ 30 s, with index ≤ 90 s, on two cores.
"""

import gzip
import json
import sys
import tempfile
import time
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from benchmarks.measure import show
from benchmarks.world import SERVICES
from directory import clock, create_app
from directory.extensions import db
from directory.geo.operations import load_places
from directory.listings.models import Address, Location, Organization, Schedule, Service, ServiceAtLocation
from directory.openreferral.operations import Outcome, import_batch
from directory.openreferral.reading.files import FileSource
from directory.search.installed import index_dir
from directory.search.operations import rebuild
from directory.settings import load_settings
from directory.taxonomy.operations import load_taxonomies

IMPORT_LIMIT, WHOLE_LIMIT = 30.0, 90.0
NAIVE_ROWS = 500


def main() -> None:
    """Measure and print; fails when a limit is passed."""
    if not SERVICES.exists():
        sys.exit("This benchmark needs the real services beside the repository.")
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_dir=Path(folder), mode="demo", database_url="", log_level="ERROR")
        with create_app(settings).app_context():
            passed = measure(db.session(), clock.now())
            db.engine.dispose()
    sys.exit(0 if passed else 1)


def measure(session: Session, at: datetime) -> bool:
    """Import, import again, index, and the peer on the same database."""
    db.create_all()
    load_taxonomies(session)
    load_places(session, at=at)
    session.commit()
    cpu = time.process_time()
    first, importing = timed_import(session, at)
    cpu = time.process_time() - cpu
    second, again = timed_import(session, at)
    assert second.counts["unchanged"] == first.counts["read"]
    began = time.perf_counter()
    rebuild(session, index_dir(), at=at)
    indexing = time.perf_counter() - began
    session.rollback()
    rows = first.counts["read"]
    naive = naive_seconds(session, at) * rows / NAIVE_ROWS
    show(
        "Import of the real services",
        [
            ("services, places", f"{rows:,}, {first.counts['places']:,}"),
            (f"import (limit {IMPORT_LIMIT:.0f} s)", f"{importing:.1f} s, {rows / importing:,.0f} services a second"),
            ("of which the processor was busy", f"{cpu:.1f} s"),
            ("the same list again", f"{again:.1f} s"),
            ("index", f"{indexing:.1f} s"),
            (f"import and index (limit {WHOLE_LIMIT:.0f} s)", f"{importing + indexing:.1f} s"),
            ("one by one with the ORM, scaled from 500", f"{naive:.1f} s"),
            ("ratio to that", f"{importing / naive:.2f}"),
        ],
    )
    return importing <= IMPORT_LIMIT and importing + indexing <= WHOLE_LIMIT


def timed_import(session: Session, at: datetime) -> tuple[Outcome, float]:
    """Import the whole file as the command does."""
    began = time.perf_counter()
    outcome = import_batch(session, FileSource(SERVICES), code="bench", at=at, save=session.commit)
    return outcome, time.perf_counter() - began


def naive_seconds(session: Session, at: datetime) -> float:
    """The plainest import of some services: no cleaning, no terms, no history, one commit each."""
    with gzip.open(SERVICES, "rt", encoding="utf-8") as lines:
        chosen = list(islice(lines, 4000, 4000 + NAIVE_ROWS))
    began = time.perf_counter()
    for line in chosen:
        session.add_all(naive_rows(json.loads(line), at))
        session.commit()
    return time.perf_counter() - began


def naive_rows(raw: dict[str, Any], at: datetime) -> list[Any]:
    """A service with its organisation, places and hours as objects."""
    owner = Organization(name=raw["organization"]["name"], source="naive", created_at=at)
    service = Service(name=raw["name"], description=raw.get("description", ""), source="naive", organization=owner)
    rows: list[Any] = [owner, service]
    session = db.session()
    session.add_all(rows)
    session.flush()
    for venue in raw["service_at_locations"]:
        place = venue["location"]
        location = Location(name=place["name"], latitude=place.get("latitude"), longitude=place.get("longitude"))
        location.addresses = [
            Address(address_1=row["address_1"], city=row["city"], postal_code=row["postal_code"])
            for row in place.get("addresses", [])
        ]
        rows += [location, ServiceAtLocation(service_id=service.id, location=location)]
    for row in raw.get("schedules", []):
        times = {key: row.get(key) for key in ("freq", "byday", "opens_at", "closes_at")}
        rows.append(Schedule(service_id=service.id, **times))
    return rows


if __name__ == "__main__":
    main()
