"""Small areas (LSOA 2021) with their people, and the neighbourhoods that are built of them."""

from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.db import Codes, Identified
from directory.extensions import Model


class SmallArea(Model):
    """About 1,500 people. Numbers are of the years that `insight.areas.vintages` names."""

    __tablename__ = "small_area"

    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    ward_code: Mapped[str] = mapped_column(String(9), index=True)
    district_code: Mapped[str] = mapped_column(String(9), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    is_rural: Mapped[bool]
    residents: Mapped[int] = mapped_column(Integer)
    disabled: Mapped[int] = mapped_column(Integer)
    aged_0_17: Mapped[int] = mapped_column(Integer)
    aged_18_64: Mapped[int] = mapped_column(Integer)
    aged_65_79: Mapped[int] = mapped_column(Integer)
    aged_80_over: Mapped[int] = mapped_column(Integer)
    ages_estimated: Mapped[bool] = mapped_column(
        default=False, doc="Its borders changed since 2011: shares of its ward"
    )
    groups: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, doc="Residents by five broad ethnic groups")
    imd_rank: Mapped[int] = mapped_column(Integer, doc="1 is the most deprived of England's 33,755")
    imd_decile: Mapped[int] = mapped_column(Integer, doc="1 is the most deprived tenth")
    imd_score: Mapped[float]
    adjoining: Mapped[list[str]] = mapped_column(Codes, default=list, doc="Small areas that share a border with it")


class NeighbourhoodPart(Identified, Model):
    """A small area belongs to a neighbourhood, which is an `area` of that kind."""

    __tablename__ = "neighbourhood_part"
    __table_args__ = (UniqueConstraint("area_id", "lsoa_code"),)

    area_id: Mapped[UUID] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"))
    lsoa_code: Mapped[str] = mapped_column(String(9), index=True)
