"""What the toolkit itself keeps: the answers already given to forms that might be sent twice."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import UtcDateTime
from directory.extensions import Model


class IdempotencyKey(Model):
    """One form sent once: the key is a digest of the endpoint and the form's token."""

    __tablename__ = "idempotency_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    status: Mapped[int] = mapped_column(default=0)
    location: Mapped[str | None] = mapped_column(Text)
