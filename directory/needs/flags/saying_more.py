"""A resident adds to what they told in one tap: why, and what it was about."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.audit.chain import record
from directory.errors import Conflict
from directory.needs.codes import FlagStatus
from directory.needs.flags.operations import mark_double
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import UnmetReason

LOOKED_AT = "Somebody at the council is looking at this already. Thank you: nothing more is needed."


def say_more(session: Session, flag: UnmetNeed, *, need: str, reason: UnmetReason, by: str, at: datetime) -> None:
    """Put the reason, and the need where it was not understood. Raises `Conflict` once somebody works with the flag."""
    if flag.status not in (FlagStatus.OPEN, FlagStatus.DUPLICATE) or flag.gap_case_id is not None:
        raise Conflict(LOOKED_AT)
    flag.need, flag.reason = need, reason
    session.flush()
    detail = {"need": need, "reason": reason.value}
    record(session, actor=by, action="need.explained", subject=f"need:{flag.id}", detail=detail, at=at)
    if flag.status is FlagStatus.OPEN:
        mark_double(session, flag, at=at)
