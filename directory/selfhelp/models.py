"""Lists of listings that somebody keeps without an account. Nothing says whose they are."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Identified, UtcDateTime, coded
from directory.extensions import Model
from directory.selfhelp.assisting import Assisted

LONGEST_ARGUMENTS = 1000  # letters of the part of an address after the question mark


class Shortlist(Identified, Model):
    """One list. Its code lets anyone read it; only the browser that holds the key may change it."""

    __tablename__ = "shortlist"

    code: Mapped[str] = mapped_column(String(60), unique=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, doc="Last saved to, changed or kept for longer")
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    assisted: Mapped[Assisted | None] = mapped_column(coded(Assisted), doc="Made with a member of staff, and how")

    items: Mapped[list["ShortlistItem"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ShortlistItem.position, ShortlistItem.id"
    )
    searches: Mapped[list["ShortlistSearch"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="ShortlistSearch.position, ShortlistSearch.id"
    )


class ShortlistItem(Identified, Model):
    """One listing on a list. It keeps the name, so that a listing that has gone can still be named."""

    __tablename__ = "shortlist_item"
    __table_args__ = (UniqueConstraint("shortlist_id", "service_id"),)

    shortlist_id: Mapped[UUID] = mapped_column(ForeignKey("shortlist.id", ondelete="CASCADE"), index=True)
    service_id: Mapped[UUID] = mapped_column(Uuid, doc="No foreign key: the item outlives the listing")
    name: Mapped[str] = mapped_column(String(255))
    position: Mapped[int]


class ShortlistSearch(Identified, Model):
    """A search to do again: what to call it, and the arguments of its address."""

    __tablename__ = "shortlist_search"
    __table_args__ = (UniqueConstraint("shortlist_id", "arguments"),)

    shortlist_id: Mapped[UUID] = mapped_column(ForeignKey("shortlist.id", ondelete="CASCADE"), index=True)
    arguments: Mapped[str] = mapped_column(String(LONGEST_ARGUMENTS))
    name: Mapped[str] = mapped_column(String(255))
    position: Mapped[int]
