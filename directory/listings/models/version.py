"""What a listing said at each change: kept whole as plain JSON, so that any two can be compared and one restored."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Identified, UtcDateTime
from directory.extensions import Model


class ListingVersion(Identified, Model):
    """One version, numbered from 1 within its listing. Never changed; leaves with the listing only.

    A listing that an import brought has none until somebody here first changes it; number 1 then tells how it came.
    """

    __tablename__ = "listing_version"
    __table_args__ = (UniqueConstraint("service_id", "number"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"))
    number: Mapped[int]
    counter: Mapped[int] = mapped_column(doc="The listing's own version counter once this was written")
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(120), doc="An actor as the audit record writes it, never a person's name")
    why: Mapped[str] = mapped_column(String(255), default="")
