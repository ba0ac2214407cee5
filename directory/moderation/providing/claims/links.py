"""The link that is mailed to a claimant's address at work: signed, for a week, and for one claim."""

from datetime import datetime
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from directory.errors import NotVisible

DAYS = 7


def confirmation_token(claim_id: UUID, at: datetime) -> str:
    """What stands in the mail."""
    return str(_signer().dumps([str(claim_id), int(at.timestamp())]))


def claim_in(token: str, at: datetime) -> UUID:
    """The claim that a link confirms. Raises `NotVisible` for one that is not ours or too old."""
    try:
        claim_id, sent = _signer().loads(token)
        is_late = at.timestamp() - int(sent) > DAYS * 24 * 3600
        found = UUID(claim_id)
    except (BadSignature, TypeError, ValueError):
        raise NotVisible("This link is not whole. Open it from the email again.") from None
    if is_late:
        raise NotVisible(f"This link worked for {DAYS} days. Ask for a new one by claiming the listing again.")
    return found


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="claim address")
