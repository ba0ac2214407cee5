"""The logbook of the running application: noted by the results page, counted each minute by the worker."""

from datetime import datetime
from pathlib import Path

from flask import current_app, request
from sqlalchemy.orm import Session

from directory import clock
from directory.geo.answers import Found
from directory.search.criteria import Criteria
from directory.search.engine import Results
from directory.search.logbook.counts import count_notes
from directory.search.logbook.notebook import FOLDER, write_note
from directory.search.logbook.noting import is_program, note_of
from directory.settings import Settings


def note_search(criteria: Criteria, words: str, place: Found | None, results: Results) -> None:
    """Note this request's search. Never in the way of its page: what cannot be noted is let go."""
    if is_program(request.headers.get("User-Agent", "")) or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return
    at = clock.now()
    note = note_of(criteria, words, place, results, clock.local(at).date())
    if note is None:
        return
    try:
        write_note(_folder(), note, at)
    except OSError:  # a full disk must not cost somebody their answer
        return


def count_searches(session: Session, at: datetime) -> str:
    """Each second's work of a worker: count the minutes that are over."""
    return f"{count_notes(session, _folder(), at)} searches counted"


def _folder() -> Path:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings.data_dir / FOLDER
