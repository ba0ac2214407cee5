"""Turns notes into daily counts, and forgets words that stayed rare: they might be somebody's name."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.db import delete_rows
from directory.search.logbook.notebook import finished, only_reader, read_notes
from directory.search.logbook.noting import Note
from directory.search.models import SearchCount

#: Words are shown, and kept beyond a month, only once they were searched for this often.
OFTEN = 3
RARE_KEPT = timedelta(days=30)
KEPT = timedelta(days=396)  # 13 months: a month can be compared with the same month a year before


def count_notes(session: Session, folder: Path, at: datetime) -> int:
    """Count the notes of all minutes that are over; how many there were. While one worker counts, others pass."""
    with only_reader(folder) as is_mine:
        return sum(_count_file(session, path) for path in finished(folder, at)) if is_mine else 0


def _count_file(session: Session, path: Path) -> int:
    """Commits before the file is removed: counts are rather doubled by a power cut than lost."""
    notes = Counter(read_notes(path))
    for note, times in notes.items():
        _add(session, note, times)
    session.commit()
    path.unlink(missing_ok=True)
    return notes.total()


def _add(session: Session, note: Note, times: int) -> None:
    key = {"day": note.day, "outcome": note.outcome, "words": note.words, "area": note.area}
    row = session.scalars(select(SearchCount).filter_by(**key)).first()
    if row is None:
        row = SearchCount(**key, searches=0)
        session.add(row)
    row.searches += times
    session.flush()


def forget_counts(session: Session, at: datetime) -> str:
    """Delete counts older than 13 months; take the words off those that were rare a month ago."""
    today = clock.local(at).date()
    gone = delete_rows(session, delete(SearchCount).where(SearchCount.day < today - KEPT))
    rare = _rare(session, today)
    for row in rare:
        session.delete(row)
        session.flush()
        _add(session, Note(row.day, row.outcome, "", row.area), row.searches)
    return f"{gone} counts forgotten, {len(rare)} kept without their words"


def _rare(session: Session, today: date) -> list[SearchCount]:
    rare = (
        select(SearchCount.words)
        .where(SearchCount.words != "")
        .group_by(SearchCount.words)
        .having(func.sum(SearchCount.searches) < OFTEN, func.max(SearchCount.day) < today - RARE_KEPT)
    )
    return list(session.scalars(select(SearchCount).where(SearchCount.words.in_(rare)).order_by(SearchCount.id)))
