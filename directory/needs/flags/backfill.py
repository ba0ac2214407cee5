"""Flags for needs that were noted as unmet in bulk, without the signal that a single one sends: the demonstration's."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from directory.db import new_id
from directory.listings.bulk import chunks
from directory.needs.codes import FlagSource
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import ActionKind, Severity, UnmetReason
from directory.referrals.models import ContactAction


def flag_actions(session: Session, at: datetime) -> int:
    """Write a flag for each unmet need of a conversation or referral that has none; how many there were."""
    known = select(UnmetNeed.action_id).where(UnmetNeed.action_id.is_not(None))
    left = select(ContactAction).where(
        ContactAction.kind == ActionKind.UNMET, ContactAction.need.is_not(None), ContactAction.id.not_in(known)
    )
    rows = [_row(action, at) for action in session.scalars(left.order_by(ContactAction.at, ContactAction.id))]
    for some in chunks(rows):
        session.execute(insert(UnmetNeed), some)
    return len(rows)


def _row(action: ContactAction, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "need": action.need,
        "reason": action.unmet_reason or UnmetReason.NOT_FOUND,
        "source": FlagSource.REFERRAL if action.referral_id else FlagSource.NAVIGATOR,
        "severity": action.severity or Severity.MEDIUM,
        "cohorts": list(action.cohorts)[:2],
        "lsoa_code": action.lsoa_code,
        "ward_code": action.ward_code,
        "district_code": action.district_code,
        "at": action.at,
        "month": action.month,
        "words": action.note,
        "service_id": action.service_id,
        "action_id": action.id,
        "referral_id": action.referral_id,
        "flagged_by": action.navigator_id,
        "created_at": at,
        "updated_at": at,
    }
