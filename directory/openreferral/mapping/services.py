"""A service as a feed sends it into a listing record, or `Unusable` with a sentence when there is nothing to keep."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from uuid import UUID

from directory.clock import LONDON, local
from directory.listings.codes import AssetType, ListingStatus, ServiceStatus, VerificationMethod
from directory.listings.freshness import review_due
from directory.listings.records import ListingRecord, Values, VenueRecord
from directory.openreferral.mapping.contacts import contacts, email, is_of_a_role, listed, phones, website
from directory.openreferral.mapping.context import Context
from directory.openreferral.mapping.costs import costs
from directory.openreferral.mapping.dates import day, moment
from directory.openreferral.mapping.evidence import Conclusion
from directory.openreferral.mapping.numbers import ages
from directory.openreferral.mapping.organizations import organization
from directory.openreferral.mapping.places import location
from directory.openreferral.mapping.schedules import schedules
from directory.openreferral.mapping.terms import our_link_type, said_of
from directory.openreferral.mapping.text import clipped, line, plain, summary
from directory.openreferral.mapping.versions import modernise

_STATUSES = {
    "": ServiceStatus.ACTIVE, "live": ServiceStatus.ACTIVE, "open": ServiceStatus.ACTIVE,
    "current": ServiceStatus.ACTIVE, "published": ServiceStatus.ACTIVE,
    "suspended": ServiceStatus.TEMPORARILY_CLOSED, "temporarily_closed": ServiceStatus.TEMPORARILY_CLOSED,
    "closed": ServiceStatus.DEFUNCT, "permanently closed": ServiceStatus.DEFUNCT, "deleted": ServiceStatus.DEFUNCT,
    "draft": ServiceStatus.INACTIVE, "archived": ServiceStatus.INACTIVE, "expired": ServiceStatus.INACTIVE,
    **{status.value: status for status in ServiceStatus},
}  # fmt: skip
_ENTRY = {"drop-in": "drop_in", "drop in": "drop_in", "referral": "any_professional", "appointment": "self"}


class Unusable(Exception):
    """A row holds no listing; the message says what is missing and what to do."""


def to_record(raw: Any, context: Context) -> ListingRecord:
    """One listing out of one service of a feed, Open Referral UK 3.0 or 1.0."""
    if not isinstance(raw, dict):
        raise Unusable("this is not a service. Give one service in braces on each line")
    service = modernise(raw)
    external_id, name = line(service.get("id"), 120), line(service.get("name"))
    if not external_id:
        raise Unusable("no id. Add an id that stays the same and import again")
    if not name:
        raise Unusable("no name. Add a name and import again")
    mended = context.mended
    venues = _venues(service, external_id, mended)
    has_place = any(venue.location.values["location_type"] == "physical" for venue in venues)
    description = plain(service.get("description")) or ""
    conclusion = context.evidence.conclude(name, description, has_place=has_place)
    attributes, needs = _attributes(service, conclusion, context)
    fees = plain(service.get("fees"))
    record = ListingRecord(
        external_id=external_id,
        values=_said(service, name, description, mended)
        | {"fees_description": fees}
        | _concluded(service, venues, conclusion)
        | _lifecycle(service, conclusion.asset_type, needs, context),
        organization=organization(service, mended),
        venues=venues,
        phones=phones(service.get("phones")),
        contacts=contacts(service.get("contacts"), mended),
        areas=list(_areas(service, context)),
        costs=costs(service.get("cost_options"), fees),
        languages=_languages(service),
        attributes=attributes,
        funding=[{"source": words} for row in _rows(service, "funding") if (words := plain(row.get("source")))],
        documents=[
            {"document": words} for row in _rows(service, "required_documents") if (words := line(row.get("document")))
        ],
    )
    _place_schedules(service, record, mended)
    return record


def _said(service: Values, name: str, description: str, mended: Counter[str]) -> Values:
    youngest, oldest = ages(service.get("minimum_age"), service.get("maximum_age"))
    assurer = email(service.get("assurer_email"), mended)
    return {
        "name": name,
        "summary": summary(description),
        "description": description,
        "url": website(service.get("url"), mended),
        "email": email(service.get("email"), mended),
        "minimum_age": youngest,
        "maximum_age": oldest,
        "assurer_email": assurer if assurer and is_of_a_role(assurer) else None,
        "alert": plain(service.get("alert")),
        "eligibility_description": plain(service.get("eligibility_description")),
        "application_process": plain(service.get("application_process")),
        "last_modified": moment(service.get("last_modified")),
    }


def _concluded(service: Values, venues: list[VenueRecord], conclusion: Conclusion) -> Values:
    kinds = {venue.location.values["location_type"] for venue in venues}
    modes = [*(service.get("delivery_modes") or []), *(["venue"] if "physical" in kinds else [])]
    modes += ["online"] if "virtual" in kinds else []
    given = _ENTRY.get(str(service.get("attending_access") or "").strip().casefold())
    routes = ([given] if given else []) + conclusion.access_routes
    return {
        "asset_type": conclusion.asset_type,
        "commissioning_status": "unknown",
        "delivery_modes": list(dict.fromkeys(modes)),
        "access_routes": list(dict.fromkeys(routes)),
    }


def _lifecycle(service: Values, asset_type: AssetType, needs: list[str], context: Context) -> Values:
    """Published if it runs. The check is the feed's own, as the badge says; a date in the future is not believed."""
    given = (line(service.get("status")) or "").casefold()
    if given and given not in _STATUSES:
        context.mended["states that we do not know taken as running"] += 1
    status = _STATUSES.get(given, ServiceStatus.ACTIVE)
    running = status in (ServiceStatus.ACTIVE, ServiceStatus.TEMPORARILY_CLOSED)
    assured = day(service.get("assured_date"))
    assured = assured if assured and assured <= context.today else None
    verified = datetime.combine(assured, time(12), LONDON) if assured else None
    return {
        "status": status,
        "listing_status": ListingStatus.PUBLISHED if running else ListingStatus.ARCHIVED,
        "closed_from": _closed_from(service, context) if status is ServiceStatus.TEMPORARILY_CLOSED else None,
        "assured_date": assured,
        "verified_at": verified,
        "verified_by": context.source if verified else None,
        "verification_method": VerificationMethod.IMPORTED,
        "review_due_on": review_due(verified, asset_type, frozenset(needs), None) if verified else None,
    }


