"""What follows when a listing is given a last day: the stewards hear, because people have to be found something else.

Those who watch the listing hear by their daily letter, as of any change; whoever kept it on a list sees it there.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.models import Service
from directory.notifications import letters, outbox
from directory.notifications.outbox import Handler
from directory.settings import Settings
from directory.signals import listing_closing

TOPIC = "stewards.listing_closing"


def note_closing(session: Session, *, service_ids: Sequence[UUID], closing_on: date | None, **_rest: Any) -> None:
    """Leave word for each listing that has a last day now."""
    if closing_on is None:
        return
    for service_id in service_ids:
        about = {"service_id": str(service_id), "closing_on": closing_on.isoformat()}
        outbox.put(session, TOPIC, about, at=clock.now())


def tell_stewards(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """A letter to the directory's team, unless the day was moved or taken away meanwhile."""
    service = session.get(Service, UUID(str(payload["service_id"])))
    closing_on = date.fromisoformat(str(payload["closing_on"]))
    if service is None or service.closing_on != closing_on:
        return
    settings: Settings = current_app.extensions["waypost_settings"]
    link = f"{settings.base_url}/listings/{service.id}"
    letters.post("listing_closing", settings.council_email, closing_on=closing_on, link=link)


HANDLERS: dict[str, Handler] = {TOPIC: tell_stewards}

listing_closing.connect(note_closing)
