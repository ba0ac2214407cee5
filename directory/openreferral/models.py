"""What imports leave behind: the batch, what it changed and how that was before, and the rows it could not use."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Coded, Identified, UtcDateTime, coded
from directory.encryption import EncryptedJson, EncryptedText
from directory.extensions import Model


class BatchState(Coded):
    """Where an import stands."""

    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"
    STOPPED = "stopped", "Stopped midway"
    UNDONE = "undone", "Undone"


class ChangeAction(Coded):
    """What an import did to a record."""

    CREATED = "created", "Created"
    UPDATED = "updated", "Updated"


class ImportBatch(Model):
    """One run of an import. Numbered from 1, because people say "undo import 7"."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    source: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str | None] = mapped_column(String(120))
    origin: Mapped[str] = mapped_column(String(500), doc="File name, or host and path of a feed without its query")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[BatchState] = mapped_column(coded(BatchState), default=BatchState.RUNNING)
    note: Mapped[str | None] = mapped_column(Text, doc="Why it stopped, in a sentence")
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    event: Mapped[str | None] = mapped_column(String(120), doc="The workshop or call-out at which a list was gathered")
    by: Mapped[str] = mapped_column(String(80), default="command", doc="An actor as the audit record writes it")


class ImportUpload(Identified, Model):
    """A spreadsheet on its way in: kept, encrypted, until it is loaded or thrown away, a week at most."""

    __tablename__ = "import_upload"

    file_name: Mapped[str] = mapped_column(String(255))
    source: Mapped[str] = mapped_column(String(40))
    list_name: Mapped[str] = mapped_column(String(120))
    event: Mapped[str | None] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(EncryptedText)
    columns: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, doc="The number of the column of each field")
    rehearsal: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson, doc="What loading it would do")
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ImportChange(Model):
    """One record that a batch created or updated; `before` holds an updated record as it was, parts included."""

    __tablename__ = "import_change"

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"), primary_key=True)
    entity: Mapped[str] = mapped_column(String(40), primary_key=True, doc="Table name")
    entity_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, index=True)
    action: Mapped[ChangeAction] = mapped_column(coded(ChangeAction))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class ImportFault(Identified, Model):
    """A row that could not be used, and what to do about it."""

    __tablename__ = "import_error"

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"), index=True)
    line: Mapped[int | None] = mapped_column(Integer)
    external_id: Mapped[str | None] = mapped_column(String(120))
    message: Mapped[str] = mapped_column(Text)
