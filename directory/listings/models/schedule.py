"""When things happen: repeating patterns in RFC 5545 terms, split into columns as HSDS does, and exceptions."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Recorded
from directory.extensions import Model
from directory.listings.models.columns import DatedEntry, OfService


class Schedule(Recorded, OfService, DatedEntry, Model):
    """One pattern. Times are local wall time "HH:MM"; no `freq` means once, on `dtstart`.

    `byday` holds "MO,WE" (weekly) or "2FR,-1FR" (nth weekday of the month). With an `interval` above one,
    `dtstart` says which weeks count.
    """

    __tablename__ = "schedule"
    __table_args__ = (
        CheckConstraint("freq IN ('WEEKLY', 'MONTHLY')", name="freq_known"),
        CheckConstraint("interval >= 1", name="interval_positive"),
    )

    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id", ondelete="CASCADE"), index=True
    )
    freq: Mapped[str | None] = mapped_column(String(10))
    interval: Mapped[int] = mapped_column(default=1)
    byday: Mapped[str | None] = mapped_column(String(60))
    bymonthday: Mapped[str | None] = mapped_column(String(60))
    dtstart: Mapped[date | None]
    opens_at: Mapped[str | None] = mapped_column(String(5))
    closes_at: Mapped[str | None] = mapped_column(String(5))
    term_time_only: Mapped[bool] = mapped_column(default=False)
    attending_type: Mapped[str | None] = mapped_column(String(60))
    description: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[str | None] = mapped_column(Text)


class ScheduleException(Recorded, OfService, Model):
    """A day that differs: closed, or open at other times. Without a venue it holds for all of them."""

    __tablename__ = "schedule_exception"

    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id", ondelete="CASCADE"), index=True
    )
    on_date: Mapped[date]
    is_closed: Mapped[bool] = mapped_column(default=True)
    opens_at: Mapped[str | None] = mapped_column(String(5))
    closes_at: Mapped[str | None] = mapped_column(String(5))
    reason: Mapped[str | None] = mapped_column(String(255))
