"""Where word of a referral goes. Only an address whose holder confirmed it is used."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from directory.accounts.models import Membership, User
from directory.audit.chain import record
from directory.errors import NotAllowed
from directory.listings.codes import ReferralRoute
from directory.listings.models import Location, Organization, Service, ServiceAtLocation
from directory.listings.policy import SHOWN
from directory.notifications.outbox import put
from directory.referrals.answering import topics
from directory.referrals.models import ReferralInbox


def inbox_of(session: Session, service: Service) -> ReferralInbox | None:
    """The verified inbox of a listing, else the one of its organisation."""
    mine = ReferralInbox.service_id == service.id
    theirs = ReferralInbox.organization_id == service.organization_id
    rule = or_(mine, theirs) if service.organization_id else mine
    found = (
        select(ReferralInbox)
        .where(rule, ReferralInbox.verified_at.is_not(None))
        .order_by(case((ReferralInbox.service_id.is_not(None), 0), else_=1), ReferralInbox.id)
    )
    return session.scalars(found.limit(1)).first()


def is_reached(session: Session, service: Service) -> bool:
    """Whether somebody would get word of a referral: a confirmed address, or a member with an open account."""
    if inbox_of(session, service) is not None:
        return True
    members = select(Membership.id).join(User, User.id == Membership.user_id)
    theirs = Membership.organization_id == service.organization_id, User.active
    return service.organization_id is not None and session.scalar(members.where(*theirs).limit(1)) is not None


def set_inbox(
    session: Session,
    inbox: ReferralInbox,
    *,
    email: str,
    code_phone: str = "",
    code_email: str = "",
    by: str,
    at: datetime,
) -> ReferralInbox:
    """Say where word goes. A change has to be confirmed again, the code's place as well: until then nothing is sent."""
    said = (email, code_phone or None, code_email or None)
    if inbox not in session or said != (inbox.email, inbox.code_phone, inbox.code_email):
        inbox.verified_at = inbox.verified_by = None
        inbox.set_by = by
    inbox.email, inbox.code_phone, inbox.code_email = said
    session.add(inbox)
    session.flush()
    record(session, actor=by, action="inbox.set", subject=f"inbox:{inbox.id}", detail={}, at=at)
    if inbox.verified_at is None:
        put(session, topics.CONFIRM, {"inbox": str(inbox.id)}, at=at)
    return inbox


def confirm_inbox(session: Session, inbox: ReferralInbox, *, by: str, at: datetime) -> None:
    """The address is theirs: its holder followed the link, or a steward rang and says so.

    Raises `NotAllowed` for whoever named it: nobody lets themselves in.
    """
    if by == inbox.set_by:
        raise NotAllowed("You named this address, so its holder confirms it by the letter, or a colleague by phone.")
    if inbox.verified_at is None:
        inbox.verified_at, inbox.verified_by = at, by
        record(session, actor=by, action="inbox.confirmed", subject=f"inbox:{inbox.id}", detail={}, at=at)


def held_by(organization_id: UUID) -> ReferralInbox:
    """A new inbox for all listings of an organisation."""
    return ReferralInbox(organization_id=organization_id, email="")


def of_organization(session: Session, organization_id: UUID) -> ReferralInbox | None:
    """The inbox for all listings of an organisation, confirmed or not."""
    of = select(ReferralInbox).where(
        ReferralInbox.organization_id == organization_id, ReferralInbox.service_id.is_(None)
    )
    return session.scalars(of.order_by(ReferralInbox.id).limit(1)).first()


def own_organizations(user: User) -> Select[Organization]:
    """The organisations somebody belongs to."""
    return select(Organization).where(Organization.id.in_(user.organization_ids))


def staff_organizations(user: User) -> Select[Organization]:
    """Every organisation; for a steward of some areas, those with a listing that lies there."""
    if not user.areas:
        return select(Organization)
    codes = sorted(user.areas)
    there = (
        select(Service.organization_id)
        .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(or_(Location.district_code.in_(codes), Location.ward_code.in_(codes), Location.lsoa_code.in_(codes)))
    )
    return select(Organization).where(Organization.id.in_(there))


@dataclass(frozen=True)
class Reach:
    """How an organisation that takes referrals here can be reached."""

    organization_id: UUID
    name: str
    listings: int
    is_confirmed: bool
    is_waiting: bool
    has_account: bool

    @property
    def is_silent(self) -> bool:
        """Whether a referral would reach nobody."""
        return not (self.is_confirmed or self.has_account)


def overview(session: Session, user: User) -> list[Reach]:
    """The organisations whose listings take referrals here; those that nobody can reach first."""
    held = select(ReferralInbox.organization_id)
    confirmed, waiting = ReferralInbox.verified_at.is_not(None), ReferralInbox.verified_at.is_(None)
    rows = session.execute(
        staff_organizations(user)
        .join(Service, Service.organization_id == Organization.id)
        .where(Service.referral_route == ReferralRoute.WAYPOST, Service.listing_status.in_(SHOWN))
        .with_only_columns(
            Organization.id,
            Organization.name,
            func.count(Service.id),
            Organization.id.in_(held.where(confirmed)).label("is_confirmed"),
            Organization.id.in_(held.where(waiting)).label("is_waiting"),
            Organization.id.in_(select(Membership.organization_id)).label("has_account"),
        )
        .group_by(Organization.id, Organization.name)
        .order_by(Organization.name, Organization.id)
    )
    return sorted((Reach(*row) for row in rows), key=lambda reach: not reach.is_silent)
