"""Notes that a listing's page was read: a line in a file of this minute, because reading never writes rows.

Programs, browsers that look ahead and the people who keep the listing are left out. Nothing else about the reader is
looked at.
"""

from pathlib import Path
from uuid import UUID

from flask import current_app, request

from directory import clock
from directory.accounts.signed_in import signed_in
from directory.search.logbook.notebook import write_line
from directory.search.logbook.noting import is_program
from directory.settings import Settings

FOLDER = "views"


def note_view(_sender: object, *, service_id: UUID, organization_id: UUID | None) -> None:
    """Note this request. Never in the way of its page: what cannot be noted is let go."""
    if is_program(request.headers.get("User-Agent", "")) or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return
    reader = signed_in()
    if reader is not None and organization_id in reader.organization_ids:
        return
    try:
        write_line(views_folder(), f"{service_id}\n".encode("ascii"), clock.now())
    except OSError:  # a full disk must not cost somebody their page
        return


def views_folder() -> Path:
    """Where this installation keeps its notes until they are counted."""
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings.data_dir / FOLDER
