"""How much is asked of each organisation: referrals of twelve whole months by what came of them, and where it is full.

True counts: whoever shows them protects them first.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.db import Coded
from directory.listings.codes import CapacityStatus
from directory.listings.models import Organization, Service, ServiceCapacity
from directory.needs.cases.grouping import window
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import Referral

_S = ReferralStatus
_NOT_SENT = (_S.DRAFT, _S.ERROR)


class Answered(Coded):
    """What came of a referral, as far as the organisation goes."""

    TAKEN = "taken", "Taken on"
    WAITING = "waiting", "On the waiting list"
    DECLINED = "declined", "Declined"
    UNANSWERED = "unanswered", "No answer yet"
    OTHER = "other", "Ended another way"


@dataclass(frozen=True)
class Load:
    """What was asked of one organisation."""

    name: str
    answers: Mapping[Answered, int]
    full: int

    @property
    def asked(self) -> int:
        """How many referrals there were."""
        return sum(self.answers.values())


def loads(session: Session, today: date, at: datetime, *, least: int, most: int) -> list[Load]:
    """The organisations of whom most is asked, with at least so many referrals each."""
    first, until = window(today)
    rows: Any = session.execute(
        select(Service.organization_id, Referral.status, Referral.declined, Referral.started_on, func.count())
        .join(Service, Service.id == Referral.service_id)
        .where(Referral.status.not_in(_NOT_SENT), Referral.month >= first, Referral.month < until)
        .where(Service.organization_id.is_not(None))
        .group_by(Service.organization_id, Referral.status, Referral.declined, Referral.started_on)
    )
    found: dict[UUID, Counter[Answered]] = {}
    for organization_id, status, declined, started_on, number in rows:
        answer = _answer(status, is_declined=declined is not None, is_started=started_on is not None)
        found.setdefault(organization_id, Counter())[answer] += number
    names, full = _names(session, found), _full(session, at)
    chosen = [Load(names[key], answers, full.get(key, 0)) for key, answers in found.items()]
    enough = [load for load in chosen if load.asked >= least]
    return sorted(enough, key=lambda load: (-load.asked, load.name))[:most]


def _answer(status: ReferralStatus, *, is_declined: bool, is_started: bool) -> Answered:
    if is_declined:
        return Answered.DECLINED
    if is_started or status in (_S.ACCEPTED, _S.STARTED, _S.COMPLETED):
        return Answered.TAKEN
    if status is _S.WAITING:
        return Answered.WAITING
    return Answered.UNANSWERED if status in (_S.SUBMITTED, _S.ACKNOWLEDGED, _S.INFO_NEEDED) else Answered.OTHER


def _names(session: Session, ids: Mapping[UUID, object]) -> dict[UUID, str]:
    """What they are called; two of one name are told apart by the order they came in."""
    found: dict[UUID, str] = {}
    used: Counter[str] = Counter()
    named = select(Organization.id, Organization.name).where(Organization.id.in_(ids)).order_by(Organization.id)
    for organization_id, name in session.execute(named):
        used[name] += 1
        found[organization_id] = name if used[name] == 1 else f"{name} ({used[name]})"
    return found


def _full(session: Session, at: datetime) -> dict[UUID, int]:
    """How many listings of each organisation say that they are full."""
    rows: Any = session.execute(
        select(Service.organization_id, func.count())
        .join(ServiceCapacity, ServiceCapacity.service_id == Service.id)
        .where(ServiceCapacity.status.in_((CapacityStatus.FULL, CapacityStatus.WAITING_LIST)))
        .where(ServiceCapacity.expires_at.is_(None) | (ServiceCapacity.expires_at > at))
        .group_by(Service.organization_id)
    )
    return dict(rows.all())
