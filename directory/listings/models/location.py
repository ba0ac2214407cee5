"""Places: locations, their addresses, which service happens where, and the areas a service covers."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Recorded, coded
from directory.extensions import Model
from directory.listings.codes import AddressVisibility, LocationType
from directory.listings.models.columns import OfService, Sourced, one_per_source


class Location(Recorded, Sourced, Model):
    """A place, a postal address or a virtual room. A hidden one never leaves the server, not even rounded."""

    __tablename__ = "location"
    __table_args__ = (
        one_per_source(),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_on_earth"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_on_earth"),
        Index("ix_location_point", "latitude", "longitude"),
    )

    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str | None] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    location_type: Mapped[LocationType] = mapped_column(coded(LocationType), default=LocationType.PHYSICAL)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    external_identifier: Mapped[str | None] = mapped_column(String(60), doc="UPRN")
    address_visibility: Mapped[AddressVisibility] = mapped_column(
        coded(AddressVisibility), default=AddressVisibility.FULL
    )
    transport_note: Mapped[str | None] = mapped_column(Text)
    lsoa_code: Mapped[str | None] = mapped_column(String(9), index=True)
    ward_code: Mapped[str | None] = mapped_column(String(9), index=True)
    district_code: Mapped[str | None] = mapped_column(String(9), index=True)

    addresses: Mapped[list["Address"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Address.id"
    )


class Address(Recorded, Model):
    """A written address of a location."""

    __tablename__ = "address"

    location_id: Mapped[UUID] = mapped_column(ForeignKey("location.id", ondelete="CASCADE"), index=True)
    address_1: Mapped[str] = mapped_column(String(255))
    city: Mapped[str] = mapped_column(String(120), default="")
    region: Mapped[str | None] = mapped_column(String(120))
    state_province: Mapped[str] = mapped_column(String(120), default="")
    postal_code: Mapped[str] = mapped_column(String(10), default="", index=True)
    country: Mapped[str] = mapped_column(String(2), default="GB")
    address_type: Mapped[LocationType] = mapped_column(coded(LocationType), default=LocationType.PHYSICAL)


class ServiceAtLocation(Recorded, OfService, Model):
    """One service at one place: hours, phone and access differ from venue to venue."""

    __tablename__ = "service_at_location"

    location_id: Mapped[UUID] = mapped_column(ForeignKey("location.id"), index=True)
    description: Mapped[str | None] = mapped_column(Text)

    location: Mapped[Location] = relationship()


class ServiceArea(Recorded, OfService, Model):
    """An area that a service covers; such a listing answers every local search inside it."""

    __tablename__ = "service_area"

    name: Mapped[str] = mapped_column(String(255))
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("area.id"), index=True)
    extent: Mapped[str | None] = mapped_column(Text)
    extent_type: Mapped[str | None] = mapped_column(String(20))
    uri: Mapped[str | None] = mapped_column(String(500))
