"""Which listings a steward answers for, and who may claim something of a listing or decide about a claim."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.errors import NotAllowed
from directory.geo.models import Area
from directory.geo.queries import codes_within
from directory.listings.models import Location, Service, ServiceArea, ServiceAtLocation
from directory.moderation.areas import areas_of_listing, may_act_in
from directory.moderation.stewardship.models import QualityClaim

ELSEWHERE = "This listing is outside the area you answer for."
OWN_CLAIM = "Somebody else has to check this: you made the claim yourself."


def within(areas: Iterable[str]) -> ColumnElement[bool]:
    """Listings that happen in one of these areas (GSS codes) or cover one of them; all of them for no area."""
    codes = sorted(areas)
    if not codes:
        return true()
    within_them = codes_within(codes)
    happens = (
        select(ServiceAtLocation.service_id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(
            or_(
                Location.district_code.in_(codes),
                Location.district_code.in_(within_them),
                Location.ward_code.in_(codes),
                Location.lsoa_code.in_(codes),
            )
        )
    )
    covers = (
        select(ServiceArea.service_id)
        .join(Area, Area.id == ServiceArea.area_id)
        .where(or_(Area.code.in_(codes), Area.code.in_(within_them)))
    )
    return or_(Service.id.in_(happens), Service.id.in_(covers))


def answers_for(session: Session, steward: User, service_id: UUID) -> bool:
    """Whether this steward looks after the listing."""
    return may_act_in(steward, areas_of_listing(session, service_id))


def refuse_elsewhere(session: Session, steward: User, service_id: UUID) -> None:
    """Raise `NotAllowed` for a listing that another steward answers for."""
    if not answers_for(session, steward, service_id):
        raise NotAllowed(ELSEWHERE)


def keeps(user: User, service: Service) -> bool:
    """Whether somebody is one of the people who run the listing."""
    return user.may(Permission.EDIT_OWN_LISTINGS) and service.organization_id in user.organization_ids


def may_claim(session: Session, user: User, service: Service) -> bool:
    """Whoever keeps the listing may say what is good about it, and so may a steward who answers for it."""
    return keeps(user, service) or (user.may(Permission.STEWARD_LISTINGS) and answers_for(session, user, service.id))


def refuse_own_claim(user: User, claim: QualityClaim) -> None:
    """Raise `NotAllowed` for whoever made the claim: nobody confirms their own."""
    if claim.proposed_by == user.actor:
        raise NotAllowed(OWN_CLAIM)
