"""What people tell us about the directory: concerns about a listing, and proposed changes that wait for a steward.

Nothing here touches the directory itself. Words and addresses of the public are encrypted.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Recorded, UtcDateTime, coded
from directory.encryption import EncryptedJson, EncryptedText
from directory.extensions import Model
from directory.moderation.codes import ConcernKind, ConcernStatus, ProposalSource, ProposalState


class Concern(Recorded, Model):
    """Somebody says that a listing is not right. Outlives the listing, whose name it keeps."""

    __tablename__ = "concern"
    __table_args__ = (Index("ix_concern_waiting", "status", "created_at"),)

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="SET NULL"), index=True)
    listing_name: Mapped[str] = mapped_column(String(255))
    kind: Mapped[ConcernKind] = mapped_column(coded(ConcernKind))
    text: Mapped[str | None] = mapped_column(EncryptedText)
    reporter_email: Mapped[str | None] = mapped_column(EncryptedText)
    status: Mapped[ConcernStatus] = mapped_column(coded(ConcernStatus), default=ConcernStatus.NEW)
    outcome: Mapped[str | None] = mapped_column(Text, doc="Shown to anyone with the reference: no personal detail")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str | None] = mapped_column(String(80))


class ChangeProposal(Recorded, Model):
    """A change to one record, or a new one, that waits for a steward.

    `changes` maps a field to {"before": …, "after": …}; a new record has no before. `base_version` is the version the
    proposer saw, so that approval can refuse when the record has moved on.
    """

    __tablename__ = "change_proposal"
    __table_args__ = (Index("ix_change_proposal_waiting", "state", "created_at"),)

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    target_table: Mapped[str] = mapped_column(String(60))
    target_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, doc="Empty for a new record")
    base_version: Mapped[int | None]
    source: Mapped[ProposalSource] = mapped_column(coded(ProposalSource))
    proposer: Mapped[str] = mapped_column(String(80), doc='A user\'s id, or "resident"')
    proposer_email: Mapped[str | None] = mapped_column(EncryptedText)
    connection: Mapped[str | None] = mapped_column(String(40))
    department: Mapped[str | None] = mapped_column(String(200))
    changes: Mapped[dict[str, dict[str, Any]]] = mapped_column(EncryptedJson)
    alike: Mapped[list[str]] = mapped_column(JSON, default=list, doc="Ids of listings it looked like when it came in")
    state: Mapped[ProposalState] = mapped_column(coded(ProposalState), default=ProposalState.SUBMITTED)
    reason: Mapped[str | None] = mapped_column(Text, doc="Shown to anyone with the reference")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(80))
