"""The listing itself: the standard's service with the prevention facts, lifecycle and freshness."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.db import Codes, Recorded, UtcDateTime, coded
from directory.extensions import Model
from directory.listings.codes import (
    AssetType,
    CommissioningStatus,
    DeliveryScale,
    Known,
    ListingStatus,
    ReferralRoute,
    ServiceStatus,
    SpendClass,
    VerificationMethod,
    Visibility,
)
from directory.listings.models.columns import Sourced, one_per_source
from directory.listings.models.organization import Organization


class _Standard:
    """What Open Referral UK says of a service."""

    name: Mapped[str] = mapped_column(String(255), index=True)
    summary: Mapped[str] = mapped_column(Text, default="", doc="At most 40 words")
    description: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str | None] = mapped_column(String(500))
    email: Mapped[str | None] = mapped_column(String(254))
    status: Mapped[ServiceStatus] = mapped_column(coded(ServiceStatus), default=ServiceStatus.ACTIVE)
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    assured_date: Mapped[date | None]
    assurer_email: Mapped[str | None] = mapped_column(String(254))
    alert: Mapped[str | None] = mapped_column(Text)
    eligibility_description: Mapped[str | None] = mapped_column(Text)
    exclusion_description: Mapped[str | None] = mapped_column(Text)
    application_process: Mapped[str | None] = mapped_column(Text)
    fees_description: Mapped[str | None] = mapped_column(Text, doc="Free words about cost, as a feed gave them")
    last_modified: Mapped[datetime | None] = mapped_column(UtcDateTime)
    picture: Mapped[str | None] = mapped_column(String(80), doc="Name of a file in the pictures folder")
    picture_alt: Mapped[str | None] = mapped_column(String(255), doc="What the picture shows, for who cannot see it")
    easy_read: Mapped[str | None] = mapped_column(Text, doc="The same in Easy Read: one short sentence a line")
    easy_read_changed_on: Mapped[date | None] = mapped_column(doc="A check of older words says nothing of these")
    bsl_video_url: Mapped[str | None] = mapped_column(String(500), doc="A film in British Sign Language; https only")
    bsl_captions: Mapped[str | None] = mapped_column(Text, doc="What is said in it and when, as plain WebVTT")


class _Prevention:
    """What no other directory records: where a listing sits in prevention, who pays, how one gets in."""

    asset_type: Mapped[AssetType] = mapped_column(coded(AssetType), default=AssetType.SERVICE)
    commissioning_status: Mapped[CommissioningStatus] = mapped_column(
        coded(CommissioningStatus), default=CommissioningStatus.UNKNOWN
    )
    commissioner: Mapped[str | None] = mapped_column(String(255))
    contract_start: Mapped[date | None]
    contract_end: Mapped[date | None]
    places_bought: Mapped[int | None]
    value_band: Mapped[str | None] = mapped_column(String(40))
    who_pays: Mapped[str | None] = mapped_column(String(255))
    crisis_timing: Mapped[list[str]] = mapped_column(Codes, default=list)
    delivery_scale: Mapped[DeliveryScale | None] = mapped_column(coded(DeliveryScale))
    delivery_modes: Mapped[list[str]] = mapped_column(Codes, default=list)
    access_routes: Mapped[list[str]] = mapped_column(Codes, default=list)
    referral_route: Mapped[ReferralRoute] = mapped_column(coded(ReferralRoute), default=ReferralRoute.NONE)
    someone_will_meet_you: Mapped[Known] = mapped_column(coded(Known), default=Known.NOT_KNOWN)
    companion_free: Mapped[Known] = mapped_column(coded(Known), default=Known.NOT_KNOWN)
    transport_provided: Mapped[Known] = mapped_column(coded(Known), default=Known.NOT_KNOWN)
    spend_class: Mapped[SpendClass | None] = mapped_column(coded(SpendClass))


class _Lifecycle:
    """Whether the public sees it, until when, and who last checked it."""

    listing_status: Mapped[ListingStatus] = mapped_column(coded(ListingStatus), default=ListingStatus.DRAFT, index=True)
    visibility: Mapped[Visibility] = mapped_column(coded(Visibility), default=Visibility.PUBLIC)
    closing_on: Mapped[date | None]
    closed_from: Mapped[date | None]
    closed_to: Mapped[date | None]
    closed_reason: Mapped[str | None] = mapped_column(String(255))
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verified_by: Mapped[str | None] = mapped_column(String(120), doc="A desk or role, not a person's name")
    verification_method: Mapped[VerificationMethod | None] = mapped_column(coded(VerificationMethod))
    review_due_on: Mapped[date | None] = mapped_column(index=True)
    owner_steward_id: Mapped[UUID | None]


class Service(Recorded, Sourced, _Standard, _Prevention, _Lifecycle, Model):
    """A listing. Two may share a name; an informal one has no organisation."""

    __tablename__ = "service"
    __table_args__ = (
        one_per_source(),
        CheckConstraint("minimum_age BETWEEN 0 AND 120", name="minimum_age_human"),
        CheckConstraint("maximum_age BETWEEN 0 AND 120", name="maximum_age_human"),
        CheckConstraint("minimum_age <= maximum_age", name="ages_in_order"),
        CheckConstraint("closed_from <= closed_to", name="closure_in_order"),
        Index("ix_service_visible", "listing_status", "visibility"),
    )

    organization_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    program_id: Mapped[UUID | None] = mapped_column(ForeignKey("program.id"), index=True)

    organization: Mapped[Organization | None] = relationship()
