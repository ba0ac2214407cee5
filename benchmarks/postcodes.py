"""Claims: all of Britain's postcodes load in 60 s or less; finding one takes 0.2 ms or less.

Peers, in the same run: the ORM adding rows one by one, and SQLite's own driver without an ORM.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from benchmarks.measure import show, time_each
from benchmarks.world import SHARED
from directory import clock
from directory.db import Base, use_sqlite_safely
from directory.geo.areas import assign_areas
from directory.geo.list_files import text_of
from directory.geo.lookup import resolve_place
from directory.geo.models import Area, PlaceName, PostcodePoint, PostcodeZone
from directory.geo.operations import load_places
from directory.geo.postcode_file import PostcodeTally, read_postcodes
from directory.geo.postcode_loading import load_postcodes
from directory.geo.queries import postcode_point

LIST = SHARED / "postcodes" / "uk_postcodes.csv.gz"
LOAD_LIMIT_S = 60.0
FIND_LIMIT_MS = 0.2
ORM_ROWS = 50_000
LOOKUPS = 5_000
BARE = "SELECT latitude_e6, longitude_e6, lsoa_code, ward_code, district_code FROM postcode_point WHERE postcode = ?"
TABLES = [table.__table__ for table in (Area, PlaceName, PostcodePoint, PostcodeZone)]


def main() -> None:
    """Load, find, and compare each with its peer."""
    if not LIST.exists():
        sys.exit("This benchmark needs the open list of postcodes in shared/data/postcodes; it is not there.")
    with tempfile.TemporaryDirectory() as folder:
        engine = _database(f"sqlite:///{folder}/waypost.db")
        tally = PostcodeTally()
        seconds = _seconds(lambda: tally.__dict__.update(load_postcodes(engine, LIST).__dict__))
        keys = _some_keys(engine)
        orm_seconds = _orm_load(_database("sqlite://", poolclass=StaticPool)) * tally.kept / ORM_ROWS
        with Session(engine) as session:
            found = time_each(lambda key: postcode_point(session, key), keys)
            driver = session.connection().connection.cursor()
            bare = time_each(lambda key: driver.execute(BARE, (key,)).fetchone(), keys)
            whole = time_each(lambda key: resolve_place(session, key), keys)
            load_places(session, at=clock.now())
            points = [(row.latitude_e6 / 1e6, row.longitude_e6 / 1e6) for row in _rows(session, 13_000)]
            assigning = _seconds(lambda: assign_areas(session, points))
    show(
        "Postcodes",
        [
            ("Loading", f"{tally}"),
            ("Time to load", f"{seconds:.1f} s (limit {LOAD_LIMIT_S:.0f} s)"),
            (
                "Peer: ORM rows, one by one",
                f"{orm_seconds:.0f} s for as many; we take {seconds / orm_seconds:.2f} of it",
            ),
            ("Finding one", f"{found.median:.3f} ms median, {found.p95:.3f} ms p95 (limit {FIND_LIMIT_MS} ms median)"),
            ("Peer: the bare driver", f"{bare.median:.3f} ms; we take {found.median / bare.median:.0f} times that"),
            ("Whole answer with areas", f"{whole.median:.3f} ms median, {whole.p95:.3f} ms p95"),
            ("13,000 points to districts", f"{assigning:.2f} s (limit 3 s)"),
        ],
    )
    if seconds > LOAD_LIMIT_S or found.median > FIND_LIMIT_MS or assigning > 3:
        sys.exit("A claim does not hold on this machine.")


def _database(url: str, **options: object) -> Engine:
    engine = create_engine(url, **options)
    use_sqlite_safely(engine)
    Base.metadata.create_all(engine, tables=TABLES)  # type: ignore[arg-type]  # mapped classes have tables
    return engine


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _rows(session: Session, number: int) -> list[PostcodePoint]:
    return list(session.scalars(select(PostcodePoint).where(PostcodePoint.postcode > "NG").limit(number)))


def _some_keys(engine: Engine) -> list[str]:
    with Session(engine) as session:
        keys = list(session.scalars(select(PostcodePoint.postcode)))
    return random.Random(1).sample(keys, LOOKUPS)


def _orm_load(engine: Engine) -> float:
    columns = [column.name for column in PostcodePoint.__table__.columns]

    def load() -> None:
        with text_of(Path(LIST)) as lines, Session(engine) as session:
            for number, row in enumerate(read_postcodes(lines, PostcodeTally())):
                if number == ORM_ROWS:
                    break
                session.add(PostcodePoint(**dict(zip(columns, row, strict=True))))
            session.commit()

    return _seconds(load)


if __name__ == "__main__":
    main()
