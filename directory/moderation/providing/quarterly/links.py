"""The link at the foot of a quarterly letter: signed, for one person, and good for as long as letters are kept."""

from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from directory.errors import NotVisible


def stop_token(user_id: UUID) -> str:
    """What stands in the letter."""
    return str(_signer().dumps(user_id.hex))


def whose(token: str) -> UUID:
    """Whose letters it stops. Raises `NotVisible` for a link that is not ours."""
    try:
        return UUID(_signer().loads(token))
    except (BadSignature, TypeError, ValueError, AttributeError):
        raise NotVisible("This link is not whole. Open it from the letter again.") from None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="quarterly letters")
