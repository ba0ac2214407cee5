"""The note on top of a page after something was counted in one tap, with the way to take it back. For templates."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from flask import request
from sqlalchemy import select

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import signed_in
from directory.extensions import db
from directory.listings.models import Service
from directory.referrals.conversations.loading import as_uuid
from directory.referrals.conversations.operations import may_undo
from directory.referrals.conversations.presenters import SAID
from directory.referrals.conversations.queries import taking_referrals
from directory.referrals.models import ContactAction

NOTED = "noted"


@dataclass(frozen=True)
class Noted:
    """What was counted just now."""

    id: UUID
    words: str
    service_id: UUID | None
    need: str
    back: str


def may_refer() -> bool:
    """Whether whoever reads the page refers people: costs nothing for those who are not signed in."""
    user = signed_in()
    return user is not None and user.may(Permission.REFER)


def takes_referrals(*ids: UUID) -> frozenset[UUID]:
    """Those among the listings of a page that take referrals through Waypost: asked for by those who refer only."""
    return taking_referrals(db.session(), ids)


def contact_noted() -> Noted | None:
    """What this reader counted a moment ago, when the address says so and it can still be taken back."""
    action_id, user = as_uuid(request.args.get(NOTED)), signed_in()
    if action_id is None or user is None:
        return None
    row = db.session.execute(
        select(ContactAction, Service.name)
        .outerjoin(Service, Service.id == ContactAction.service_id)
        .where(ContactAction.id == action_id, ContactAction.navigator_id == user.id)
    ).first()
    if row is None or not may_undo(row[0], user.id, clock.now()):
        return None
    action, name = row
    words = f"{SAID[action.kind]} {name}" if name else SAID[action.kind]
    return Noted(action.id, words, action.service_id, action.need or "", _without_note())


def _without_note() -> str:
    """This page's address without the note, to come back to."""
    args = [(key, value) for key, value in request.args.items(multi=True) if key != NOTED]
    return f"{request.path}?{urlencode(args)}" if args else request.path
