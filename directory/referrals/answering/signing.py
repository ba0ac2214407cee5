"""The link by which the holder of an address says that referrals may come there: signed, for two weeks."""

from datetime import datetime
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from directory import encryption
from directory.errors import NotVisible
from directory.referrals.models import ReferralInbox

SECONDS = 14 * 24 * 3600


def confirmation_token(inbox: ReferralInbox, at: datetime) -> str:
    """What stands in the letter: it names the inbox, and by a mark the address it went to."""
    return str(_signer().dumps([str(inbox.id), encryption.fingerprint(inbox.email)[:16], int(at.timestamp())]))


def inbox_in(token: str, at: datetime) -> tuple[UUID, str]:
    """The inbox that a link confirms, and the mark of the address. Raises `NotVisible` for one not ours or too old."""
    try:
        inbox_id, mark, sent = _signer().loads(token)
        is_late = at.timestamp() - int(sent) > SECONDS
        found = UUID(inbox_id), str(mark)
    except (BadSignature, TypeError, ValueError):
        raise NotVisible("This link is not whole. Open it from the email again.") from None
    if is_late:
        raise NotVisible("This link worked for two weeks. Ask the council for a new one.")
    return found


def is_for(inbox: ReferralInbox, mark: str) -> bool:
    """Whether the link went to the address that stands there now."""
    return any(found.startswith(mark) for found in encryption.fingerprints(inbox.email))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="referral inbox")
