"""Turns what a person types as a place into a point on the map. Everything is looked up here; nothing is sent out."""

import re

from sqlalchemy.orm import Session

from directory.geo import queries
from directory.geo.aliases import aliases
from directory.geo.answers import Answer, Choice, Found, NotFound, PlaceOption
from directory.geo.areas import AreaRef, areas_containing
from directory.geo.distance import bounding_box, distances_m
from directory.geo.folding import fold
from directory.geo.known_places import known_place
from directory.geo.place_lookup import find_place, label, option
from directory.geo.point import METRES_IN_A_MILE, Point
from directory.geo.postcode_lookup import find_postcode, find_slip
from directory.geo.postcode_words import read_postcode

__all__ = [
    "Answer",
    "AreaRef",
    "Choice",
    "Found",
    "NotFound",
    "PlaceOption",
    "Point",
    "areas_containing",
    "nearest_places",
    "resolve_place",
    "suggest",
]

LONGEST = 100  # letters; the longest place name in Britain has 58
_COORDINATES = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*")
#: South, west, north, east of the United Kingdom with its islands.
UNITED_KINGDOM = (49.8, -8.7, 61.0, 1.9)
NEAR_DECIMALS = 3


def resolve_place(session: Session, words: str) -> Answer:
    """The place these words name. Answers for any words whatever; never raises for what was typed."""
    asked = " ".join(words.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ").split())
    if not asked:
        return NotFound("", "Type a postcode, town or village")
    if len(asked) > LONGEST:
        return NotFound(asked[:LONGEST], "Type a shorter place: a postcode, town or village")
    if coordinates := _COORDINATES.fullmatch(asked):
        return _here(session, asked, float(coordinates[1]), float(coordinates[2]))
    return known_place(session, asked, _named)


def _named(session: Session, asked: str) -> Answer:
    meant = aliases().get(fold(asked), asked)  # a village that no list has may lead to its postcodes
    postcode = read_postcode(meant)
    if postcode is not None:
        return find_postcode(session, asked, postcode)
    if any(letter.isdigit() for letter in asked) and (slip := find_slip(session, asked)):
        return slip
    return find_place(session, meant)


def _here(session: Session, words: str, latitude: float, longitude: float) -> Found | NotFound:
    south, west, north, east = UNITED_KINGDOM
    if not (south <= latitude <= north and west <= longitude <= east):
        return NotFound(words, "That point is not in the United Kingdom. Type a postcode, town or village instead")
    point = Point(latitude, longitude).rounded(NEAR_DECIMALS)
    areas = tuple(ref.code for ref in areas_containing(session, point))
    return Found("your location", point, "point", exact=False, areas=areas)


def nearest_places(session: Session, point: Point, limit: int = 5, *, miles: float = 15) -> list[PlaceOption]:
    """Towns and villages around a point, nearest first."""
    places = queries.places_within(session, bounding_box(point.latitude, point.longitude, miles * METRES_IN_A_MILE))
    if not places:
        return []
    metres = distances_m(
        point.latitude, point.longitude, [place.latitude for place in places], [place.longitude for place in places]
    )
    ordered = sorted(zip(metres.tolist(), map(option, places), strict=True), key=lambda row: (row[0], row[1].label))
    return list({near.label: near for _, near in ordered}.values())[:limit]


def suggest(session: Session, prefix: str, limit: int = 8) -> list[str]:
    """Completions of what has been typed so far: part-postcodes, or places, the largest first."""
    typed = " ".join(prefix.split())[:LONGEST]
    if len(fold(typed)) < 2:
        return []
    if any(letter.isdigit() for letter in typed):
        return queries.zone_codes_starting(session, typed.upper())[:limit]
    places = queries.places_starting(session, fold(typed), limit * 2)
    return list(dict.fromkeys(label(place) for place in places))[:limit]
