"""Where a search is noted while its page is made: a line in a file of this minute, because reading never writes rows.

A line is under 4 KB and written at once, so lines of several processes never mix. A line may be lost when a disk is
full: a count, never a page.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import orjson

from directory.search.logbook.noting import Note
from directory.search.models import Outcome

FOLDER = "searches"
_MINUTE = "%Y%m%dT%H%M"


def write_note(folder: Path, note: Note, at: datetime) -> None:
    """Add a line; about 30 microseconds."""
    line = orjson.dumps([note.day, note.outcome, note.words, note.area], option=orjson.OPT_APPEND_NEWLINE)
    write_line(folder, line, at)


def write_line(folder: Path, line: bytes, at: datetime) -> None:
    """Add a line that is already written to the file of this minute."""
    path = folder / at.strftime(_MINUTE)
    try:
        _append(path, line)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        _append(path, line)


def _append(path: Path, line: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)


def finished(folder: Path, at: datetime) -> list[Path]:
    """The files of minutes that are over, oldest first."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return []
    return [folder / name for name in names if name < at.strftime(_MINUTE)]


@contextmanager
def only_reader(folder: Path) -> Iterator[bool]:
    """Whether this is the only process that takes notes out of the folder now; what is taken twice is counted twice."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        yield False
        return
    try:
        yield _is_locked(handle)
    finally:
        os.close(handle)


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def read_notes(path: Path) -> Iterator[Note]:
    """The notes of a file; a line that was cut short is passed over."""
    for line in path.read_bytes().splitlines():
        try:
            day, outcome, words, area = orjson.loads(line)
            yield Note(date.fromisoformat(day), Outcome(outcome), words, area)
        except ValueError:
            continue
