"""Questions about lists: whose key is this, which list bears this code."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from directory.selfhelp.codes import digest
from directory.selfhelp.models import Shortlist


def shortlist_of(key: str, at: datetime) -> Select[Shortlist]:
    """The list whose owner's browser holds this key, unless it has run out."""
    return _living(at).where(Shortlist.key_digest == digest(key))


def shortlist_called(code: str, at: datetime) -> Select[Shortlist]:
    """The list with this code, unless it has run out."""
    return _living(at).where(Shortlist.code == code)


def _living(at: datetime) -> Select[Shortlist]:
    return select(Shortlist).where(Shortlist.expires_at > at).options(selectinload(Shortlist.items))
