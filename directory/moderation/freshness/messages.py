"""What the worker does with this part's outbox messages: the letters to those who run something, and to owners."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.listings.models import Service
from directory.moderation.freshness import reminding, telling_owners
from directory.moderation.freshness.codes import LinkPurpose
from directory.moderation.freshness.links import new_link
from directory.moderation.freshness.models import Reminder, ReminderLetter
from directory.moderation.freshness.stopping import stop_mark
from directory.notifications import letters
from directory.notifications.outbox import Handler
from directory.settings import Settings


@dataclass(frozen=True)
class Line:
    """One listing in a letter."""

    name: str
    due_on: date
    link: str


def send_still_right(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """Write to one person about all their listings. The links are committed first: a letter must not lead nowhere."""
    letter = session.get(ReminderLetter, UUID(str(payload["letter"])))
    if letter is None or letter.sent_at:
        return
    settings, to = _settings(), letter.email
    stop = f"{settings.base_url}/reminders/{stop_mark(settings.secret_key, letter)}"
    groups = _groups(session, letter.id, settings.base_url, at)
    session.commit()
    if any(groups.values()):
        letters.post("still_right", to, groups=groups, count=sum(map(len, groups.values())), stop=stop)
    letter.sent_at = at
    session.flush()


HANDLERS: dict[str, Handler] = {reminding.TOPIC: send_still_right, telling_owners.TOPIC: telling_owners.send_aged}


def _groups(session: Session, letter_id: UUID, base_url: str, at: datetime) -> dict[str, list[Line]]:
    rows = session.execute(
        select(Service, Reminder.due_on, Reminder.step)
        .join(Reminder, Reminder.service_id == Service.id)
        .where(Reminder.letter_id == letter_id)
        .order_by(Reminder.due_on, Service.name, Service.id)
    ).all()
    lines: dict[str, list[Line]] = {"soon": [], "due": [], "leaving": [], "hidden": []}
    for service, due_on, step in rows:
        if step != reminding.ASKED and service.review_due_on != due_on:  # somebody has checked it since
            continue
        token = new_link(session, service, LinkPurpose.STILL_RIGHT, at)
        lines[_group(step)].append(Line(service.name, due_on, f"{base_url}/still-right/{token}"))
    return lines


def _group(step: int) -> str:
    return {reminding.DUE: "due", reminding.ASKED: "due", reminding.WARNED: "leaving", reminding.HIDDEN: "hidden"}.get(
        step, "soon"
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings
