"""Organisations that run things, and the registers they appear in."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Recorded, coded
from directory.extensions import Model
from directory.listings.codes import Sector
from directory.listings.models.columns import DatedEntry, Sourced, one_per_source


class Organization(Recorded, Sourced, DatedEntry, Model):
    """A body that runs services; an informal asset has none."""

    __tablename__ = "organization"
    __table_args__ = (one_per_source(),)

    name: Mapped[str] = mapped_column(String(255), index=True)
    description: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str | None] = mapped_column(String(254))
    website: Mapped[str | None] = mapped_column(String(500))
    logo: Mapped[str | None] = mapped_column(String(500))
    uri: Mapped[str | None] = mapped_column(String(500))
    parent_organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    sector: Mapped[Sector | None] = mapped_column(coded(Sector))
    legal_status: Mapped[str | None] = mapped_column(String(120))
    owner_steward_id: Mapped[UUID | None]

    identifiers: Mapped[list["OrganizationIdentifier"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="OrganizationIdentifier.identifier_scheme"
    )


class OrganizationIdentifier(Recorded, Model):
    """A number in a public register, such as GB-CHC for charities; never proof of quality."""

    __tablename__ = "organization_identifier"
    __table_args__ = (UniqueConstraint("identifier_scheme", "identifier"),)

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    identifier_scheme: Mapped[str] = mapped_column(String(40))
    identifier_type: Mapped[str] = mapped_column(String(120))
    identifier: Mapped[str] = mapped_column(String(60))
