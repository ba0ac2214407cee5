"""A slow, plain answer to the same questions: one document at a time, from the documents themselves."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from directory.geo.distance import distances_m
from directory.geo.point import METRES_IN_A_MILE
from directory.search.documents import SearchDocument
from directory.search.documents.record import Reach
from directory.search.index.schema import FIELDS
from directory.search.understanding.synonyms import stems
from tests.search.conftest import Somewhere

REMOTE = {"phone", "video", "online", "post"}


def has_word(document: SearchDocument, word: str) -> bool:
    """Whether some field has the word."""
    return any(set(stems(word)) <= set(stems(document.texts.get(each.name, ""))) for each in FIELDS)


def keeps(document: SearchDocument, key: str, values: Sequence[str], at: datetime) -> bool:
    """Whether a filter with these values keeps the document."""
    facets = document.facets
    if key == "access":
        return set(values) <= facets["access"]
    if key == "for":
        return bool(facets["for_open"]) or bool(set(values) & facets["for"])
    if key == "age":
        age = int(values[0])
        return document.minimum_age <= age and (document.maximum_age < 0 or age <= document.maximum_age)
    if key in ("day", "time"):
        return any(value in slot.split("-") for slot in facets["slot"] for value in values)
    return bool(set(values) & facets[key])


def is_local(document: SearchDocument, place: Somewhere, miles: int, known_areas: Iterable[str]) -> bool:
    """Whether a search within some miles of a place keeps the document."""
    if metres_to(document, place) <= miles * METRES_IN_A_MILE or set(document.areas) & set(known_areas):
        return True
    says_nothing = not document.reach & Reach.AREAS_GIVEN
    if not says_nothing:
        return False
    if document.facets["how"] & REMOTE or document.reach & Reach.HIDDEN or not document.venues:
        return True
    visits = bool(document.facets["how"] & {"home", "outreach"})
    return visits and metres_to(document, place) <= 50 * METRES_IN_A_MILE


def metres_to(document: SearchDocument, place: Somewhere) -> float:
    """To its nearest venue."""
    away = [
        float(distances_m(place.point.latitude, place.point.longitude, [venue.latitude], [venue.longitude])[0])
        for venue in document.venues
    ]
    return min(away, default=float("inf"))
