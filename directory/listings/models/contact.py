"""How to reach a service, a venue or an organisation: roles and numbers, never private people."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Codes, Recorded, coded
from directory.extensions import Model
from directory.listings.codes import PhoneKind


class Contact(Recorded, Model):
    """A named desk or role; `is_public` says whether it may be shown."""

    __tablename__ = "contact"

    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    name: Mapped[str | None] = mapped_column(String(255))
    title: Mapped[str | None] = mapped_column(String(255))
    department: Mapped[str | None] = mapped_column(String(255))
    email: Mapped[str | None] = mapped_column(String(254))
    is_public: Mapped[bool] = mapped_column(default=True)


class Phone(Recorded, Model):
    """A number, kept as written so that nothing is lost; a listing may have several."""

    __tablename__ = "phone"

    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id", ondelete="CASCADE"), index=True
    )
    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    extension: Mapped[str | None] = mapped_column(String(20))
    kind: Mapped[PhoneKind] = mapped_column(coded(PhoneKind), default=PhoneKind.VOICE)
    description: Mapped[str | None] = mapped_column(Text)
    languages: Mapped[list[str] | None] = mapped_column(Codes)
    position: Mapped[int] = mapped_column(default=0)
