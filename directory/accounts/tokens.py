"""The part of a mailed link that nobody can guess: an id, signed. The row it names says whether it still works.

Nothing secret is kept in the outbox or the table, and a letter sent twice holds the same link.
"""

from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def token(kind: str, record_id: UUID) -> str:
    """What stands in the address."""
    return str(_signer(kind).dumps(record_id.hex))


def id_in(kind: str, given: str) -> UUID | None:
    """The id that was signed, or nothing for anything else."""
    try:
        return UUID(_signer(kind).loads(given))
    except (BadSignature, TypeError, ValueError, AttributeError):
        return None


def _signer(kind: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"account {kind}")
