"""What the application is told of this part at its start: listeners, the queue's source, what other pages may ask."""

from uuid import UUID

from flask import Flask

from directory import signals
from directory.extensions import db
from directory.moderation.providing.claims import waiting as waiting  # puts claims into the queue
from directory.moderation.providing.ending import listening as listening  # tasks and letters follow a last day
from directory.moderation.providing.ending.queries import successor_of
from directory.moderation.providing.use.noting import note_view


def init_app(app: Flask) -> None:
    """Listen for pages read and listings that close; tell pages who takes over."""
    signals.listing_read.connect(note_view)
    app.add_template_global(taken_over_by)


def taken_over_by(service_id: UUID) -> str:
    """Who takes over a listing that ends, in words for everybody; for templates."""
    return successor_of(db.session(), service_id)
