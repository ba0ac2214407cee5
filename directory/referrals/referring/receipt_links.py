"""Signed notes of who may look: the address of a fresh receipt, and the short cookie after a code was right.

The same for what is not sent yet; there a form carries its note along as well, for as long as a form may be open.
"""

from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug import Response

from directory.referrals.models import Referral, UnsentRequest
from directory.web.traps import LONGEST_HOURS

RECEIPT_SHOWN = timedelta(hours=1)  # long enough to write the code down
LOOKED_UP = timedelta(minutes=30)
WRITTEN_ON = timedelta(hours=LONGEST_HOURS)
COOKIE = "__Host-my-referral"
UNSENT_COOKIE = "__Host-my-request"


def receipt_token(referral: Referral, at: datetime) -> str:
    """For the address of the page after sending; the same when a lost answer is sent again."""
    return _sign("receipt", referral.id, at)


def read_receipt(token: str, at: datetime) -> UUID | None:
    """The referral of such an address, while it lasts."""
    return _read("receipt", token, at, RECEIPT_SHOWN)


def entry_token(referral: Referral, at: datetime) -> str:
    """For the cookie of whoever gave the right code."""
    return _sign("entry", referral.id, at)


def read_entry(token: str, at: datetime) -> UUID | None:
    """The referral that was looked up, while it lasts."""
    return _read("entry", token, at, LOOKED_UP)


def kept_token(unsent: UnsentRequest, at: datetime) -> str:
    """For the address of the page that tells the code of what was kept."""
    return _sign("kept", unsent.id, at)


def read_kept(token: str, at: datetime) -> UUID | None:
    """What was kept, while its code is shown."""
    return _read("kept", token, at, RECEIPT_SHOWN)


def unsent_token(unsent: UnsentRequest, at: datetime) -> str:
    """For the cookie of whoever gave the code of what they wrote."""
    return _sign("unsent", unsent.id, at)


def read_unsent(token: str, at: datetime) -> UUID | None:
    """What was opened by its code, while it lasts."""
    return _read("unsent", token, at, LOOKED_UP)


def writing_token(unsent: UnsentRequest, at: datetime) -> str:
    """For the form in which somebody writes on."""
    return _sign("writing", unsent.id, at)


def read_writing(token: str, at: datetime) -> UUID | None:
    """What a form writes on."""
    return _read("writing", token, at, WRITTEN_ON)


def remember(response: Response, cookie: str, token: str) -> Response:
    """The answer with the note in a cookie for half an hour; without a note the cookie goes."""
    lasts = LOOKED_UP if token else timedelta(0)
    seconds = int(lasts.total_seconds())
    response.set_cookie(cookie, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="Lax")
    return response


def _sign(purpose: str, its_id: UUID, at: datetime) -> str:
    return str(_signer(purpose).dumps([str(its_id), int(at.timestamp())]))


def _read(purpose: str, token: str, at: datetime, lasts: timedelta) -> UUID | None:
    try:
        its_id, signed_at = _signer(purpose).loads(token)
        is_fresh = 0 <= at.timestamp() - int(signed_at) < lasts.total_seconds()
        return UUID(its_id) if is_fresh else None
    except (BadSignature, TypeError, ValueError):
        return None


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"self-referral {purpose}")
