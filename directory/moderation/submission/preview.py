"""A draft as the listing's page will say it: rows made of its content that no database ever sees."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from directory.db import new_id
from directory.listings.codes import (
    AssetType,
    CommissioningStatus,
    CostType,
    Known,
    LinkType,
    ListingStatus,
    LocationType,
    PhoneKind,
    ReferralRoute,
    ServiceStatus,
    Visibility,
)
from directory.listings.editing import Content
from directory.listings.languages import language_name
from directory.listings.models import Organization, Service
from directory.listings.presenters.listing import ListingView, present_listing
from directory.listings.queries.listing import Parts

SENSES = {
    "welcomed": LinkType.COHORT_WELCOMED, "required": LinkType.COHORT_REQUIRED, "excluded": LinkType.EXCLUSION,
}  # fmt: skip
_WORDS = (
    "name", "summary", "description", "url", "email", "eligibility_description", "exclusion_description",
    "application_process", "bsl_video_url", "minimum_age", "maximum_age",
)  # fmt: skip
_KNOWN = ("someone_will_meet_you", "companion_free", "transport_provided")


def preview_of(content: Content, names: Mapping[str, str], at: datetime) -> ListingView:
    """The page's words; `names` are those of needs and cohorts by code. Places lead nowhere yet."""
    view = present_listing(_service(content), _parts(content, names), at)
    places = tuple(replace(place, page_id=None) for place in view.places)
    return replace(view, places=places, organization_id=None)


def _service(content: Content) -> Service:
    service = Service(
        id=new_id(),
        asset_type=AssetType(content.get("asset_type") or "service"),
        commissioning_status=CommissioningStatus(content.get("commissioning_status") or "unknown"),
        referral_route=ReferralRoute(content.get("referral_route") or "none"),
        status=ServiceStatus.ACTIVE,
        listing_status=ListingStatus.DRAFT,
        visibility=Visibility.PUBLIC,
        delivery_modes=content.get("delivery_modes") or [],
        access_routes=content.get("access_routes") or [],
    )
    for key in _WORDS:
        setattr(service, key, content.get(key) or (None if key not in ("name", "summary", "description") else ""))
    for key in _KNOWN:
        setattr(service, key, Known(content.get(key) or "not_known"))
    if picture := content.get("picture"):
        service.picture, service.picture_alt = picture["file"], picture["alt"]
    if runs := content.get("organization"):
        service.organization = Organization(id=new_id(), name=runs.get("name") or "")
    return service


def _parts(content: Content, names: Mapping[str, str]) -> Parts:
    venues = [(new_id(), new_id(), venue) for venue in content.get("venues") or []]
    spread: list[tuple[UUID | None, Content]] = [(None, content), *((here, venue) for here, _place, venue in venues)]
    return Parts(
        places=[_place(*venue) for venue in venues],
        addresses=[_address(place, venue) for _here, place, venue in venues],
        phones=[_phone(here, row) for here, part in spread for row in part.get("phones") or []],
        schedules=[_schedule(here, row) for here, part in spread for row in part.get("times") or []],
        days_off=[_day_off(here, row) for here, part in spread for row in part.get("days_off") or []],
        areas=[_area(row) for row in content.get("areas") or []],
        costs=[_cost(row) for row in content.get("costs") or []],
        terms=_terms(content, names),
        access=[row for _here, place, venue in venues for row in _access(place, venue.get("access"))]
        + _access(None, content.get("access")),
        languages=tuple(language_name(code) for code in content.get("languages") or []),
        documents=(),
        capacity=None,
        contacts=(),
    )


def _area(row: Content) -> Any:
    return SimpleNamespace(name=row["name"], code=row.get("code"), area_type=None)


def _place(here: UUID, place: UUID, venue: Content) -> Any:
    return SimpleNamespace(
        id=here, location_id=place, note=venue.get("description"), name=venue.get("name"), description=None,
        location_type=LocationType.PHYSICAL, address_visibility=venue.get("address_visibility") or "full",
        latitude=venue.get("latitude"), longitude=venue.get("longitude"), transport_note=venue.get("transport_note"),
    )  # fmt: skip


def _address(place: UUID, venue: Content) -> Any:
    said = {key: venue.get(key) or "" for key in ("address_1", "city", "postal_code")}
    return SimpleNamespace(location_id=place, state_province="", **said)


def _phone(here: UUID | None, row: Content) -> Any:
    return SimpleNamespace(
        service_at_location_id=here, location_id=None, organization_id=None, contact_id=None, number=row["number"],
        extension=row.get("extension"), kind=PhoneKind(row.get("kind") or "voice"),
        description=row.get("description"), languages=None,
    )  # fmt: skip


def _schedule(here: UUID | None, row: Content) -> Any:
    days = {key: _day(row.get(key)) for key in ("dtstart", "valid_from", "valid_to")}
    said = {key: row.get(key) for key in ("freq", "byday", "bymonthday", "opens_at", "closes_at", "notes")}
    return SimpleNamespace(
        service_at_location_id=here, interval=row.get("interval") or 1,
        term_time_only=bool(row.get("term_time_only")), **days, **said,
    )  # fmt: skip


def _day_off(here: UUID | None, row: Content) -> Any:
    return SimpleNamespace(
        service_at_location_id=here, on_date=_day(row["date"]), is_closed=row.get("is_closed", True),
        opens_at=row.get("opens_at"), closes_at=row.get("closes_at"), reason=row.get("reason"),
    )  # fmt: skip


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _cost(row: Content) -> Any:
    return SimpleNamespace(
        cost_type=CostType(row["cost_type"]), option=row.get("option"),
        amount=Decimal(row["amount"]) if row.get("amount") else None,
        amount_description=row.get("amount_description"), valid_from=None, valid_to=None,
    )  # fmt: skip


def _terms(content: Content, names: Mapping[str, str]) -> list[Any]:
    said = [(LinkType.NEED, code) for code in content.get("needs") or []]
    said += [(SENSES[row["how"]], row["code"]) for row in content.get("cohorts") or []]
    return [SimpleNamespace(link_type=sense, code=code, name=names.get(code, code), value=None) for sense, code in said]


def _access(place: UUID | None, facts: Content | None) -> list[Any]:
    return [
        SimpleNamespace(location_id=place, feature=feature, value=known, details=None)
        for feature, known in (facts or {}).items()
    ]
