"""What the pages of referring read: drafts, what went out together, and other open referrals for the same need."""

from collections.abc import Collection, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import Session, selectinload

from directory.accounts.models import User
from directory.referrals.codes.referral import OPEN, ReferralStatus, Urgency
from directory.referrals.models import Person, Referral
from directory.referrals.policy import visible_referrals

#: What is on its way to somebody or with them: a second one for the same need would confuse.
ON_ITS_WAY = OPEN - {ReferralStatus.COMPLETED, ReferralStatus.NOT_ACCEPTED, ReferralStatus.WITHDRAWN}


def drafts_of(session: Session, user: User, person: Person) -> Sequence[Referral]:
    """What is written for somebody and not sent, whoever it began with, oldest first."""
    of = visible_referrals(user).options(selectinload(Referral.participants))
    rule = of.where(Referral.person_id == person.id, Referral.status == ReferralStatus.DRAFT)
    return session.scalars(rule.order_by(Referral.created_at, Referral.id)).all()


def sent_with(session: Session, user: User, referral: Referral) -> Sequence[Referral]:
    """The referrals that went out for the same person at the same moment, this one among them."""
    of = visible_referrals(user).where(
        Referral.person_id == referral.person_id,
        Referral.submitted_at == referral.submitted_at,
        Referral.submitted_at.is_not(None),
    )
    return session.scalars(of.order_by(Referral.created_at, Referral.id)).all()


def open_for(
    session: Session, user: User, person: Person, needs: Collection[str], services: Collection[UUID] = ()
) -> Sequence[Referral]:
    """Other referrals of somebody for one of these needs or to one of these listings, as far as the user may see."""
    of = visible_referrals(user).where(
        Referral.person_id == person.id,
        Referral.status.in_(ON_ITS_WAY),
        Referral.need.in_(needs) | Referral.service_id.in_(services),
    )
    return session.scalars(of.order_by(Referral.created_at.desc(), Referral.id)).all()


def urgent_first() -> tuple[ColumnElement[Any], ...]:
    """The order of every list of referrals: what has a day by which it is needed, the soonest first; then urgency."""
    urgency = case({Urgency.URGENT.value: 0, Urgency.SOON.value: 1}, value=Referral.urgency, else_=2)
    order = (Referral.start_by.is_(None), Referral.start_by, urgency, Referral.status_since, Referral.id)
    return tuple(cast("ColumnElement[Any]", each) for each in order)