def _closed_from(service: Values, context: Context) -> Any:
    """The day the feed last changed the listing; today when it does not tell."""
    changed = moment(service.get("last_modified"))
    return min(local(changed).date(), context.today) if changed else context.today


def _venues(service: Values, external_id: str, mended: Counter[str]) -> list[VenueRecord]:
    found: dict[str, VenueRecord] = {}
    for number, row in enumerate(_rows(service, "service_at_locations")):
        raw = row.get("location")
        if isinstance(raw, dict):
            fallback = line(row.get("location_id"), 120) or f"{external_id[:110]}:{number}"
            place = location(raw, fallback, mended)
            venue = VenueRecord(place, plain(row.get("description")), phones=phones(row.get("phones")))
            venue.schedules = [pattern for _id, pattern in schedules(row.get("schedules"), mended)]
            found.setdefault(place.external_id, venue)
    return list(found.values())


def _place_schedules(service: Values, record: ListingRecord, mended: Counter[str]) -> None:
    """Give each schedule to the venue it names, or to the listing as a whole."""
    ids = {}
    for row in _rows(service, "service_at_locations"):
        raw = row.get("location")
        place = line(raw.get("id"), 120) if isinstance(raw, dict) else line(row.get("location_id"), 120)
        ids[line(row.get("id"), 120)] = place
    venues = {venue.location.external_id: venue for venue in record.venues}
    for at_location, pattern in schedules(service.get("schedules"), mended):
        venue = venues.get(ids.get(at_location) or "") if at_location else None
        (venue.schedules if venue else record.schedules).append(pattern)


def _attributes(service: Values, conclusion: Conclusion, context: Context) -> tuple[list[Values], list[str]]:
    """Attributes as rows, and the codes of needs: first those the list's terms stand for, then those in the words."""
    terms, needs = context.terms, list[str]()
    found: dict[tuple[str, UUID], str | None] = {}
    for said in said_of(service.get("attributes")):
        code = said.term.code
        if code in terms.needs:
            needs.append(code)
            continue
        if code in terms.cohorts and said.link_type.startswith("cohort"):
            link = "cohort_required" if said.link_type == "cohort_required" else "cohort_welcomed"
            found[link, terms.cohorts[code]] = None
            continue
        needs += context.evidence.needs_of(said.term.taxonomy, said.term.name, code)
        found.setdefault((our_link_type(said.link_type), terms.local(said.term)), said.value)
    needs = [code for code in dict.fromkeys([*needs, *conclusion.needs]) if code in terms.needs]
    found |= {("need", terms.needs[code]): None for code in needs}
    positions: Counter[str] = Counter()
    rows: list[Values] = []
    for (link, term_id), value in found.items():
        rows.append({"link_type": link, "taxonomy_term_id": term_id, "value": value, "position": positions[link]})
        positions[link] += 1
    return rows, needs


def _areas(service: Values, context: Context) -> Iterator[Values]:
    seen = set()
    for row in _rows(service, "service_areas"):
        uri = line(row.get("uri"), 500)
        name = line(row.get("name") or row.get("service_area") or row.get("extent")) or uri
        if not name or name in seen:
            continue
        seen.add(name)
        extent_type = (line(row.get("extent_type"), 20) or "").casefold() or None
        extent = row.get("extent") if extent_type not in (None, "text") and isinstance(row.get("extent"), str) else None
        is_shape = extent is not None and extent.lstrip().startswith("{") and "\x00" not in extent
        yield {
            "name": clipped(name, 255),
            "area_id": context.areas.find(name, uri),
            "extent": extent if is_shape else None,
            "extent_type": extent_type if is_shape else None,
            "uri": website(uri, context.mended),
        }


def _languages(service: Values) -> list[Values]:
    found = {}
    for row in _rows(service, "languages"):
        name = line(row.get("name") or row.get("language"), 80)
        if name:
            found[name.casefold()] = {"name": name, "code": line(row.get("code"), 10)}
    return list(found.values())


def _rows(service: Values, key: str) -> list[Values]:
    return [row for row in listed(service.get(key)) if isinstance(row, dict)]
