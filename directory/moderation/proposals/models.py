"""Changes that wait for a steward. What is proposed, and by which address, is encrypted.

Nothing here touches the directory itself.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Codes, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedJson, EncryptedText
from directory.extensions import Model
from directory.listings.editing import Risk
from directory.moderation.proposals.codes import ProposalSource, ProposalState


class ChangeProposal(Recorded, Model):
    """A change to one record, or a new one, that waits for a steward.

    `changes` maps a field to {"before": …, "after": …}; a new record has no before. `base_version` is the version the
    proposer saw, so that approval can refuse when the record has moved on.
    """

    __tablename__ = "change_proposal"
    __table_args__ = (Index("ix_change_proposal_waiting", "state", "created_at"),)

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    target_table: Mapped[str] = mapped_column(String(60))
    target_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, doc="Empty for a new record until it is added")
    base_version: Mapped[int | None]
    source: Mapped[ProposalSource] = mapped_column(coded(ProposalSource))
    proposer: Mapped[str] = mapped_column(String(80), doc='An actor such as "user:…", or "resident"')
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    proposer_email: Mapped[str | None] = mapped_column(EncryptedText)
    connection: Mapped[str | None] = mapped_column(String(40))
    department: Mapped[str | None] = mapped_column(String(200))
    changes: Mapped[dict[str, dict[str, Any]]] = mapped_column(EncryptedJson)
    risk: Mapped[Risk] = mapped_column(coded(Risk), default=Risk.USUAL)
    area_codes: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Where a new listing would be, by GSS code")
    alike: Mapped[list[str]] = mapped_column(JSON, default=list, doc="Ids of listings it looked like when it came in")
    state: Mapped[ProposalState] = mapped_column(coded(ProposalState), default=ProposalState.SUBMITTED)
    decisions: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, doc="What became of each field")
    reason: Mapped[str | None] = mapped_column(Text, doc="Shown to anyone with the reference")
    talk: Mapped[list[dict[str, str]]] = mapped_column(EncryptedJson, default=list, doc="Questions and answers")
    held_for: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Charging rules it would break, by code")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(80))

    @property
    def is_new(self) -> bool:
        """Whether it was sent as something that is not listed."""
        return self.base_version is None
