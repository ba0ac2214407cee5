"""A steward puts a listing right by themselves: at once, but never over what somebody else wrote meanwhile."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.errors import NotAllowed
from directory.listings.editing import Content, read_content, write_content
from directory.listings.editing.rules import check_content
from directory.listings.models import Service
from directory.moderation.areas import areas_of_listing, may_act_in
from directory.moderation.proposals.basing import wanted_changes

ELSEWHERE = "This listing is outside the areas you answer for."


def may_edit(user: User, service: Service, session: Session) -> bool:
    """Stewards change listings where they answer for."""
    return user.may(Permission.MODERATE) and may_act_in(user, areas_of_listing(session, service.id))


def edit_as_steward(
    session: Session, service: Service, content: Content, *, base_version: int | None, by: User, at: datetime, why: str
) -> frozenset[str]:
    """Write what differs from what the steward saw; gives the keys. Raises `EditedMeanwhile` with both versions."""
    if not may_edit(by, service, session):
        raise NotAllowed(ELSEWHERE)
    wanted = check_content(content)
    now = read_content(session, service.id)
    mine = wanted_changes(session, service, now=now, wanted=wanted, base_version=base_version)
    return write_content(session, service, mine, by=by.actor, at=at, why=why)
