"""Where things are: areas with effective dates, postcodes, part-postcodes and place names."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Coded, Identified, Recorded, coded
from directory.extensions import Model


class AreaType(Coded):
    """The kinds of area a council works with."""

    LSOA = "lsoa", "Small area"
    MSOA = "msoa", "Middle-layer area"
    WARD = "ward", "Ward"
    DISTRICT = "district", "District or borough"
    UNITARY = "unitary", "Unitary council"
    COUNTY = "county", "County"
    ICB = "icb", "NHS integrated care board"
    COUNTRY = "country", "Country"
    NEIGHBOURHOOD = "neighbourhood", "Neighbourhood"
    CUSTOM = "custom", "Area drawn here"


class Area(Recorded, Model):
    """An area as it stood between two dates; councils are reorganised, history is not."""

    __tablename__ = "area"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        Index("ix_area_type_name", "area_type", "name"),
        Index("ix_area_updated_at", "updated_at", "id"),  # tells at once whether outlines in memory are still true
    )

    code: Mapped[str] = mapped_column(String(40), index=True, doc="GSS code, or our own for drawn areas")
    name: Mapped[str] = mapped_column(String(120))
    area_type: Mapped[AreaType] = mapped_column(coded(AreaType))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("area.id"), index=True)
    geometry: Mapped[dict[str, Any] | None] = mapped_column(JSON, deferred=True, doc="GeoJSON, WGS84")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class AreaSuccession(Identified, Model):
    """One area became (part of) another on a date."""

    __tablename__ = "area_succession"
    __table_args__ = (UniqueConstraint("predecessor_id", "successor_id"),)

    predecessor_id: Mapped[UUID] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"))
    successor_id: Mapped[UUID] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    on_date: Mapped[date]


class PostcodePoint(Model):
    """A full postcode, spaces removed ("NG181AA"). Micro-degrees as integers: exact, small, quick to load."""

    __tablename__ = "postcode_point"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 -- SQLAlchemy's form; one tree instead of two

    postcode: Mapped[str] = mapped_column(String(7), primary_key=True)
    latitude_e6: Mapped[int] = mapped_column(Integer)
    longitude_e6: Mapped[int] = mapped_column(Integer)
    lsoa_code: Mapped[str | None] = mapped_column(String(9))
    ward_code: Mapped[str | None] = mapped_column(String(9))
    district_code: Mapped[str | None] = mapped_column(String(9))
    terminated: Mapped[str | None] = mapped_column(String(7), doc="YYYY-MM when it ended, if it has")


class PostcodeZone(Model):
    """The middle of a part-postcode: an outcode ("NG18") or a sector ("NG18 1"). Shipped with the seeds."""

    __tablename__ = "postcode_zone"

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    postcodes: Mapped[int] = mapped_column(Integer)


#: The source of places that no list has and the directory's own addresses name.
FROM_ADDRESSES = "addresses"


class PlaceName(Recorded, Model):
    """A town, village or a steward's own name for a place. Names repeat: the person is always offered the choice."""

    __tablename__ = "place_name"
    __table_args__ = (UniqueConstraint("source", "external_id"),)

    name: Mapped[str] = mapped_column(String(120))
    folded_name: Mapped[str] = mapped_column(String(120), index=True, doc="Lower case, no accents or hyphens")
    latitude: Mapped[float]
    longitude: Mapped[float]
    kind: Mapped[str] = mapped_column(String(20), default="town")
    within: Mapped[str] = mapped_column(String(120), default="", doc="County or district, to tell namesakes apart")
    population: Mapped[int] = mapped_column(Integer, default=0)
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("area.id"), index=True)
    source: Mapped[str] = mapped_column(String(40), default="steward")
    external_id: Mapped[str | None] = mapped_column(String(60))
