"""Reads listings in bulk and puts each together as a document; a hidden address gives it neither point nor town."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from directory import clock
from directory.geo.folding import fold
from directory.listings.codes import AddressVisibility, ListingStatus, VerificationMethod
from directory.listings.schedules import DayOff, Pattern
from directory.search.documents.areas import COUNTRYWIDE, AreaBook, read_areas
from directory.search.documents.facts import add_facts
from directory.search.documents.hours import add_hours
from directory.search.documents.meanings import Meanings, read_meanings
from directory.search.documents.record import (
    FAR_DAY,
    GOOD_STANDING,
    NO_DAY,
    Reach,
    SearchDocument,
    Standing,
    VenuePoint,
)
from directory.search.documents.rows import ListingRows, read_rows, stamp

_EPOCH = date(1970, 1, 1)
_STANDING = {
    ListingStatus.PUBLISHED_PAUSED: Standing.PAUSED,
    ListingStatus.REVIEW_DUE: Standing.REVIEW_DUE,
    ListingStatus.CLOSING: Standing.CLOSING,
}
#: Decimals of a degree kept where only the town may be shown: about half a mile.
_TOWN_DECIMALS = 2


@dataclass(frozen=True)
class Library:
    """What an index is built from: the documents in a fixed order, the areas and the taxonomy they speak of."""

    documents: list[SearchDocument]
    areas: AreaBook
    meanings: Meanings
    #: The word lists and areas in short, and the day: what changes documents though no listing changed.
    basis: str = ""
    day: int = 0


def read_documents(
    session: Session, *, at: datetime, service_ids: Sequence[UUID] | None = None, meanings: Meanings | None = None
) -> Library:
    """Every findable listing as a document, in order of name; or those among `service_ids` that are findable.

    Other `meanings` than those of now show what a change of the word lists would do.
    """
    today = clock.local(at).date()
    areas, meanings = read_areas(session), meanings or read_meanings(session)
    basis = _digest(areas, meanings)
    rows = read_rows(session, today, service_ids)
    documents = [_document(service, rows, areas, meanings, today) for service in rows.services]
    documents.sort(key=lambda document: (fold(document.name), document.service_id.bytes))
    return Library(documents, areas, meanings, basis, day_of(at))


def basis_of(session: Session) -> str:
    """The word lists and areas of now, in short."""
    return _digest(read_areas(session), read_meanings(session))


def day_of(at: datetime) -> int:
    """The day by British time: documents hold dates of the coming weeks, so each day makes others."""
    return _day(clock.local(at).date(), NO_DAY)


def _digest(areas: AreaBook, meanings: Meanings) -> str:
    known = sorted(map(repr, areas.by_code.values()))
    words = sorted(meanings.terms.items()), sorted(meanings.everyday.items()), meanings.synonyms
    everything = repr((known, *words, *sorted(meanings.became.items())))
    return sha256(everything.encode()).hexdigest()


def _document(service: Any, rows: ListingRows, areas: AreaBook, meanings: Meanings, today: date) -> SearchDocument:
    document = SearchDocument(
        service_id=service.id,
        name=service.name,
        texts={
            "name": service.name,
            "summary": service.summary or "",
            "description": ". ".join(each for each in (service.description, service.eligibility_description) if each),
            "organization": service.organization_name or "",
        },
        facets={},
        standing=_STANDING.get(service.listing_status, GOOD_STANDING),
        minimum_age=-1 if service.minimum_age is None else service.minimum_age,
        maximum_age=-1 if service.maximum_age is None else service.maximum_age,
        closing_day=_day(service.closing_on, FAR_DAY),
        stamp=stamp(service, sum(place.version for place in rows.places.get(service.id, ()))),
    )
    _add_dates(document, service)
    add_facts(document, service, rows, meanings)
    patterns = [Pattern.from_row(row) for row in rows.schedules.get(service.id, ())]
    add_hours(document, patterns, [DayOff.from_row(row) for row in rows.exceptions.get(service.id, ())], today)
    _add_places(document, service, rows, areas)
    return document


def _day(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else (day - _EPOCH).days


def _add_dates(document: SearchDocument, service: Any) -> None:
    verified = clock.local(service.verified_at).date() if service.verified_at else None
    imported = service.verification_method in (None, VerificationMethod.IMPORTED)
    document.verified_day = NO_DAY if imported else _day(verified, NO_DAY)
    document.freshness_day = _day(verified or service.assured_date, NO_DAY)
    if service.closed_from or service.closed_to:
        document.closed_from_day = _day(service.closed_from, NO_DAY)
        document.closed_to_day = _day(service.closed_to, FAR_DAY)


def _add_places(document: SearchDocument, service: Any, rows: ListingRows, areas: AreaBook) -> None:
    words: list[str] = []
    venues: dict[UUID, VenuePoint] = {}
    codes: set[str] = set()
    for place in rows.places.get(service.id, ()):
        if place.address_visibility is AddressVisibility.HIDDEN:
            document.reach |= Reach.HIDDEN
            continue
        words.extend(_place_words(place, rows))
        codes.add(place.district_code or "")
        if place.latitude is not None and place.longitude is not None:
            venues[place.location_id] = _point(place)
    document.venues = tuple(venues.values())
    if venues:
        document.reach |= Reach.VENUE
    covered = _add_areas(document, rows.areas.get(service.id, ()), areas)
    document.texts["place"] = ". ".join(dict.fromkeys([*words, *covered]))
    named = {council for code in (codes | set(document.areas)) - COUNTRYWIDE for council in areas.councils(code)}
    document.facets["area"] = named | {code for code in codes if code and not areas.by_code.get(code)}
    document.facets["area_wide"] = {"yes"} if document.reach & Reach.COUNTRYWIDE else set()


def _place_words(place: Any, rows: ListingRows) -> list[str]:
    """The venue's name, and its address as far as it may be shown."""
    is_full = place.address_visibility is AddressVisibility.FULL
    words = [place.name] if place.name and is_full else []
    for address in rows.addresses.get(place.location_id, ()):
        shown = (address.address_1, address.city, address.postal_code) if is_full else (address.city,)
        words.extend(each for each in shown if each)
    return words


def _point(place: Any) -> VenuePoint:
    if place.address_visibility is AddressVisibility.FULL:
        return VenuePoint(place.location_id, place.latitude, place.longitude)
    latitude, longitude = round(place.latitude, _TOWN_DECIMALS), round(place.longitude, _TOWN_DECIMALS)
    return VenuePoint(place.location_id, latitude, longitude, is_exact=False)


def _add_areas(document: SearchDocument, served: Sequence[Any], areas: AreaBook) -> list[str]:
    """Set the codes of the areas served; answers their names as written."""
    codes: list[str] = []
    for row in served:
        code = areas.code_of(row.area_id, row.name)
        if code is None:
            document.reach |= Reach.AREAS_UNCLEAR
        else:
            codes.append(code)
    document.areas = tuple(dict.fromkeys(codes))
    if served:
        document.reach |= Reach.AREAS_GIVEN
    if COUNTRYWIDE.intersection(codes):
        document.reach |= Reach.COUNTRYWIDE
    return [row.name for row in served]
