"""Addresses of listings that were joined to another one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import UtcDateTime
from directory.extensions import Model


class ListingRedirect(Model):
    """One joined listing and the one it was joined to, which may have been joined on: follow it to the end.

    Each step is kept as it was made, so that any one of them can be taken back. There is no way round in a circle: a
    listing with a redirect is archived, and only one without is joined to.
    """

    __tablename__ = "listing_redirect"
    __table_args__ = (CheckConstraint("from_id <> to_id", name="leads_elsewhere"),)

    from_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), primary_key=True)
    to_id: Mapped[UUID] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
