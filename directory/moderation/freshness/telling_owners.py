"""One letter a day to each steward whose listings were warned of or left in the night; nobody's go to the council."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Service
from directory.moderation.freshness.models import ListingWatch
from directory.moderation.freshness.owners import owner_id
from directory.notifications import letters, outbox
from directory.notifications.models import OutboxMessage
from directory.settings import Settings

TOPIC = "steward.listings_aged"
NOBODY = "nobody"


def tell_owners(session: Session, at: datetime) -> str:
    """Leave the letters of a day. Told once a day, however often this runs."""
    today = clock.local(at).date()
    if _was_told(session, today):
        return "told already"
    counts = _counts(session, today)
    for owner, figures in sorted(counts.items()):
        payload = {"owner": owner, "day": today.isoformat(), **figures}
        outbox.put(session, TOPIC, payload, at=at)
    return f"{len(counts)} told"


def send_aged(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """Outbox handler: how many, and where to look. Names of listings stay on the desk."""
    settings: Settings = current_app.extensions["waypost_settings"]
    to = settings.council_email
    if payload["owner"] != NOBODY:
        user = session.get(User, UUID(str(payload["owner"])))
        to = user.email if user is not None and user.active else to
    link = f"{settings.base_url}/staff/calls?owner={'unowned' if payload['owner'] == NOBODY else 'mine'}"
    letters.post("listings_aged", to, warned=payload["warned"], hidden=payload["hidden"], link=link)


def _counts(session: Session, today: date) -> dict[str, dict[str, int]]:
    """For each owner: how many listings were warned of today, and how many left."""
    rows = session.execute(
        select(owner_id(), ListingWatch.warned_on, ListingWatch.stale_on)
        .join(Service, Service.id == ListingWatch.service_id)
        .where((ListingWatch.warned_on == today) | (ListingWatch.stale_on == today))
    )
    found: dict[str, Counter[str]] = {}
    for owner, _warned_on, stale_on in rows:
        figures = found.setdefault(str(owner) if owner else NOBODY, Counter(warned=0, hidden=0))
        figures["hidden" if stale_on == today else "warned"] += 1
    return {owner: dict(figures) for owner, figures in found.items()}


def _was_told(session: Session, today: date) -> bool:
    messages = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == TOPIC))
    return any(message.payload.get("day") == today.isoformat() for message in messages)
