"""A spreadsheet's way in: received, its columns named, rehearsed without a trace, loaded as a batch, or thrown away."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.audit import chain
from directory.db import delete_rows
from directory.errors import Conflict, RuleBroken
from directory.geo.folding import fold
from directory.openreferral.lookalikes import lookalikes
from directory.openreferral.mapping.columns import BY_KEY, guesses
from directory.openreferral.models import ChangeAction, ImportChange, ImportUpload
from directory.openreferral.operations import Outcome, import_batch
from directory.openreferral.queries import faults_of
from directory.openreferral.reading.sheet import SheetSource
from directory.web.tables import Table, UnreadableTable, decoded, read_table

KEPT = timedelta(days=7)
FAULTS_KEPT = 200


def receive(
    session: Session, raw: bytes, *, file_name: str, list_name: str, event: str, by: str, at: datetime
) -> ImportUpload:
    """Keep a file that is a table, with a first guess at its columns. Raises `RuleBroken` for what is none."""
    try:
        text = decoded(raw)
        table = read_table(text)
    except UnreadableTable as fault:
        raise RuleBroken("file", str(fault)) from fault
    columns = {key: number for number, key in enumerate(guesses(table.headings)) if key}
    upload = ImportUpload(
        file_name=file_name[:255] or "list.csv",
        source=source_of(list_name),
        list_name=list_name,
        event=event or None,
        text=text,
        columns=columns,
        by=by,
        at=at,
    )
    session.add(upload)
    session.flush()
    detail = {"rows": len(table.rows), "source": upload.source}
    chain.record(
        session, actor=by, action="import.uploaded", subject=f"import_upload:{upload.id}", detail=detail, at=at
    )
    return upload


def source_of(list_name: str) -> str:
    """The code of a list: the same name is the same list, so that it can come again."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(list_name)).strip("-")[:34].strip("-")
    if not plain:
        raise RuleBroken("list_name", "Enter a name for the list with letters or numbers in it")
    return f"sheet-{plain}"


def table_of(upload: ImportUpload) -> Table:
    """The table as it was received."""
    return read_table(upload.text)


def name_columns(upload: ImportUpload, chosen: Mapping[int, str]) -> None:
    """Say which column is what. Raises `RuleBroken` when a field is filled twice or there is no name."""
    columns: dict[str, int] = {}
    for number, key in sorted(chosen.items()):
        if key not in BY_KEY:
            continue
        if key in columns:
            raise RuleBroken(f"column-{number}", f"Choose “{BY_KEY[key].label}” for one column only")
        columns[key] = number
    if "name" not in columns:
        raise RuleBroken("column-0", "Choose the column that holds the name of each listing")
    upload.columns = columns


def rehearse(session: Session, upload: ImportUpload, *, at: datetime) -> dict[str, Any]:
    """Do it all and take it back: what would be new, changed, wrong, and listed already. Only the answer is kept."""
    trial = session.begin_nested()
    try:
        outcome = _import(session, upload, by=upload.by, at=at)
        faults = [fault.message for fault in faults_of(session, outcome.batch_id, FAULTS_KEPT)]
        new = select(ImportChange.entity_id).where(
            ImportChange.batch_id == outcome.batch_id,
            ImportChange.entity == "service",
            ImportChange.action == ChangeAction.CREATED,
        )
        alike = lookalikes(session, session.scalars(new).all(), upload.source)
    finally:
        trial.rollback()
        session.expire_all()
    upload.rehearsal = {
        "counts": outcome.counts,
        "faults": faults,
        "alike": [[each.name, str(each.listed_id), each.listed_name, list(each.reasons)] for each in alike],
    }
    return upload.rehearsal


def load(session: Session, upload: ImportUpload, *, by: str, at: datetime) -> Outcome:
    """Bring the list in as a batch that can be undone; the file itself is kept no longer."""
    if upload.rehearsal is None:
        raise Conflict("Look at what would happen first, then load the list.")
    outcome = _import(session, upload, by=by, at=at)
    session.delete(upload)
    return outcome


def throw_away(session: Session, upload: ImportUpload, *, by: str, at: datetime) -> None:
    """Keep nothing of a file."""
    subject = f"import_upload:{upload.id}"
    session.delete(upload)
    chain.record(session, actor=by, action="import.thrown_away", subject=subject, detail={}, at=at)


def forget_uploads(session: Session, at: datetime) -> str:
    """Nightly: files that nobody loaded within a week go."""
    gone = delete_rows(session, delete(ImportUpload).where(ImportUpload.at < at - KEPT))
    return f"{gone} uploaded lists forgotten"


def _import(session: Session, upload: ImportUpload, *, by: str, at: datetime) -> Outcome:
    source = SheetSource(upload.file_name, table_of(upload), upload.columns)
    return import_batch(
        session,
        source,
        code=upload.source,
        at=at,
        save=session.flush,
        name=upload.list_name,
        by=by,
        event=upload.event,
    )
