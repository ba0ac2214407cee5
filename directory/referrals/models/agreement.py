"""The ledger of what people agreed to, and the law each purpose rests on, kept apart."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Code, Identified, Recorded, UtcDateTime, coded
from directory.encryption import EncryptedText
from directory.extensions import Model
from directory.referrals.codes.agreement import AgreementValue, LawfulBasis, Purpose, SpecialCategory
from directory.referrals.codes.contact import Channel


class Agreement(Identified, Model):
    """One line of the ledger. Append-only: the last line for a person, purpose and referral is what holds."""

    __tablename__ = "agreement"
    __table_args__ = (Index("ix_agreement_holds", "person_id", "purpose", "referral_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    referral_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("referral.id", ondelete="CASCADE"), index=True, doc="Empty for what holds for the person in general"
    )
    purpose: Mapped[Purpose] = mapped_column(coded(Purpose))
    value: Mapped[AgreementValue] = mapped_column(coded(AgreementValue))
    wording: Mapped[str] = mapped_column(Code, doc="Version of the words that were read or shown")
    channel: Mapped[Channel] = mapped_column(coded(Channel))
    taken_by: Mapped[str] = mapped_column(String(80), doc="Actor: user:<id>, or person:<id> for themselves")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_on: Mapped[date | None]
    named_partner: Mapped[str | None] = mapped_column(EncryptedText, doc="Which other organisation, in their words")
    note: Mapped[str | None] = mapped_column(EncryptedText, doc="Representative, or why best interests")
    lawful_basis: Mapped[LawfulBasis] = mapped_column(coded(LawfulBasis), doc="As the council had set it on that day")
    condition: Mapped[SpecialCategory] = mapped_column(coded(SpecialCategory))


class PurposeBasis(Recorded, Model):
    """The law that the council rests one purpose on. Without a row the product's default holds."""

    __tablename__ = "purpose_basis"

    purpose: Mapped[Purpose] = mapped_column(coded(Purpose), unique=True)
    lawful_basis: Mapped[LawfulBasis] = mapped_column(coded(LawfulBasis))
    condition: Mapped[SpecialCategory] = mapped_column(coded(SpecialCategory))
    expires_after_days: Mapped[int | None]
    set_by: Mapped[str] = mapped_column(String(80))
