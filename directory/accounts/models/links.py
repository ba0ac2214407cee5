"""Links that were mailed: invitations, and the links that sign in, reset a password or confirm an address.

Only ids are kept. The link in the mail is the id, signed; it works once and for a time.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from directory.accounts.roles import MembershipKind, Role
from directory.db import Coded, Identified, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model


class LinkPurpose(Coded):
    """What a mailed link is for."""

    SIGN_IN = "sign_in", "Sign in"
    RESET = "reset", "Choose a new password"
    CHANGE_EMAIL = "change_email", "Use a new address"
    KNOWN = "known", "Say that there is an account already"


class Mailed:
    """What every mailed link has: an end, and a mark once it was used."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def works(self, at: datetime) -> bool:
        """Whether the link still does what it was mailed for."""
        return self.used_at is None and at < self.expires_at


class Invitation(Identified, Mailed, Model):
    """The right to open an account for one address, with what comes with it fixed. Nobody invited a self-registered."""

    __tablename__ = "invitation"

    email: Mapped[str] = mapped_column(EncryptedText)
    email_fingerprint: Mapped[str] = mapped_column(String(64), index=True, info={"fingerprint_of": "email"})
    role: Mapped[Role | None] = mapped_column(coded(Role))
    area_code: Mapped[str] = mapped_column(String(9), default="")
    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    membership_kind: Mapped[MembershipKind | None] = mapped_column(coded(MembershipKind))
    invited_by_id: Mapped[UUID | None] = mapped_column(Uuid)


class AccountLink(Identified, Mailed, Model):
    """A link for somebody with an account. Without one it leads nowhere: strangers cost the same work."""

    __tablename__ = "account_link"

    purpose: Mapped[LinkPurpose] = mapped_column(coded(LinkPurpose))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    new_email: Mapped[str | None] = mapped_column(EncryptedText)
