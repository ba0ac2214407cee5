"""Leave a letter for every lead once a quarter; stop them, and begin again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import Membership, User
from directory.accounts.roles import MembershipKind
from directory.listings.models import Service
from directory.listings.policy import SHOWN
from directory.moderation.providing.models import ProviderLetters
from directory.moderation.providing.quarterly.quarters import ended_before
from directory.moderation.telling import told
from directory.notifications import outbox

TOPIC = "leads.quarter"


def leave_quarterly_letters(session: Session, at: datetime) -> str:
    """One for each lead of something that is shown, unless they had this quarter's or want none. Safe to run daily."""
    quarter = ended_before(clock.local(at).date())
    known = {row.user_id: row for row in session.scalars(select(ProviderLetters))}
    left = 0
    for user_id, since in _leads(session):
        row = known.get(user_id)
        is_new = clock.local(since).date() >= quarter.end  # they had no part in that quarter
        if is_new or (row is not None and (row.stopped_at or row.last_quarter == quarter.code)):
            continue
        if row is None:
            row = ProviderLetters(user_id=user_id)
            session.add(row)
        row.last_quarter = quarter.code
        outbox.put(session, TOPIC, {"user_id": str(user_id), "quarter": quarter.code}, at=at)
        left += 1
    return f"{left} letters of {quarter.code} left for sending"


def stop_letters(session: Session, user_id: UUID, *, at: datetime) -> None:
    """No more of these letters."""
    row = _row(session, user_id)
    if row.stopped_at is None:
        row.stopped_at = at
        told(session, f"user:{user_id}", "letters.stopped", f"user:{user_id}", {}, at)


def begin_letters(session: Session, user_id: UUID, *, at: datetime) -> None:
    """These letters again, from the next quarter on."""
    row = _row(session, user_id)
    if row.stopped_at is not None:
        row.stopped_at, row.last_quarter = None, ended_before(clock.local(at).date()).code
        told(session, f"user:{user_id}", "letters.begun", f"user:{user_id}", {}, at)


def wants_letters(session: Session, user_id: UUID) -> bool:
    """Whether somebody has not stopped them."""
    row = session.get(ProviderLetters, user_id)
    return row is None or row.stopped_at is None


def listings_led(session: Session, user_id: UUID) -> Sequence[Service]:
    """What is shown of the organisations that somebody leads, by name."""
    led = select(Membership.organization_id).where(
        Membership.user_id == user_id, Membership.kind == MembershipKind.LEAD
    )
    query = select(Service).where(Service.organization_id.in_(led), Service.listing_status.in_(SHOWN))
    return session.scalars(query.order_by(Service.name, Service.id)).all()


def _leads(session: Session) -> Sequence[tuple[UUID, datetime]]:
    runs = select(Service.organization_id).where(Service.listing_status.in_(SHOWN))
    rows = session.execute(
        select(User.id, User.created_at)
        .join(Membership, Membership.user_id == User.id)
        .where(User.active, Membership.kind == MembershipKind.LEAD, Membership.organization_id.in_(runs))
        .distinct()
        .order_by(User.id)
    )
    return [(row.id, row.created_at) for row in rows]


def _row(session: Session, user_id: UUID) -> ProviderLetters:
    row = session.get(ProviderLetters, user_id)
    if row is None:
        row = ProviderLetters(user_id=user_id)
        session.add(row)
    return row
