"""What stewards keep beside listings: who sees them, labels, notes, contacts, claims of quality, watches, words."""

from flask import Flask

from directory import signals
from directory.moderation.stewardship import waiting as waiting
from directory.moderation.stewardship.panel import beside, contact_with, easy_read_checked, quality_of
from directory.moderation.stewardship.watching import note_changes


def init_app(app: Flask) -> None:
    """Let the page of a listing show what is beside it, and let watches hear of changes."""
    app.add_template_global(quality_of)
    app.add_template_global(easy_read_checked)
    app.add_template_global(beside)
    app.add_template_global(contact_with)
    signals.service_changed.connect(note_changes)
