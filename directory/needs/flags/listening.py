"""A need that stays unmet in a conversation, a referral or a follow-up becomes a flag, in the same transaction."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.needs.codes import FlagSource, FlagStatus
from directory.needs.flags.operations import LONGEST_WORDS, Flag, raise_flag, take_back
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import Severity, UnmetReason
from directory.referrals.models import ContactAction
from directory.signals import action_removed, need_unmet


def flag_unmet_action(session: Session, *, action_id: UUID, is_follow_up: bool = False, **_rest: Any) -> None:
    """Keep a flag of the action: its need, area, reason and groups. Not whom it was about: the action knows that."""
    action = session.get_one(ContactAction, action_id)
    if action.need is None:
        return
    flag = Flag(
        need=action.need,
        reason=action.unmet_reason or UnmetReason.NOT_FOUND,
        source=_source(action, is_follow_up=is_follow_up),
        severity=action.severity or Severity.MEDIUM,
        cohorts=tuple(action.cohorts)[:2],
        lsoa=action.lsoa_code,
        ward=action.ward_code,
        district=action.district_code,
        words=(action.note or "")[:LONGEST_WORDS],
        service_id=action.service_id,
        action_id=action.id,
        referral_id=action.referral_id,
        flagged_by=action.navigator_id,
    )
    raise_flag(session, flag, by=f"user:{action.navigator_id}" if action.navigator_id else "system", at=action.at)


def take_flag_back(session: Session, *, action_id: UUID, **_rest: Any) -> None:
    """What was noted by mistake is no need: its flag stays and counts no longer."""
    flag = session.scalars(select(UnmetNeed).where(UnmetNeed.action_id == action_id)).first()
    if flag is not None and flag.status is not FlagStatus.TAKEN_BACK:
        take_back(session, flag, by=f"user:{flag.flagged_by}" if flag.flagged_by else "system", at=clock.now())


def _source(action: ContactAction, *, is_follow_up: bool) -> FlagSource:
    if is_follow_up:
        return FlagSource.FOLLOW_UP
    return FlagSource.REFERRAL if action.referral_id else FlagSource.NAVIGATOR


need_unmet.connect(flag_unmet_action)
action_removed.connect(take_flag_back)
