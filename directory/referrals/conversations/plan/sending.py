"""Copies of a plan: asking for one, whether it may leave, and the handler that looks up where to at the last moment."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.chain import record
from directory.db import delete_rows
from directory.errors import RuleBroken
from directory.notifications.letters import post
from directory.notifications.outbox import Handler, put
from directory.notifications.texts import send_text
from directory.referrals.codes.contact import CommunicationNeed, ContactWay
from directory.referrals.conversations.codes import Held
from directory.referrals.conversations.plan.presenters import PlanView
from directory.referrals.conversations.plan.queries import plan_of
from directory.referrals.models import Conversation, Person, PlanCopy

TOPIC = "plan_copy"
ASKED = "Ask them first, and tick that they asked for it"
KEPT_FOR = timedelta(days=28)
MOST_IN_A_TEXT = 5

#: What somebody can be reached by alone, and the only way a copy may then take.
_ONLY = {
    CommunicationNeed.TEXT_ONLY: ContactWay.MOBILE_TEXT,
    CommunicationNeed.EMAIL_ONLY: ContactWay.EMAIL,
    CommunicationNeed.LETTER_ONLY: ContactWay.POST,
}
_ADDRESS = {ContactWay.MOBILE_TEXT: "phone", ContactWay.EMAIL: "email", ContactWay.POST: "address"}


def why_held(person: Person | None, way: ContactWay) -> Held | None:
    """Why a copy may not leave this way; nothing when it may."""
    if person is None:
        return Held.GONE
    if ContactWay.NO_CONTACT in person.contact_ways:
        return Held.NO_CONTACT
    if person.safety.get("write") == "no" or (
        way is ContactWay.MOBILE_TEXT and person.safety.get("leave_message") == "no"
    ):
        return Held.NOT_SAFE
    only = {allowed for need, allowed in _ONLY.items() if need in person.communication}
    if (only and way not in only) or (person.contact_ways and way not in person.contact_ways and way not in only):
        return Held.NOT_THIS_WAY
    return None if getattr(person, _ADDRESS[way]) else Held.NO_ADDRESS


def ask_for_copy(
    session: Session,
    conversation: Conversation,
    person: Person | None,
    way: ContactWay,
    *,
    is_agreed: bool,
    by: User,
    at: datetime,
) -> PlanCopy:
    """Have a copy leave: a text or an e-mail through the outbox, a letter by way of whoever prints.

    Raises `RuleBroken` when the person did not ask for it, or this way is closed.
    """
    held = why_held(person, way)
    if held is not None:
        raise RuleBroken("way", f"Choose another way. {held.label}")
    if not is_agreed:
        raise RuleBroken("is_agreed", ASKED)
    copy = PlanCopy(conversation_id=conversation.id, way=way, asked_at=at, asked_by=by.id)
    session.add(copy)
    session.flush()
    if way is not ContactWay.POST:
        put(session, TOPIC, {"copy": str(copy.id)}, at=at)
    subject = f"conversation:{conversation.id}"
    record(session, actor=by.actor, action="plan.asked_for", subject=subject, detail={"way": way.value}, at=at)
    return copy


def was_posted(session: Session, copy: PlanCopy, *, by: User, at: datetime) -> None:
    """A letter was printed and put in the post."""
    copy.sent_at = at
    subject = f"conversation:{copy.conversation_id}"
    record(session, actor=by.actor, action="plan.posted", subject=subject, detail={}, at=at)


def send_copy(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """Send one copy. Where to, and whether it still may, is looked up now: minds and numbers change."""
    copy = session.get(PlanCopy, UUID(payload["copy"]))
    if copy is None or copy.sent_at is not None or copy.held is not None:
        return
    conversation = session.get_one(Conversation, copy.conversation_id)
    person = session.get(Person, conversation.person_id) if conversation.person_id else None
    held = why_held(person, copy.way)
    if held is not None or person is None:
        copy.held = held.value if held else Held.GONE.value
        return
    plan = plan_of(session, conversation, person, at)
    if copy.way is ContactWay.EMAIL:
        post("plan", person.email or "", entries=plan.sendable, keeps_back=plan.keeps_back, reference=person.reference)
    else:
        send_text(person.phone or "", "plan", **_in_short(plan))
    copy.sent_at = at


def forget_copies(session: Session, at: datetime) -> str:
    """Remove what is known of copies that left, or were held, four weeks ago."""
    old = delete(PlanCopy).where(
        PlanCopy.asked_at < at - KEPT_FOR, PlanCopy.sent_at.is_not(None) | PlanCopy.held.is_not(None)
    )
    return f"{delete_rows(session, old)} copies of plans forgotten"


def _in_short(plan: PlanView) -> dict[str, Any]:
    shown = plan.sendable[:MOST_IN_A_TEXT]
    more = len(plan.sendable) > len(shown) or plan.keeps_back
    return {"entries": shown, "more": more, "reference": plan.reference}


HANDLERS: dict[str, Handler] = {TOPIC: send_copy}
