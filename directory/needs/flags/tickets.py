"""What lets somebody without an account add to what they just told us: signed, for two hours, and only to that."""

from datetime import datetime
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from directory.errors import NotVisible

SECONDS = 2 * 3600
TOO_OLD = "This page worked for two hours. What you told us is safe: tell us once more if there is something to add."


def ticket_for(flag_id: UUID, at: datetime) -> str:
    """A ticket for one flag."""
    return str(_signer().dumps([str(flag_id), int(at.timestamp())]))


def flag_in(ticket: str, at: datetime) -> UUID:
    """The flag of a ticket. Raises `NotVisible` for one that is not ours, or too old."""
    try:
        flag_id, made = _signer().loads(ticket)
        is_late = at.timestamp() - int(made) > SECONDS
        found = UUID(flag_id)
    except (BadSignature, TypeError, ValueError):
        raise NotVisible("There is nothing at this address.") from None
    if is_late:
        raise NotVisible(TOO_OLD)
    return found


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="what was missing")
