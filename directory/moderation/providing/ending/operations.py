"""Ask for a listing to end, let it go on, hand it over, and put it away the day after its last."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import Membership, User
from directory.accounts.roles import MembershipKind
from directory.errors import NotAllowed, RuleBroken
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.freshness.operations import change_status
from directory.moderation.proposals.codes import ProposalSource
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.proposing import propose_change
from directory.moderation.providing.ending.queries import ending_of
from directory.moderation.providing.models import ListingEnding
from directory.moderation.providing.policy import KEPT
from directory.moderation.telling import told

ARCHIVER = "job:archive_ended"


@dataclass(frozen=True)
class Ending:
    """What the people of a listing say of its end."""

    last_day: date
    taken_over_by: str = ""
    why: str = ""


def ask_to_end(
    session: Session, *, service: Service, ending: Ending, base_version: int | None, user: User, at: datetime
) -> ChangeProposal | None:
    """Propose the last day, and keep what people are told. Nothing is proposed when only the words differ."""
    if ending.last_day < clock.local(at).date():
        raise RuleBroken("last_day", "Enter a last day that is still to come, or today")
    proposal = None
    if service.closing_on != ending.last_day:
        proposal = propose_change(
            session,
            service=service,
            content={"closing_on": ending.last_day.isoformat()},
            source=ProposalSource.PROVIDER,
            base_version=base_version,
            user=user,
            at=at,
        )
    row = ending_of(session, service.id) or ListingEnding(service_id=service.id)
    row.last_day, row.asked_by = ending.last_day, user.actor
    row.taken_over_by, row.why = ending.taken_over_by or None, ending.why or None
    session.add(row)
    session.flush()
    detail = {"last_day": ending.last_day.isoformat()}
    told(session, user.actor, "ending.asked", f"service:{service.id}", detail, at)
    return proposal


def ask_to_go_on(
    session: Session, *, service: Service, base_version: int | None, user: User, at: datetime
) -> ChangeProposal:
    """Propose that a listing does not end after all."""
    return propose_change(
        session,
        service=service,
        content={"closing_on": None},
        source=ProposalSource.PROVIDER,
        base_version=base_version,
        user=user,
        at=at,
    )


def make_lead(session: Session, membership: Membership, *, by: User, at: datetime) -> None:
    """Let a colleague lead as well. Only a lead may."""
    if not by.leads(membership.organization_id):
        raise NotAllowed("Only a lead hands the lead on.")
    membership.kind = MembershipKind.LEAD
    session.flush()
    detail = {"organization": str(membership.organization_id), "kind": MembershipKind.LEAD.value}
    told(session, by.actor, "account.member_changed", f"user:{membership.user_id}", detail, at)


def hand_over(
    session: Session, *, service: Service, name: str, base_version: int | None, user: User, at: datetime
) -> ChangeProposal:
    """Propose that another organisation runs a listing from now on."""
    if not name:
        raise RuleBroken("organization", "Enter the name of the organisation")
    return propose_change(
        session,
        service=service,
        content={"organization": {"name": name}},
        source=ProposalSource.PROVIDER,
        base_version=base_version,
        user=user,
        at=at,
    )


def archive_ended(session: Session, at: datetime) -> str:
    """The day after its last day a listing is archived, whoever gave it that day."""
    today = clock.local(at).date()
    ended = select(Service).where(Service.closing_on < today, Service.listing_status.in_(KEPT))
    services = session.scalars(ended.order_by(Service.closing_on, Service.id)).all()
    for service in services:
        change_status(session, service, ListingStatus.ARCHIVED, by=ARCHIVER, at=at)
    return f"{len(services)} listings archived"


def colleagues(session: Session, user: User, organization_id: UUID | None) -> list[tuple[Membership, str]]:
    """Who else keeps an organisation's listings without leading it, with the name colleagues read."""
    rows = session.execute(
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.organization_id == organization_id,
            Membership.kind == MembershipKind.EDITOR,
            User.id != user.id,
            User.active,
        )
        .order_by(Membership.since, Membership.id)
    ).all()
    return [(membership, person.name or "A colleague without a name") for membership, person in rows]
