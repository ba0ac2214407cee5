"""Letters to somebody else whom the person agreed to have told: that one was made, to whom and when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Identified, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.referrals.codes.agreement import Purpose


class ShareLetter(Identified, Model):
    """One letter, on paper only. What it says is never stored: it is written anew from what may be shared that day."""

    __tablename__ = "share_letter"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[Purpose] = mapped_column(coded(Purpose))
    recipient: Mapped[str] = mapped_column(EncryptedText, doc="The practice or the organisation, by name")
    address: Mapped[str | None] = mapped_column(EncryptedText)
    made_by: Mapped[str] = mapped_column(String(80), doc="Actor")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
