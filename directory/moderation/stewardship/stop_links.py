"""The link at the end of a letter that stops letters: signed, so that nobody can make one for somebody else."""

from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def stop_link_of(user_id: UUID) -> str:
    """The token for one person; it works as long as the site's key does, because old letters are kept."""
    return str(_signer().dumps(user_id.hex))


def user_of_stop_link(token: str) -> UUID | None:
    """Whose letters a token stops; None for one that is not ours."""
    try:
        return UUID(_signer().loads(token))
    except (BadSignature, TypeError, ValueError, AttributeError):
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="stop letters")
