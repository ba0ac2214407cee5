"""Connections to PostgreSQL that outlive an application of a test, as they would outlive thousands of requests.

A server makes a process for each new connection, which reads the catalogue and plans every statement afresh: that was
half of what the server did for a test of a page. A connection is handed on as if it were new: rolled back, its settings
and its locks gone. Statements that it has prepared stay prepared, as in a service.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from psycopg import Connection, Error
from sqlalchemy import Engine

STATEMENTS = 3_000  # prepared on one connection; psycopg's own 100 would push each other out
AS_NEW = "RESET ALL; SELECT pg_advisory_unlock_all()"

Raw = Connection[Any]
_kept: defaultdict[str, list[Raw]] = defaultdict(list)


def keep_connections(engine: Engine) -> None:
    """Let an engine take connections that one before it has closed, and leave its own to the next."""
    database = str(engine.url.database)
    connect: Callable[[Any], Any] = engine.pool._invoke_creator

    def open_connection(record: Any) -> Raw:
        connection = _kept[database].pop() if _kept[database] else connect(record)
        connection._notice_handlers.clear()  # each engine adds its own
        connection.prepared_max = STATEMENTS
        return connection

    engine.pool._creator = open_connection  # type: ignore[assignment]  # a connection of psycopg's own
    engine.dialect.do_close = _close  # type: ignore[assignment, method-assign]


def forget_connections(database: str) -> None:
    """Close those to a database that is about to go."""
    for connection in _kept.pop(database, []):
        connection.close()


def _close(connection: Raw) -> None:
    if _made_new(connection):
        _kept[connection.info.dbname].append(connection)
    else:
        connection.close()


def _made_new(connection: Raw) -> bool:
    try:
        connection.rollback()
        connection.isolation_level = connection.read_only = connection.deferrable = None
        connection.autocommit = True
        connection.execute(AS_NEW)
        connection.autocommit = False
    except Error:
        return False
    return True
