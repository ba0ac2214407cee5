"""What a reviewer said about one change of words. Append-only: the last answer of each reviewer is theirs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Coded, Identified, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model


class Verdict(Coded):
    """What a reviewer says to a change."""

    AGREED = "agreed", "I agree to these words"
    OTHERWISE = "otherwise", "It should be said otherwise"
    COMMENT = "comment", "I have a comment only"


class WordReview(Identified, Model):
    """One answer to one change of a label or of a listing's words. Words are encrypted: people write names."""

    __tablename__ = "word_review"
    __table_args__ = (
        CheckConstraint("(term_version_id IS NULL) <> (listing_version_id IS NULL)", name="about_one_change"),
    )

    term_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("term_version.id", ondelete="CASCADE"), index=True)
    listing_version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("listing_version.id", ondelete="CASCADE"), index=True
    )
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)
    verdict: Mapped[Verdict] = mapped_column(coded(Verdict))
    text: Mapped[str] = mapped_column(EncryptedText, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
