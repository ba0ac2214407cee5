"""A boundary change by the desk: outlines received, what they would move told without a trace, then applied."""

import tempfile
import zlib
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory import clock
from directory.audit import chain
from directory.db import delete_rows
from directory.errors import RuleBroken
from directory.geo.area_file import AreaTally, UnknownOutlines, read_areas
from directory.geo.area_loading import AreaRecord
from directory.geo.boundary_change import change_areas, first_day
from directory.geo.list_files import UnreadableFile
from directory.listings.area_assignment import Assigned, assign_areas
from directory.listings.boundary_moves import moves_on
from directory.listings.local_places import learn_places
from directory.moderation.stewardship.models import AreaUpload

FOLDER = "areas"
LARGEST_UNPACKED = 80 * 1024 * 1024  # the wards of all England are 40 MB
KEPT = timedelta(days=7)
_GZIP = b"\x1f\x8b"
_SUFFIXES = (".geojson", ".json", ".gz")


def prepared_files(data_dir: Path) -> list[str]:
    """Files that an operator put into the folder for outlines, for those larger than a form takes."""
    try:
        return sorted(
            path.name for path in (data_dir / FOLDER).iterdir() if path.suffix in (".geojson", ".json", ".gz")
        )
    except FileNotFoundError:
        return []


def prepared_file(data_dir: Path, name: str) -> bytes:
    """The content of a prepared file."""
    if name not in prepared_files(data_dir):
        raise RuleBroken("prepared", "Choose one of the files")
    return (data_dir / FOLDER / name).read_bytes()


def receive(
    session: Session, content: bytes, *, file_name: str, valid_from: date | None, by: str, at: datetime
) -> AreaUpload:
    """Keep outlines and tell what they would do; nothing moves yet. Raises `RuleBroken` for what are no outlines."""
    records, tally = _records(content, file_name, valid_from)
    upload = AreaUpload(file_name=file_name[:255], content=content, valid_from=valid_from, by=by, at=at)
    upload.told = _rehearsed(session, records, tally, at)
    session.add(upload)
    session.flush()
    return upload


def apply(session: Session, upload: AreaUpload, *, by: str, at: datetime) -> Assigned | None:
    """Write the areas; on or after their first day every place is looked at again, else the night before does it."""
    records, _tally = _records(upload.content, upload.file_name, upload.valid_from)
    written, ended = change_areas(session, records, at=at)
    day = first_day(records)
    detail = {"new": written.created, "changed": written.changed, "ended": len(ended), "from": day.isoformat()}
    chain.record(session, actor=by, action="areas.changed", subject=f"area_upload:{upload.id}", detail=detail, at=at)
    session.delete(upload)
    if day > clock.local(at).date():
        return None
    assigned = assign_areas(session)
    learn_places(session, at)
    return assigned


def forget_outlines(session: Session, at: datetime) -> str:
    """Nightly: outlines that nobody applied within a week go."""
    gone = delete_rows(session, delete(AreaUpload).where(AreaUpload.at < at - KEPT))
    return f"{gone} uploaded outlines forgotten"


def _records(content: bytes, file_name: str, valid_from: date | None) -> tuple[list[AreaRecord], AreaTally]:
    tally = AreaTally()
    suffix = ".geojson.gz" if content.startswith(_GZIP) else ".geojson"
    _refuse_bomb(content)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{Path(file_name).name.split('.')[0][:80] or 'outlines'}{suffix}"
        path.write_bytes(content)
        try:
            return read_areas(path, tally, valid_from=valid_from), tally
        except (UnknownOutlines, UnreadableFile) as fault:
            said = str(fault).replace("Add --valid-from with the first day.", "Enter their first day.")
            raise RuleBroken("valid_from" if said != str(fault) else "file", said) from fault


def _refuse_bomb(content: bytes) -> None:
    if not content.startswith(_GZIP):
        return
    try:
        unpacked = zlib.decompressobj(wbits=31).decompress(content, LARGEST_UNPACKED + 1)
    except zlib.error:
        raise RuleBroken("file", "Choose the file again: it is damaged or cut off") from None
    if len(unpacked) > LARGEST_UNPACKED:
        raise RuleBroken("file", "Choose a smaller file: unpacked it is more than 80 MB")


def _rehearsed(session: Session, records: list[AreaRecord], tally: AreaTally, at: datetime) -> dict[str, Any]:
    """Do it and take it back; areas in memory stay as they are, because they are read afresh for this only."""
    day = first_day(records)
    trial = session.begin_nested()
    try:
        written, ended = change_areas(session, records, at=at)
        names = {record.code: record.name for record in records}
        moves = moves_on(session, max(day, clock.local(at).date()))
    finally:
        trial.rollback()
        session.expire_all()
    return {
        "first_day": day.isoformat(),
        "read": tally.read,
        "new": written.created,
        "changed": written.changed,
        "unchanged": written.unchanged,
        "faults": tally.faults,
        "faulty": tally.faulty,
        "ended": [[each.name, each.code, [names.get(code, code) for code in each.successors]] for each in ended],
        "moves": [asdict(move) for move in moves],
    }
