"""Replaces the table of postcodes in one step: readers see the old list or the new one, never half of one.

The list is written to a table beside it, in short transactions so that others can write too, and swapped by name.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, MetaData, Table, text
from sqlalchemy.schema import CreateTable

from directory.geo.list_files import Advance, text_of
from directory.geo.models import PostcodePoint
from directory.geo.postcode_file import PostcodeRow, PostcodeTally, read_postcodes

_TABLE = cast(Table, PostcodePoint.__table__)
TABLE = _TABLE.name
STAGING = f"{TABLE}_loading"
CHUNK = 50_000  # rows in one transaction: under a second, far below the five that other writers wait
COLUMNS = ", ".join(column.name for column in _TABLE.columns)


class EmptyList(Exception):
    """Nothing in the list can be used; the postcodes that were there are kept."""


def load_postcodes(
    engine: Engine, path: Path, *, include_ni: bool = False, advance: Advance = lambda _: None
) -> PostcodeTally:
    """Replace all postcodes by those of the file.

    Raises `EmptyList`, `UnknownColumns` or `UnreadableFile`, and then nothing is changed.
    """
    tally = PostcodeTally()
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        try:
            _create_staging(connection)
            with text_of(path, advance) as lines:
                rows = read_postcodes(lines, tally, include_ni=include_ni)
                (_fill_sqlite if is_sqlite else _fill_postgres)(connection, rows)
            if not tally.kept:
                raise EmptyList(f"No postcode in {path.name} can be used; those loaded before are kept. {tally}")
            (_swap_sqlite if is_sqlite else _swap_postgres)(connection)
        finally:
            _drop_staging(connection)
    return tally


def _create_staging(connection: Connection) -> None:
    _drop_staging(connection)
    is_sqlite = connection.dialect.name == "sqlite"
    like_it = CreateTable(_TABLE.to_metadata(MetaData(), name=STAGING))
    with connection.begin():
        connection.execute(like_it if is_sqlite else text(f"CREATE TABLE {STAGING} (LIKE {TABLE})"))


def _drop_staging(connection: Connection) -> None:
    connection.rollback()
    with connection.begin():
        connection.execute(text(f"DROP TABLE IF EXISTS {STAGING}"))


def _chunks(rows: Iterable[PostcodeRow]) -> Iterator[list[PostcodeRow]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _fill_sqlite(connection: Connection, rows: Iterable[PostcodeRow]) -> None:
    """Tuples straight to the driver; of a repeated postcode the later row stays."""
    insert = f"INSERT OR REPLACE INTO {STAGING} ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 -- our own names
    for chunk in _chunks(rows):
        with connection.begin():
            connection.exec_driver_sql(insert, chunk)


def _swap_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA secure_delete=OFF")  # postcodes are public: no need to overwrite 150 MB
    connection.rollback()
    with connection.begin():
        connection.execute(text(f"DROP TABLE {TABLE}"))
        connection.execute(text(f"ALTER TABLE {STAGING} RENAME TO {TABLE}"))
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    connection.rollback()


def _fill_postgres(connection: Connection, rows: Iterable[PostcodeRow]) -> None:
    """COPY without a key, then the key: twice as quick as keeping an index in step. Of repeats the later row stays."""
    with connection.begin():
        driver = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {STAGING} ({COLUMNS}) FROM STDIN") as copy:  # type: ignore[union-attr]
            for row in rows:
                copy.write_row(row)
        earlier = f"DELETE FROM {STAGING} a USING {STAGING} b WHERE a.postcode = b.postcode AND a.ctid < b.ctid"  # noqa: S608 -- our own names
        connection.execute(text(earlier))
        connection.execute(text(f"ALTER TABLE {STAGING} ADD CONSTRAINT pk_{STAGING} PRIMARY KEY (postcode)"))


def _swap_postgres(connection: Connection) -> None:
    with connection.begin():
        connection.execute(text(f"DROP TABLE {TABLE}"))
        connection.execute(text(f"ALTER TABLE {STAGING} RENAME TO {TABLE}"))
        connection.execute(text(f"ALTER TABLE {TABLE} RENAME CONSTRAINT pk_{STAGING} TO pk_{TABLE}"))
    connection.execute(text(f"ANALYZE {TABLE}"))
    connection.commit()
