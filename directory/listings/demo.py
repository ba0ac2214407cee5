"""The demonstration directory: invented listings in seeds/demo, turned into records. Dates are relative to the day of
loading, so that the demonstration is as fresh next year as today.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from directory import clock
from directory.errors import RuleBroken
from directory.listings.codes import (
    AccessRoute,
    AssetType,
    CapacityStatus,
    Known,
    ListingStatus,
    ReferralRoute,
    VerificationMethod,
)
from directory.listings.demo_schedules import exception_values, schedule_values
from directory.listings.freshness import review_due
from directory.listings.languages import language_name
from directory.listings.records import (
    ListingRecord,
    LocationRecord,
    OrganizationRecord,
    Values,
    VenueRecord,
)
from directory.listings.rules import check_summary
from directory.settings import ROOT

SEEDS = ROOT / "seeds" / "demo"
SOURCE = "demo"
DEFAULT_CHECK = {"days_ago": 30, "by": "the demonstration's stewards", "method": "provider_confirmed"}
VERIFICATION = ["verified_at", "verified_by", "verification_method", "assured_date", "assurer_email", "review_due_on"]
UNPUBLISHED = frozenset({ListingStatus.DRAFT, ListingStatus.SUBMITTED, ListingStatus.RETURNED, ListingStatus.REJECTED})


class SeedError(Exception):
    """A demonstration file says something that cannot be loaded; names the file, the listing and the fault."""


@dataclass(frozen=True)
class Codebook:
    """What codes in the seeds refer to: term ids by code, area ids by name, points by postcode."""

    needs: dict[str, UUID]
    cohorts: dict[str, UUID]
    areas: dict[str, UUID]
    points: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Files:
    """Everything the files of one county say, by key."""

    organizations: dict[str, Values]
    venues: dict[str, Values]
    listings: list[Values]


def read_files(folder: Path = SEEDS) -> Iterator[tuple[str, Files]]:
    """The counties of the demonstration, in order of name."""
    for county in sorted(path for path in folder.iterdir() if path.is_dir()):
        documents = [
            yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 -- a safe loader, in C where built
            for path in sorted(county.glob("*.yaml"))
        ]
        yield (
            county.name,
            Files(
                {row["key"]: row for doc in documents for row in doc.get("organizations") or []},
                {row["key"]: row for doc in documents for row in doc.get("venues") or []},
                [row for doc in documents for row in doc.get("listings") or []],
            ),
        )


def demo_records(codes: Codebook, at: datetime, folder: Path = SEEDS) -> list[ListingRecord]:
    """Every listing of the demonstration as records. Raises `SeedError`."""
    records = []
    for county, files in read_files(folder):
        places = {key: _location(row, codes) for key, row in files.venues.items()}
        owners = {key: _organization(row) for key, row in files.organizations.items()}
        for row in files.listings:
            try:
                check_summary(row["summary"])
                records.append(_listing(row, owners, places, codes, at))
            except RuleBroken as broken:
                raise SeedError(f"{county}, listing {row['key']!r}: {broken.message}") from broken
            except (KeyError, ValueError) as error:
                raise SeedError(f"{county}, listing {row.get('key')!r}: {error!r}") from error
    return records


def known(value: object) -> Known:
    """YAML's yes and no arrive as booleans."""
    return {True: Known.YES, False: Known.NO, "yes": Known.YES, "no": Known.NO}.get(value, Known.NOT_KNOWN)


def phone_values(row: Values | str, position: int = 0) -> Values:
    """A phone entry, which may be just a number."""
    if isinstance(row, str):
        row = {"number": row}
    return {
        "number": row["number"],
        "extension": row.get("extension"),
        "kind": row.get("kind", "voice"),
        "description": row.get("description"),
        "languages": row.get("languages"),
        "position": position,
    }


def _organization(row: Values) -> OrganizationRecord:
    values = {key: row.get(key) for key in ("name", "description", "email", "website", "sector")}
    return OrganizationRecord(row["key"], values)


def _location(row: Values, codes: Codebook) -> LocationRecord:
    latitude, longitude = codes.points[row["postal_code"]]
    values = {
        "name": row["name"],
        "description": row.get("description"),
        "location_type": "physical",
        "latitude": latitude,
        "longitude": longitude,
        "address_visibility": row.get("address_visibility", "full"),
        "transport_note": row.get("transport_note"),
    }
    address = {key: row[key] for key in ("address_1", "city", "postal_code")}
    details = row.get("access_details") or {}
    access = [
        {"feature": feature, "value": known(value), "details": details.get(feature)}
        for feature, value in (row.get("access") or {}).items()
    ]
    phones = [phone_values(row["phone"])] if row.get("phone") else []
    return LocationRecord(row["key"], values, [address], access, phones)


