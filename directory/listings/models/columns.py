"""Column groups that several directory tables share."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column


class Sourced:
    """Where a record came from: `source` is "steward", "demo" or a feed's code, `external_id` its id there.

    The pair is unique in each table, which makes every import repeatable; `content_hash` lets one skip what has not
    changed.
    """

    source: Mapped[str] = mapped_column(String(40), default="steward", index=True)
    external_id: Mapped[str | None] = mapped_column(String(120))
    content_hash: Mapped[str | None] = mapped_column(String(32))


def one_per_source() -> UniqueConstraint:
    """The constraint that goes with `Sourced`."""
    return UniqueConstraint("source", "external_id")


class DatedEntry:
    """A fact that is true between two dates; an open end means "until further notice"."""

    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class OfService:
    """A row that belongs to one service and leaves with it."""

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
