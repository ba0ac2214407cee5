"""What providers' pages read: their referrals in the order of work, what happened, which service was meant."""

from collections.abc import Sequence
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.models import Service
from directory.listings.policy import is_public
from directory.referrals.answering.presenters import FIRST
from directory.referrals.codes.referral import Mover, ReferralStatus, Urgency
from directory.referrals.models import Referral, ReferralEvent

S = ReferralStatus
MOST_OFFERED = 8
ALIKE = 60  # of 100; below it two names share a word by chance


def in_order(received: Select[Referral]) -> Select[Referral]:
    """New first, urgent first among them, then what has waited longest."""
    rank = {status.value: place for place, status in enumerate(FIRST)}
    status = case(rank, value=Referral.status, else_=len(rank))
    urgency = case({Urgency.URGENT.value: 0, Urgency.SOON.value: 1}, value=Referral.urgency, else_=2)
    return received.order_by(status, urgency, Referral.status_since, Referral.id)


def open_ones(received: Select[Referral]) -> Select[Referral]:
    """Those that are not over."""
    return received.where(Referral.status.in_(FIRST))


def count(session: Session, of: Select[Referral]) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(of.order_by(None).subquery())) or 0


def events_for_provider(session: Session, referral_id: UUID) -> Sequence[ReferralEvent]:
    """What happened between whoever referred and the provider, oldest first; not its closing."""
    between = ReferralEvent.to.not_in((S.CLOSED, S.ERROR)) | (ReferralEvent.mover == Mover.PROVIDER)
    of = select(ReferralEvent).where(ReferralEvent.referral_id == referral_id, between)
    return session.scalars(of.order_by(ReferralEvent.at, ReferralEvent.id)).all()


def services_called(session: Session, name: str, *, but: UUID) -> list[tuple[UUID, str]]:
    """Listings whose names are like what was typed, the likest first."""
    public = select(Service.id, Service.name).where(is_public(clock.today()), Service.id != but).order_by(Service.id)
    names = {row.id: row.name for row in session.execute(public)}
    found = process.extract(name, names, scorer=fuzz.WRatio, limit=MOST_OFFERED, score_cutoff=ALIKE)
    return [(service_id, called) for called, _score, service_id in found]
