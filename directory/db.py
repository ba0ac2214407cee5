"""How rows are kept: the declarative base, meaning-bearing column types, ids, SQLite's switches. No tables here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock, get_ident
from typing import Any, Self
from uuid import UUID

import uuid_utils.compat
from sqlalchemy import (
    JSON,
    Constraint,
    CursorResult,
    DateTime,
    Delete,
    Dialect,
    Engine,
    Enum,
    MetaData,
    String,
    Table,
    Uuid,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from directory import clock


def _what_is_checked(constraint: Constraint, _table: Table[Any]) -> str:
    """The column, for the check of a coded column (several may share one list); else the name it was given."""
    of_type = getattr(constraint, "_type_bound", False)
    return str(next(iter(constraint.columns)).name if of_type else constraint.name)  # type: ignore[attr-defined]


NAMING: dict[str, str | Callable[[Constraint, Table[Any]], str]] = {
    "constraint_name_or_column": _what_is_checked,
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name_or_column)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of every table; constraint names follow `NAMING` so that migrations and error messages can name them."""

    metadata = MetaData(naming_convention=NAMING)


class Coded(StrEnum):
    """A closed list whose values are permanent codes and whose labels are for people and may change."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive datetimes going in; always UTC-aware coming out, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored; use clock.now().")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def coded(kind: type[Coded]) -> Enum:
    """Column type for a `Coded` list: stored by value, checked by the database on every dialect."""
    return Enum(
        kind,
        native_enum=False,
        length=40,
        create_constraint=True,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
        name=_snake(kind.__name__),
    )


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def new_id() -> UUID:
    """A UUIDv7: unique, and later ones sort after earlier ones, which keeps indexes compact."""
    return uuid_utils.compat.uuid7()


Code = String(60)
Codes = JSON  # a list of codes, kept whole because it is always read and written whole


class Identified:
    """A record with an id of its own."""

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)


class Recorded(Identified):
    """An editable record: when it came and last changed, and a counter that refuses stale edits."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, onupdate=clock.now)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 -- SQLAlchemy passes the class
        return {"version_id_col": cls.version}


#: True while a request only reads: its SQLite transactions need no write lock.
reading: ContextVar[bool] = ContextVar("reading", default=False)


@contextmanager
def only_reading(session: Session) -> Iterator[None]:
    """A long stretch of reading outside a request: takes no write lock. Begin with no transaction; it ends its own."""
    before = reading.set(True)
    try:
        yield
    finally:
        session.rollback()
        reading.reset(before)


class WritingTurns:
    """Threads of one process write to SQLite in the order they came.

    SQLite lets waiting writers try again at random, so that of eight one may starve until its patience ends and the
    request fails with "database is locked". A thread that holds its turn gets it again: two of its connections that
    both write are a fault SQLite tells of.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._holder: int | None = None

    def take(self, patience: float) -> bool:
        """Wait for the turn, as long as that; whether it was got, to be given back."""
        if self._holder == get_ident() or not self._lock.acquire(timeout=patience):
            return False
        self._holder = get_ident()
        return True

    def give_back(self) -> None:
        """Let the next one write."""
        self._holder = None
        self._lock.release()


PATIENCE_MS = 5000
_TURN = "writing turn"


def use_sqlite_safely(engine: Engine) -> None:
    """Set SQLite's switches on each new connection and make every transaction BEGIN IMMEDIATE, in turn.

    WAL lets readers go on while one writes; `synchronous=FULL` keeps an acknowledged write through a power cut;
    `secure_delete` overwrites erased names. A deferred transaction that reads and then writes fails at once with
    "database is locked" whatever the timeout, which BEGIN IMMEDIATE avoids. Requests that only read
    set `reading` and take no lock.
    """

    @event.listens_for(engine, "connect")
    def _switches(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions behind our back
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            f"busy_timeout={PATIENCE_MS}",
            "synchronous=FULL",
            "secure_delete=ON",
            "cache_size=-65536",
            "mmap_size=268435456",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    turns = WritingTurns()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if reading.get():
            connection.exec_driver_sql("BEGIN DEFERRED")
            return
        connection.info[_TURN] = turns.take(PATIENCE_MS / 1000)
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            _end(connection)
            raise

    def _end(connection: Any) -> None:
        if connection.info.pop(_TURN, False):
            turns.give_back()

    event.listen(engine, "commit", _end)
    event.listen(engine, "rollback", _end)


def delete_rows(session: Session, statement: Delete) -> int:
    """Delete, and say how many rows went."""
    result = session.execute(statement)
    assert isinstance(result, CursorResult)  # noqa: S101 -- what a delete gives, though its type does not say so
    return result.rowcount
