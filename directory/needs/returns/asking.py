"""A letter to the leads of each organisation when a quarter is over: one a quarter.

Whoever stopped such letters gets none. The letter holds the quarter and an address, and the way to stop it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import Membership, User
from directory.accounts.roles import MembershipKind
from directory.listings.models import Service
from directory.listings.policy import SHOWN
from directory.moderation.providing.quarterly.links import stop_token
from directory.moderation.providing.quarterly.operations import wants_letters
from directory.moderation.providing.quarterly.quarters import quarter_called
from directory.needs.models import ProviderReturn
from directory.needs.returns.lines import open_until, present_quarter
from directory.notifications import letters, outbox
from directory.notifications.outbox import Handler
from directory.settings import Settings

TOPIC = "returns.asked"


def ask_for_returns(session: Session, at: datetime) -> str:
    """Ask each organisation that runs something and has a lead, unless it was asked or has sent. Safe to run daily."""
    quarter = present_quarter(clock.local(at).date())
    known = {
        row.organization_id: row
        for row in session.scalars(select(ProviderReturn).where(ProviderReturn.quarter == quarter.start))
    }
    left = 0
    for organization_id, users in _leads(session, clock.start_of_day(quarter.end)).items():
        row = known.get(organization_id)
        if row is not None and (row.asked_at or row.sent_at):
            continue
        if row is None:
            row = ProviderReturn(organization_id=organization_id, quarter=quarter.start)
            session.add(row)
        row.asked_at = at
        for user_id in users:
            facts = {"user_id": str(user_id), "organization_id": str(organization_id), "quarter": quarter.code}
            outbox.put(session, TOPIC, facts, at=at)
            left += 1
    return f"{left} letters about returns of {quarter.code} left for sending"


def send_asked(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """To one lead, if they still lead and want letters."""
    user = session.get(User, UUID(str(payload["user_id"])))
    organization_id = UUID(str(payload["organization_id"]))
    if user is None or not user.active or not user.leads(organization_id) or not wants_letters(session, user.id):
        return
    quarter = quarter_called(str(payload["quarter"]))
    settings: Settings = current_app.extensions["waypost_settings"]
    letters.post(
        "provider_return",
        user.email,
        quarter=quarter,
        until=open_until(quarter),
        link=f"{settings.base_url}/provider/returns/{organization_id}/{quarter.code}",
        stop=f"{settings.base_url}/provider/letters/{stop_token(user.id)}",
    )


HANDLERS: dict[str, Handler] = {TOPIC: send_asked}


def _leads(session: Session, before: datetime) -> Mapping[UUID, Sequence[UUID]]:
    """The leads of each organisation that runs something, of those who were here while the quarter ran."""
    runs = select(Service.organization_id).where(Service.listing_status.in_(SHOWN))
    rows = session.execute(
        select(Membership.organization_id, Membership.user_id)
        .join(User, User.id == Membership.user_id)
        .where(User.active, User.created_at < before)
        .where(Membership.kind == MembershipKind.LEAD, Membership.organization_id.in_(runs))
        .order_by(Membership.organization_id, Membership.user_id)
    )
    found: dict[UUID, list[UUID]] = {}
    for organization_id, user_id in rows:
        found.setdefault(organization_id, []).append(user_id)
    return found
