"""Sending reminders: which are due, and the handler that looks at the last moment whether one still may leave.

A reminder says whose it is by a reference, and holds a link: to what it is about, and to the button that stops all of
them. Nothing else is in it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.notifications.letters import post
from directory.notifications.outbox import Handler, put
from directory.notifications.texts import send_text
from directory.referrals.agreement.ledger import may_use
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import ContactWay
from directory.referrals.codes.reminders import HOURS, NotSent
from directory.referrals.conversations.codes import Held
from directory.referrals.conversations.plan.sending import why_held
from directory.referrals.models import Person, PersonalReminder
from directory.referrals.reminding.operations import safe_times_of, step_on
from directory.referrals.reminding.safe_times import is_safe
from directory.settings import Settings

TOPIC = "person_reminder"
AT_ONCE = 500


def leave_reminders(session: Session, at: datetime) -> str:
    """Hand what is due to the outbox, and set the next day of each; a job of every quarter of an hour."""
    due = select(PersonalReminder).where(PersonalReminder.next_at <= at).order_by(PersonalReminder.next_at)
    found = session.scalars(due.limit(AT_ONCE)).all()
    for reminder in found:
        put(session, TOPIC, {"reminder": str(reminder.id), "left": at.isoformat()}, at=at)
        step_on(reminder, after=at)
    return f"reminders left: {len(found)}"


def send_reminder(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """Send one, or note why it stayed here. Where to, and whether it may, is looked up now."""
    reminder = session.get(PersonalReminder, UUID(payload["reminder"]))
    if reminder is None or _ended_since(reminder, datetime.fromisoformat(payload["left"])):
        return
    person = session.get_one(Person, reminder.person_id)
    held = why_not(session, reminder, person, at)
    reminder.held = held.value if held else None
    if held is not None:
        return
    settings: Settings = current_app.extensions["waypost_settings"]
    link = f"{settings.base_url}/my-reminders/{reminder.token}"
    if reminder.way is ContactWay.EMAIL:
        post("reminder", person.email or "", stop=link, link=link, reference=person.reference)
    else:
        send_text(person.phone or "", "reminder", link=link, reference=person.reference)
    reminder.sent, reminder.sent_at = reminder.sent + 1, at


def why_not(session: Session, reminder: PersonalReminder, person: Person, at: datetime) -> Held | NotSent | None:
    """Why one may not leave at this moment; nothing when it may."""
    local = clock.local(at)
    if not may_use(session, person.id, Purpose.REMINDERS, on=local.date()):
        return NotSent.NOT_AGREED
    closed = why_held(person, reminder.way)
    if closed is not None:
        return closed
    times = safe_times_of(person)
    if times != reminder.safe_times:
        return NotSent.TIMES_CHANGED
    if not is_safe(times, local.date(), reminder.part):
        return NotSent.NOT_SAFE_THEN
    begins, ends = HOURS[reminder.part]
    return None if begins <= local.hour < ends else NotSent.TOO_LATE


def _ended_since(reminder: PersonalReminder, left: datetime) -> bool:
    """Whether somebody ended it while it was on its way. The last one of all ends as it leaves."""
    return reminder.ended_at is not None and reminder.ended_at > left


def said(held: str | None) -> str:
    """Why the last one stayed here, as a sentence."""
    for codes in (NotSent, Held):
        if held in {code.value for code in codes}:
            return str(codes(held).label)
    return ""


HANDLERS: dict[str, Handler] = {TOPIC: send_reminder}
