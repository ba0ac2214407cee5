"""How a provider without an account answers: where it is reached, the link, and the second step behind it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Identified, Recorded, UtcDateTime
from directory.encryption import EncryptedText
from directory.extensions import Model


class ReferralInbox(Recorded, Model):
    """Where an organisation, or one listing, gets word of referrals. Used only once it is verified."""

    __tablename__ = "referral_inbox"

    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str] = mapped_column(EncryptedText, doc="Where the letter with the link goes")
    code_phone: Mapped[str | None] = mapped_column(EncryptedText, doc="Where the code of the second step is texted")
    code_email: Mapped[str | None] = mapped_column(
        EncryptedText, doc="Or mailed; another address than the link's is better"
    )
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verified_by: Mapped[str | None] = mapped_column(String(80))
    set_by: Mapped[str] = mapped_column(String(80), default="", doc="Who named it; another confirms it")
    terms_accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, doc="Sharing terms, at the first answer")


class ProviderLink(Identified, Model):
    """A link to answer one referral. Shows nothing of the person until a code was given; spent by the answer."""

    __tablename__ = "provider_link"

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    inbox_id: Mapped[UUID] = mapped_column(ForeignKey("referral_inbox.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    code_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    codes_sent: Mapped[int] = mapped_column(default=0)
    wrong_codes: Mapped[int] = mapped_column(default=0)
    entry_hash: Mapped[str | None] = mapped_column(String(64), doc="Of the cookie given after the code was right")
    entered_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
