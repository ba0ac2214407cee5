"""Sessions in the database: what a cookie names, how long it lasts, and how it ends for good.

Rests on Flask-Session's interface, with a table of our own. Reads and writes on connections of its own: a session is
opened before a request's transaction begins and written after it has ended. A session that has ended is never written
again, even by a request that had it open: only one begun in this very request is added.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from flask import Flask, Request, Response, current_app
from flask.sessions import SessionMixin
from flask_session.base import ServerSideSession, ServerSideSessionInterface
from sqlalchemy import Connection, Row, delete, insert, select, update

from directory import clock
from directory.accounts.models import SignInSession
from directory.db import reading
from directory.extensions import db

ABSOLUTE = timedelta(hours=12)
IDLE = timedelta(hours=2)  # for people with their own organisations at most, and for forms before anybody signed in
IDLE_STAFF = timedelta(minutes=30)
NOTED_EACH = timedelta(minutes=1)  # how often it is written down that a session is in use

ACCOUNT = "account"  # the user's id, beside what Flask-Login keeps, so that sessions are found by person
IS_STAFF = "is_staff"


class StoredSession(ServerSideSession):
    """A session: whether it is in the table, when its use was last noted, and whether its cookie names nothing more."""

    stored = False
    seen_at: datetime | None = None
    is_lost = False
    replaced: tuple[str, ...] = ()


class DatabaseSessions(ServerSideSessionInterface):
    """Flask's way to open and save sessions, on our table."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app, key_prefix="", permanent=False, sid_length=32, serialization_format="msgpack")

    def open_session(self, app: Flask, request: Request) -> StoredSession:
        """The session the cookie names, or an empty one that is kept only if something is put in it."""
        sid = request.cookies.get(self.get_cookie_name(app))
        if not sid or request.path.startswith(f"{app.static_url_path}/"):
            return self._empty()
        row = self._read(digest_of(sid), clock.now())
        if row is None:
            session = self._empty()
            session.is_lost = True
            return session
        session = StoredSession(msgspec.msgpack.decode(row.data), sid=sid)
        session.stored, session.seen_at = True, row.seen_at
        return session

    def save_session(self, app: Flask, session: StoredSession, response: Response) -> None:
        """As Flask-Session does; old names end, and a cookie that names nothing any more is taken back."""
        for sid in session.replaced:
            self._delete_session(sid)
        super().save_session(app, session, response)
        if (session.is_lost or session.modified) and not dict(session):
            # Browsers heed this for a name that begins with __Host- only when it is said as securely as it was set.
            response.delete_cookie(
                self.get_cookie_name(app), path=self.get_cookie_path(app), secure=True, httponly=True, samesite="Lax"
            )

    def should_set_storage(self, app: Flask, session: StoredSession) -> bool:
        """Write what has changed; and once a minute, that the session is in use."""
        if session.modified:
            return True
        return session.seen_at is not None and clock.now() - session.seen_at >= NOTED_EACH

    def regenerate(self, session: StoredSession) -> None:
        """Give the session a new name, so that whoever knew the old one knows nothing.

        The old one ends when the session is saved: now the request's own transaction may hold SQLite's write lock.
        """
        if session.stored:
            session.replaced = (*session.replaced, session.sid)
        session.sid = self._generate_sid(self.sid_length)
        session.stored, session.modified = False, True

    def _empty(self) -> StoredSession:
        return StoredSession(sid=self._generate_sid(self.sid_length))

    def _read(self, digest: str, at: datetime) -> Row[bytes, datetime] | None:
        alive = select(SignInSession.data, SignInSession.seen_at).where(
            SignInSession.id == digest, SignInSession.idle_ends_at > at, SignInSession.ends_at > at
        )
        with _connection(only_reading=True) as connection:
            return connection.execute(alive).one_or_none()

    def _retrieve_session_data(self, store_id: str) -> dict[str, Any] | None:
        row = self._read(digest_of(store_id), clock.now())
        return msgspec.msgpack.decode(row.data) if row else None

    def _delete_session(self, store_id: str) -> None:
        with _connection() as connection:
            connection.execute(delete(SignInSession).where(SignInSession.id == digest_of(store_id)))

    def _upsert_session(self, _lifetime: timedelta, session: StoredSession, store_id: str) -> None:
        at, owner = clock.now(), session.get(ACCOUNT)
        values: dict[str, Any] = {
            "data": msgspec.msgpack.encode(dict(session)),
            "user_id": UUID(owner) if owner else None,
            "seen_at": at,
            "idle_ends_at": at + (IDLE_STAFF if session.get(IS_STAFF) else IDLE),
        }
        with _connection() as connection:
            if session.stored:
                connection.execute(
                    update(SignInSession).where(SignInSession.id == digest_of(store_id)).values(**values)
                )
            else:
                values |= {"id": digest_of(store_id), "created_at": at, "ends_at": at + ABSOLUTE}
                connection.execute(insert(SignInSession).values(**values))


def digest_of(sid: str) -> str:
    """What the table holds in place of a session's name."""
    return hashlib.sha256(sid.encode()).hexdigest()


@contextmanager
def _connection(*, only_reading: bool = False) -> Iterator[Connection]:
    """A short transaction beside the request's own."""
    before = reading.set(only_reading)
    try:
        with db.engine.begin() as connection:
            yield connection
    finally:
        reading.reset(before)


def rename(session: SessionMixin) -> None:
    """Give this request's session a new name."""
    interface = current_app.session_interface
    assert isinstance(interface, DatabaseSessions)  # noqa: S101 -- put there by this feature
    assert isinstance(session, StoredSession)  # noqa: S101 -- opened by it
    interface.regenerate(session)