def _listing(
    row: Values,
    owners: dict[str, OrganizationRecord],
    places: dict[str, LocationRecord],
    codes: Codebook,
    at: datetime,
) -> ListingRecord:
    today = clock.local(at).date()
    venues = [_venue(part, places, today) for part in row.get("at") or []]
    schedules = [schedule_values(part, today) for part in row.get("schedules") or []]
    sessions = schedules + [schedule for venue in venues for schedule in venue.schedules]
    return ListingRecord(
        external_id=row["key"],
        values=_service_values(row, at, today) | _lifecycle_values(row, at, today),
        organization=owners[row["organization"]] if row.get("organization") else None,
        venues=venues,
        schedules=schedules,
        exceptions=[exception_values(part, today, sessions) for part in row.get("exceptions") or []],
        phones=[phone_values(part, position) for position, part in enumerate(row.get("phones") or [])],
        areas=[{"name": name, "area_id": codes.areas.get(name)} for name in row.get("areas") or []],
        costs=[_cost(part) for part in row.get("costs") or []],
        languages=[{"code": code, "name": language_name(code)} for code in row.get("languages") or []],
        attributes=list(_attributes(row, codes)),
        tiers=[{"tier": tier, "confirmed_at": at, "confirmed_by": "stewards"} for tier in row["tiers"]],
        funding=[{"source": words} for words in row.get("funding") or []],
        documents=[{"document": words} for words in row.get("bring") or []],
        accessibility=[{"feature": f, "value": known(v)} for f, v in (row.get("access") or {}).items()],
        capacity=_capacity(row["capacity"], at) if row.get("capacity") else None,
    )


def _venue(row: Values, places: dict[str, LocationRecord], today: date) -> VenueRecord:
    schedules = [schedule_values(part, today) for part in row.get("schedules") or []]
    return VenueRecord(
        places[row["venue"]],
        row.get("note"),
        schedules,
        [exception_values(part, today, schedules) for part in row.get("exceptions") or []],
        [phone_values(row["phone"])] if row.get("phone") else [],
    )


def _service_values(row: Values, at: datetime, today: date) -> Values:
    same = (
        "name summary url email alert minimum_age maximum_age asset_type commissioning_status commissioner "
        "who_pays delivery_scale spend_class easy_read bsl_video_url bsl_captions"
    )
    values = {key: row.get(key) for key in same.split()}
    first_visit = row.get("first_visit") or {}
    values |= {
        "description": (row.get("description") or "").strip(),
        "eligibility_description": row.get("eligibility"),
        "exclusion_description": row.get("excluded"),
        "application_process": row.get("how_to_join"),
        "crisis_timing": row.get("crisis_timing") or [],
        "delivery_modes": row["delivery_modes"],
        "access_routes": row.get("access_routes") or [],
        "referral_route": _referral_route(row),
        "contract_end": _days(today, row.get("contract_ends_in_days")),
        "someone_will_meet_you": known(first_visit.get("someone_will_meet_you")),
        "companion_free": known(first_visit.get("companion_free")),
        "transport_provided": known(first_visit.get("transport_provided")),
        "last_modified": at,
    }
    return values


def _referral_route(row: Values) -> ReferralRoute:
    """Whoever takes people by more than an open door takes them through Waypost here."""
    taken = {AccessRoute.ANY_PROFESSIONAL, AccessRoute.NAVIGATOR, AccessRoute.SELF, AccessRoute.SELF_ONLINE}
    return ReferralRoute.WAYPOST if taken & set(row.get("access_routes") or ()) else ReferralRoute.NONE


def _lifecycle_values(row: Values, at: datetime, today: date) -> Values:
    status = ListingStatus(row.get("status", "published"))
    closure = row.get("temporarily_closed") or {}
    return {
        "listing_status": status,
        "status": "inactive" if status is ListingStatus.ARCHIVED else "active",
        "visibility": row.get("visibility", "public"),
        "closing_on": _days(today, row.get("closing_in_days")),
        "closed_from": _days(today, closure.get("from_in_days")),
        "closed_to": _days(today, closure.get("to_in_days")),
        "closed_reason": closure.get("reason"),
    } | _verification_values(row, status, at)


def _verification_values(row: Values, status: ListingStatus, at: datetime) -> Values:
    """When and how a steward last checked it. What never got as far as a steward's yes has no check to speak of."""
    if status in UNPUBLISHED and "verified" not in row:
        return dict.fromkeys(VERIFICATION)
    check: Values = row.get("verified") or DEFAULT_CHECK
    verified_at = at - timedelta(days=int(check["days_ago"]))
    capacity = CapacityStatus(row["capacity"]["status"]) if row.get("capacity") else None
    return {
        "verified_at": verified_at,
        "verified_by": check.get("by"),
        "verification_method": VerificationMethod(check["method"]),
        "assured_date": clock.local(verified_at).date(),
        "assurer_email": "directory@example.org",
        "review_due_on": review_due(verified_at, AssetType(row["asset_type"]), frozenset(row["needs"]), capacity),
    }


def _days(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)


def _cost(row: Values) -> Values:
    return {
        "cost_type": row["type"],
        "amount": row.get("amount"),
        "amount_description": row.get("description"),
    }


def _capacity(row: Values, at: datetime) -> Values:
    as_of = at - timedelta(days=int(row.get("as_of_days_ago", 7)))
    return {
        "status": row["status"],
        "note": row.get("note"),
        "places": row.get("places"),
        "as_of": as_of,
        "next_intake_on": _days(clock.local(at).date(), row.get("next_intake_in_days")),
        "expires_at": at + timedelta(days=31),
    }


def _attributes(row: Values, codes: Codebook) -> Iterator[dict[str, Any]]:
    for link_type, key, ids in (
        ("need", "needs", codes.needs),
        ("cohort_welcomed", "welcomed", codes.cohorts),
        ("cohort_required", "required", codes.cohorts),
    ):
        for position, code in enumerate(row.get(key) or []):
            yield {"link_type": link_type, "taxonomy_term_id": ids[code], "position": position}
