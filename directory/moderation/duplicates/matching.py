"""What is listed already and looks like a listing that somebody is entering: "Is it one of these?".

Only what the public may see is looked at and told, and no hidden address is compared. For the whole directory at once
see `finding`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from directory.geo.distance import bounding_box
from directory.listings.codes import AddressVisibility
from directory.listings.editing.content import Content
from directory.listings.models import (
    Address,
    Location,
    Organization,
    OrganizationIdentifier,
    Phone,
    Service,
    ServiceAtLocation,
)
from directory.listings.policy import is_public
from directory.moderation.duplicates.profiles import Profile, profile_of
from directory.moderation.duplicates.reading import read_profiles
from directory.moderation.duplicates.scoring import NEAR_M, Likeness, likeness, sites
from directory.moderation.duplicates.words import rarity_of, tokens

OFFERED = 3
WORTH_ASKING = 35.0  # somebody who is asked can answer; a steward's queue is stricter
NAMES_LOOKED_AT = 80
NAME_CUTOFF = 70
OTHERS_LOOKED_AT = 200
DIGITS_COMPARED = 9  # the end of a number is the same with and without a country code
#: Reasons that say where, and reasons that say by whom it is answered.
SAME_PLACE = frozenset({"same address", "same postcode", "at the same spot"})
SAME_REACH = frozenset({"same phone", "same email", "same web page", "same number in a public register"})


@dataclass(frozen=True)
class Match:
    """A listing that may be the same thing, and why."""

    service_id: UUID
    name: str
    organization: str
    town: str
    score: float
    reasons: tuple[str, ...]


def alike(session: Session, content: Content, *, limit: int = OFFERED, today: date) -> list[Match]:
    """Public listings that may be the same as the content, the likeliest first."""
    entered = profile_of(content)
    names = _names(session, today)
    ids = {
        *_by_name(session, entered, names, today),
        *_by_contact(session, entered, today),
        *_by_place(session, entered, today),
    }
    found = read_profiles(session, is_public(today), sorted(ids))
    rarity = rarity_of(map(tokens, names), (profile.contacts for profile in found))
    weighed = [(likeness(entered, profile, rarity), profile) for profile in found]
    best = sorted(
        ((like, profile) for like, profile in weighed if like.score >= WORTH_ASKING or _is_reached_alike(like)),
        key=lambda pair: (-pair[0].score, pair[1].name, str(pair[1].service_id)),
    )
    return [_match(profile, like.score, like.reasons) for like, profile in best[:limit]]


def _is_reached_alike(like: Likeness) -> bool:
    """Another name at the same place with the same way of reaching it: perhaps it was renamed. Worth a question."""
    return not SAME_PLACE.isdisjoint(like.reasons) and not SAME_REACH.isdisjoint(like.reasons)


def _match(profile: Profile, score: float, reasons: tuple[str, ...]) -> Match:
    assert profile.service_id is not None  # noqa: S101 -- read from the database; only an entered one has no id
    town = min(profile.towns, default="").title()
    return Match(profile.service_id, profile.name, profile.organization, town, score, reasons)


def _names(session: Session, today: date) -> list[str]:
    """Every name as often as it is given. Without ids: making so many would take longer than all the rest."""
    return list(session.connection().execute(select(Service.name).where(is_public(today))).scalars())


def _by_name(session: Session, entered: Profile, names: Sequence[str], today: date) -> Iterator[UUID]:
    plain = {name: name.casefold() for name in names}
    found = process.extract(
        entered.name.casefold(), plain, scorer=fuzz.token_set_ratio, score_cutoff=NAME_CUTOFF, limit=NAMES_LOOKED_AT
    )
    called = sorted(name for _plain, _score, name in found)
    if called:
        yield from _ids(session, select(Service.id).where(is_public(today), Service.name.in_(called)))


def _by_contact(session: Session, entered: Profile, today: date) -> Iterator[UUID]:
    shown = select(Service.id).where(is_public(today)).limit(OTHERS_LOOKED_AT)
    if entered.phones:
        ends = [_digits(Phone.number).like(f"%{number[-DIGITS_COMPARED:]}") for number in sorted(entered.phones)]
        yield from _ids(session, shown.join(Phone, Phone.service_id == Service.id).where(or_(*ends)))
    if entered.emails:
        yield from _ids(session, shown.where(func.lower(Service.email).in_(sorted(entered.emails))))
    if entered.pages:
        addresses = [Service.url.icontains(site, autoescape=True) for site in sorted(sites(entered.pages))]
        yield from _ids(session, shown.where(or_(*addresses)))
    if runs := _organizations(entered):
        known = shown.join(Organization, Organization.id == Service.organization_id)
        numbers = OrganizationIdentifier.organization_id == Organization.id
        yield from _ids(session, known.outerjoin(OrganizationIdentifier, numbers).where(or_(*runs)))


def _organizations(entered: Profile) -> list[ColumnElement[bool]]:
    table = OrganizationIdentifier
    found = [
        and_(table.identifier_scheme == scheme, table.identifier == number)
        for scheme, number in sorted(entered.identifiers)
    ]
    if entered.organization:
        found.append(func.lower(Organization.name) == entered.organization.lower())
    return found


def _by_place(session: Session, entered: Profile, today: date) -> Iterator[UUID]:
    near: list[ColumnElement[bool]] = []
    for latitude, longitude in entered.spots:
        south, west, north, east = bounding_box(latitude, longitude, NEAR_M)
        near.append(and_(Location.latitude.between(south, north), Location.longitude.between(west, east)))
    written = [*entered.postcodes, *(f"{code[:-3]} {code[-3:]}" for code in entered.postcodes)]
    if written:
        near.append(Address.postal_code.in_(sorted(written)))
    if near:
        query = (
            select(Service.id)
            .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
            .join(Location, Location.id == ServiceAtLocation.location_id)
            .outerjoin(Address, Address.location_id == Location.id)
            .where(is_public(today), Location.address_visibility == AddressVisibility.FULL, or_(*near))
        )
        yield from _ids(session, query.limit(OTHERS_LOOKED_AT))


def _digits(column: Any) -> Any:
    """A number without what people put between its digits, on every kind of database."""
    for between in (" ", "-", "(", ")", "."):
        column = func.replace(column, between, "")
    return column


def _ids(session: Session, query: Select[Any]) -> Sequence[UUID]:
    return session.scalars(query.distinct().order_by(Service.id)).all()
