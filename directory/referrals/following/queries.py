"""What these pages read: the moves of a referral, who made them, what a follow-up is about."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.referral import ReferralStatus
from directory.referrals.models import ContactAction, FollowUp, Referral, ReferralEvent
from directory.taxonomy.queries import name_of


def events_of(session: Session, referral_id: UUID) -> Sequence[ReferralEvent]:
    """Every move, oldest first."""
    of = select(ReferralEvent).where(ReferralEvent.referral_id == referral_id)
    return session.scalars(of.order_by(ReferralEvent.at, ReferralEvent.id)).all()


def names_of(session: Session, events: Sequence[ReferralEvent]) -> dict[str, str]:
    """What to call those who moved it; providers and links are called by their part."""
    ids = {event.actor: UUID(event.actor[5:]) for event in events if event.actor.startswith("user:")}
    people = {user.id: user.name for user in session.scalars(select(User).where(User.id.in_(ids.values())))}
    return {actor: people[user_id] for actor, user_id in ids.items() if people.get(user_id)}


def about(session: Session, task: FollowUp) -> str:
    """What it is about, in words: the listing and the need. Never the person."""
    thing: Referral | ContactAction | None = session.get(Referral, task.referral_id) if task.referral_id else None
    if thing is None and task.action_id:
        thing = session.get(ContactAction, task.action_id)
    if thing is None:
        return ""
    about_id = task.service_id or thing.service_id
    service = session.get(Service, about_id) if about_id else None
    need = name_of(session, "needs", thing.need) if thing.need else ""
    return ": ".join(part for part in (service.name if service else "", need) if part)


def is_about_draft(session: Session, task: FollowUp) -> bool:
    """Whether what it is about was passed on and waits to be sent."""
    referral = session.get(Referral, task.referral_id) if task.referral_id else None
    return referral is not None and referral.status is ReferralStatus.DRAFT
