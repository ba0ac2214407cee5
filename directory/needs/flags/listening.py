"""A need that stays unmet in a conversation, a referral or a follow-up becomes a flag, in the same transaction."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from directory.needs.codes import FlagSource
from directory.needs.flags.operations import Flag, raise_flag
from directory.referrals.codes.work import Severity, UnmetReason
from directory.referrals.models import ContactAction
from directory.signals import need_unmet


def flag_unmet_action(session: Session, *, action_id: UUID, **_rest: Any) -> None:
    """Keep a flag of the action: its need, area, reason and groups. Not whom it was about: the action knows that."""
    action = session.get_one(ContactAction, action_id)
    if action.need is None:
        return
    flag = Flag(
        need=action.need,
        reason=action.unmet_reason or UnmetReason.NOT_FOUND,
        source=FlagSource.REFERRAL if action.referral_id else FlagSource.NAVIGATOR,
        severity=action.severity or Severity.MEDIUM,
        cohorts=tuple(action.cohorts)[:2],
        lsoa=action.lsoa_code,
        ward=action.ward_code,
        district=action.district_code,
        words=action.note or "",
        service_id=action.service_id,
        action_id=action.id,
        referral_id=action.referral_id,
        flagged_by=action.navigator_id,
    )
    raise_flag(session, flag, by=f"user:{action.navigator_id}" if action.navigator_id else "system", at=action.at)


need_unmet.connect(flag_unmet_action)
