"""Writes the quarterly letter: what each listing was to people, without a number that is small, and never a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.freshness import badge
from directory.listings.models import Service
from directory.moderation.providing.home.presenters import views_in_words
from directory.moderation.providing.quarterly.links import stop_token
from directory.moderation.providing.quarterly.operations import TOPIC, listings_led, wants_letters
from directory.moderation.providing.quarterly.quarters import Quarter, quarter_called
from directory.moderation.providing.use.near_misses import near_misses
from directory.moderation.providing.use.queries import views_since
from directory.notifications import letters
from directory.notifications.outbox import Handler
from directory.settings import Settings

MOST_LISTINGS = 25


@dataclass(frozen=True)
class ListingFigures:
    """What the letter says of one listing."""

    name: str
    views: str
    checked: str
    sought: tuple[str, ...]


def send_quarter(session: Session, payload: Mapping[str, Any], at: datetime) -> None:
    """To one lead; nothing if they stopped the letters, closed the account or lead nothing any more."""
    user = session.get(User, UUID(str(payload["user_id"])))
    if user is None or not user.active or not wants_letters(session, user.id):
        return
    services = listings_led(session, user.id)
    if not services:
        return
    quarter = quarter_called(str(payload["quarter"]))
    settings: Settings = current_app.extensions["waypost_settings"]
    letters.post(
        "provider_quarter",
        user.email,
        quarter=quarter,
        listings=_figures(session, services[:MOST_LISTINGS], quarter, at),
        more=max(len(services) - MOST_LISTINGS, 0),
        home=f"{settings.base_url}/provider",
        stop=f"{settings.base_url}/provider/letters/{stop_token(user.id)}",
    )


def _figures(session: Session, services: Sequence[Service], quarter: Quarter, at: datetime) -> list[ListingFigures]:
    views = views_since(session, [service.id for service in services], quarter.start, quarter.end)
    today = clock.local(at).date()
    return [
        ListingFigures(
            name=service.name,
            views=views_in_words(views[service.id]),
            checked=badge(service, today).text,
            sought=tuple(f"“{miss.words}” ({miss.times})" for miss in near_misses(session, service, quarter.start)),
        )
        for service in services
    ]


HANDLERS: dict[str, Handler] = {TOPIC: send_quarter}
