"""Questions about claims: those of one person, those that wait, and what they can be compared with."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from directory.accounts.models import Membership, User
from directory.accounts.roles import MembershipKind
from directory.listings.models import Service
from directory.moderation.providing.claims.evidence import own_domains
from directory.moderation.providing.codes import ClaimState
from directory.moderation.providing.models import Claim


def claims_of(user: User) -> Select[Claim]:
    """The claims that somebody made: all of them that they may see."""
    return select(Claim).options(joinedload(Claim.service)).where(Claim.user_id == user.id)


def claims_in_full() -> Select[Claim]:
    """Claims with all that a decision rests on."""
    return select(Claim).options(joinedload(Claim.user), joinedload(Claim.service).joinedload(Service.organization))


def pending_claim(session: Session, user: User, service_id: UUID) -> Claim | None:
    """The claim that somebody has waiting on a listing."""
    query = claims_of(user).where(Claim.service_id == service_id, Claim.state == ClaimState.PENDING)
    return session.scalars(query.order_by(Claim.created_at.desc(), Claim.id)).first()


def waiting_claims(session: Session) -> Sequence[Claim]:
    """Claims that nobody has decided, oldest first."""
    query = claims_in_full().where(Claim.state == ClaimState.PENDING)
    return session.scalars(query.order_by(Claim.created_at, Claim.id)).all()


def my_claims(session: Session, user: User) -> Sequence[Claim]:
    """What somebody claimed and has not become theirs, the newest first."""
    open_ones = claims_of(user).where(Claim.state.in_((ClaimState.PENDING, ClaimState.REFUSED)))
    return session.scalars(open_ones.order_by(Claim.created_at.desc(), Claim.id)).all()


def lead_count(session: Session, organization_id: UUID | None) -> int:
    """How many lead an organisation."""
    leads = select(func.count()).where(
        Membership.organization_id == organization_id, Membership.kind == MembershipKind.LEAD
    )
    return session.scalar(leads) or 0


def domains_of(service: Service) -> tuple[str, ...]:
    """The names of a listing's own web and e-mail addresses; all of them stand on public pages."""
    runs = service.organization
    return own_domains((service.url, service.email, runs.website if runs else None, runs.email if runs else None))


def register_numbers(service: Service) -> frozenset[str]:
    """The numbers of a listing's organisation in public registers."""
    return (
        frozenset(row.identifier.upper() for row in service.organization.identifiers)
        if service.organization
        else frozenset()
    )
