"""Requests for help that somebody has not sent yet: kept for a few days, so that they can be written in sittings."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Recorded, UtcDateTime
from directory.encryption import EncryptedJson, EncryptedText
from directory.extensions import Model


class UnsentRequest(Recorded, Model):
    """What somebody wrote so far. No staff page shows it; its code is the only way in, and a job forgets it."""

    __tablename__ = "unsent_request"

    code: Mapped[str] = mapped_column(EncryptedText, doc="Three words and a number")
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True, info={"fingerprint_of": "code"})
    service_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service.id", ondelete="SET NULL"), index=True, doc="Whom they mean to ask"
    )
    answers: Mapped[dict[str, Any]] = mapped_column(EncryptedJson, doc="By field, as they were typed; no agreement")
    saves: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
