"""Toilets and places to sit: amenities that are listed for it, and places where they are known to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from directory.geo.distance import bounding_box, distances_m
from directory.geo.point import Point
from directory.listings.codes import AddressVisibility, AssetType, Feature, Known
from directory.listings.models import Accessibility, Location, Service, ServiceAtLocation

TOILETS = (Feature.ACCESSIBLE_TOILET, Feature.CHANGING_PLACES)
SOUGHT = (*TOILETS, Feature.SEATING)


@dataclass(frozen=True)
class Amenity:
    """One place. `features` are those known to be there; a listed amenity may be known by its name alone."""

    latitude: float
    longitude: float
    name: str
    address: str
    features: tuple[Feature, ...]

    @property
    def has_toilet(self) -> bool:
        """Whether a toilet is known there, by what somebody recorded or by what it is called."""
        return bool(set(TOILETS) & set(self.features)) or "toilet" in self.name.casefold()

    @property
    def words(self) -> str:
        """ "Accessible toilet, seats and places to rest"."""
        labels = [feature.label for feature in self.features]
        named = Feature.CHANGING_PLACES.label  # a name keeps its capitals
        return ", ".join(
            label if number == 0 or label == named else label[:1].lower() + label[1:]
            for number, label in enumerate(labels)
        )


def amenities_round(
    session: Session, here: Point, metres: float, rule: ColumnElement[bool], *, most: int
) -> list[Amenity]:
    """The nearest within a distance; `rule` says which listings may be seen."""
    box = bounding_box(here.latitude, here.longitude, metres)
    found = {each.address: each for each in (*_venues(session, box, rule), *_listed(session, box, rule))}
    amenities = [each for each in found.values() if each.features or each.has_toilet or "bench" in each.name.casefold()]
    if not amenities:
        return []
    away = distances_m(
        here.latitude, here.longitude, [each.latitude for each in amenities], [each.longitude for each in amenities]
    ).tolist()
    near = sorted(
        (pair for pair in zip(away, amenities, strict=True) if pair[0] <= metres),
        key=lambda pair: (pair[0], pair[1].name),
    )
    return [amenity for _, amenity in near[:most]]


def _listed(session: Session, box: tuple[float, ...], rule: ColumnElement[bool]) -> Iterable[Amenity]:
    """Amenities with a page of their own."""
    rows = session.execute(
        _placed(box)
        .add_columns(Service.id.label("service_id"), Service.name.label("service_name"))
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .where(Service.asset_type == AssetType.PUBLIC_AMENITY, rule)
    ).all()
    places = _features(session, Accessibility.location_id, {row.id for row in rows})
    own = _features(session, Accessibility.service_id, {row.service_id for row in rows})
    for row in rows:
        features = _in_order(places.get(row.id, set()) | own.get(row.service_id, set()))
        yield Amenity(row.latitude, row.longitude, row.service_name, f"/listings/{row.service_id}", features)


def _venues(session: Session, box: tuple[float, ...], rule: ColumnElement[bool]) -> Iterable[Amenity]:
    """Places with something public on, where somebody recorded a toilet or seats."""
    is_shown = exists().where(
        ServiceAtLocation.location_id == Location.id,
        Service.id == ServiceAtLocation.service_id,
        Service.asset_type != AssetType.PUBLIC_AMENITY,
        rule,
    )
    rows = session.execute(_placed(box).where(is_shown, Location.name.is_not(None))).all()
    known = _features(session, Accessibility.location_id, {row.id for row in rows})
    for row in rows:
        if row.id in known:
            yield Amenity(row.latitude, row.longitude, row.name, f"/venues/{row.id}", _in_order(known[row.id]))


def _placed(box: tuple[float, ...]) -> Any:
    south, west, north, east = box
    return select(Location.id, Location.name, Location.latitude, Location.longitude).where(
        Location.address_visibility == AddressVisibility.FULL,
        Location.latitude.between(south, north),
        Location.longitude.between(west, east),
    )


def _features(session: Session, of: Any, ids: set[UUID]) -> dict[UUID, set[Feature]]:
    known: dict[UUID, set[Feature]] = {}
    query = select(of, Accessibility.feature).where(
        of.in_(ids), Accessibility.feature.in_(SOUGHT), Accessibility.value == Known.YES
    )
    for owner, feature in session.execute(query):
        known.setdefault(owner, set()).add(feature)
    return known


def _in_order(features: set[Feature]) -> tuple[Feature, ...]:
    return tuple(feature for feature in SOUGHT if feature in features)
