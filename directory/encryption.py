"""Private text at rest: a key ring, and a column type that encrypts going in and decrypts coming out.

Knows no table. Keys are Fernet keys, newest first: the first one writes, all of them read, so a key can be changed
while old rows stay readable until `rotate` has written them again.
"""

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import Any

import orjson
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, MetaData, Text, select, update
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

_ring: MultiFernet | None = None
_fingerprint_keys: tuple[bytes, ...] = ()


class KeysMissing(RuntimeError):
    """Private text was touched before the application had read its keys."""


class CannotRead(RuntimeError):
    """A stored text was written with a key that is not on the ring any more."""


def new_key() -> str:
    """A fresh key for WAYPOST_FIELD_KEYS."""
    return Fernet.generate_key().decode("ascii")


def use_keys(field_keys: str, secret: str) -> None:
    """Put comma-separated keys on the ring. Demonstration and tests, which have none, get one made from the secret."""
    global _ring, _fingerprint_keys
    keys = [key.strip() for key in field_keys.split(",") if key.strip()] or [derived_key(secret)]
    _ring = MultiFernet([Fernet(key) for key in keys])
    _fingerprint_keys = tuple(hashlib.sha256(f"fingerprint {key}".encode()).digest() for key in keys)


def encrypt(text: str) -> str:
    """The text under the newest key; two calls never give the same."""
    return _keys().encrypt(text.encode()).decode("ascii")


def decrypt(token: str) -> str:
    """The text back. Raises `CannotRead` when no key on the ring wrote it."""
    try:
        return _keys().decrypt(token.encode("ascii")).decode()
    except InvalidToken:
        raise CannotRead("No key in WAYPOST_FIELD_KEYS can read a private field. Add the old key again.") from None


def fingerprint(text: str) -> str:
    """A mark by which an encrypted text is found again, under the newest key. Tells nothing without the key."""
    return fingerprints(text)[0]


def fingerprints(text: str) -> tuple[str, ...]:
    """The marks under every key, the newest first: for a look-up while keys are being changed."""
    if not _fingerprint_keys:
        raise KeysMissing("Call encryption.use_keys(…) before private text is looked up.")
    return tuple(hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in _fingerprint_keys)


class EncryptedText(TypeDecorator[str]):
    """Text that only the application can read: never compare or sort by it in the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else encrypt(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else decrypt(value)


class EncryptedJson(EncryptedText):
    """A JSON value that only the application can read."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else encrypt(orjson.dumps(value).decode())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else orjson.loads(decrypt(value))


def rotate(session: Session, metadata: MetaData) -> int:
    """Write every private text again under the newest key and say how many there were. Never commits."""
    count = 0
    for table in metadata.sorted_tables:
        for column in [column for column in table.columns if isinstance(column.type, EncryptedText)]:
            key = next(iter(table.primary_key))
            for row_key, text in session.execute(select(key, column).where(column.is_not(None)).order_by(key)).all():
                marks = {
                    mark.name: fingerprint(text)
                    for mark in table.columns
                    if mark.info.get("fingerprint_of") == column.name
                }
                session.execute(update(table).where(key == row_key).values({column.name: text, **marks}))
                count += 1
    return count


def _keys() -> MultiFernet:
    if _ring is None:
        raise KeysMissing("Call encryption.use_keys(…) before private text is read or written.")
    return _ring


@lru_cache(maxsize=1)  # slow on purpose; tests make an application each
def derived_key(secret: str) -> str:
    """The key of an installation that was given none."""
    digest = hashlib.scrypt(secret.encode(), salt=b"waypost field key", n=2**12, r=8, p=1)[:32]
    return base64.urlsafe_b64encode(digest).decode("ascii")
