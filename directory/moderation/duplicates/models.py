"""Pairs of listings that look alike, how far the search for them has come, and the joinings that were made."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Recorded, UtcDateTime, coded
from directory.extensions import Model
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.duplicates.codes import PairState


class DuplicatePair(Recorded, Model):
    """Two listings that may be of the same thing, the smaller id first.

    The marks tell what matching looked at in each: a pair that was set aside comes back when one of them is different.
    """

    __tablename__ = "duplicate_pair"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
        Index("ix_duplicate_pair_waiting", "state", "score"),
    )

    first_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"))
    second_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    first_mark: Mapped[str] = mapped_column(String(32))
    second_mark: Mapped[str] = mapped_column(String(32))
    score: Mapped[float]
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    doubts: Mapped[list[str]] = mapped_column(JSON, default=list)
    state: Mapped[PairState] = mapped_column(coded(PairState), default=PairState.WAITING)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(120))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, doc="When the search that last found it began")

    first: Mapped[Service] = relationship(foreign_keys=first_id)
    second: Mapped[Service] = relationship(foreign_keys=second_id)


class DuplicateSearch(Recorded, Model):
    """One walk through the whole directory. `reached` lets another worker go on where one was stopped."""

    __tablename__ = "duplicate_search"

    started_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reached: Mapped[UUID | None]
    listings: Mapped[int] = mapped_column(default=0)
    compared: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)


class Merge(Recorded, Model):
    """One listing was joined to another, with all that is needed to part them again.

    The joined listing stays as it was, archived. `fields` holds what the joining wrote on the other, before and after;
    `moved` the rows that were pointed from the one to the other, `dropped` those that the other had already.
    """

    __tablename__ = "merge"

    survivor_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"), index=True)
    merged_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"), index=True)
    survivor_name: Mapped[str] = mapped_column(String(255))
    merged_name: Mapped[str] = mapped_column(String(255))
    was_status: Mapped[ListingStatus] = mapped_column(coded(ListingStatus), doc="Of the listing that was joined")
    fields: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, default=dict)
    moved: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    dropped: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    by: Mapped[str] = mapped_column(String(120))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str | None] = mapped_column(String(120))
    kept_later: Mapped[list[str]] = mapped_column(JSON, default=list, doc="Fields edited since, left so when undone")

    survivor: Mapped[Service | None] = relationship(foreign_keys=survivor_id)
    merged: Mapped[Service | None] = relationship(foreign_keys=merged_id)
