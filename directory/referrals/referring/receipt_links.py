"""Signed notes of who may look: the address of a fresh receipt, and the short cookie after a code was right."""

from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from directory.referrals.models import Referral

RECEIPT_SHOWN = timedelta(hours=1)  # long enough to write the code down
LOOKED_UP = timedelta(minutes=30)
COOKIE = "__Host-my-referral"


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


def _sign(purpose: str, referral_id: UUID, at: datetime) -> str:
    return str(_signer(purpose).dumps([str(referral_id), int(at.timestamp())]))


def _read(purpose: str, token: str, at: datetime, lasts: timedelta) -> UUID | None:
    try:
        referral_id, signed_at = _signer(purpose).loads(token)
        is_fresh = 0 <= at.timestamp() - int(signed_at) < lasts.total_seconds()
        return UUID(referral_id) if is_fresh else None
    except (BadSignature, TypeError, ValueError):
        return None


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=f"self-referral {purpose}")
