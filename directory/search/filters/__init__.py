"""The one registry of filters. Forms, chips, counts, URLs, the API and docs/search-in-detail.md all read it."""

from enum import StrEnum

from directory.accounts.roles import Permission
from directory.search.filters.base import FacetFilter, Filter, FlagFilter, Kind, Selected, View
from directory.search.filters.facts import AccessFilter, AgeFilter, DistanceFilter, VerifiedFilter
from directory.search.filters.times import DAYS, PARTS, OpenNowFilter, SlotFilter
from directory.web.access import Audience

__all__ = ["FILTERS", "Filter", "Kind", "Selected", "View", "counted_for", "filter_named", "filters_for"]

FILTERS: tuple[Filter, ...] = (
    FacetFilter("need", "What would help", "Choose one or more"),
    DistanceFilter("radius", "How far to look", "Help by phone, online or at home always shows", sentence="Within {}"),
    FacetFilter("for", "Who it is for", "Things open to everyone always show", sentence="For: {}", also="for_open"),
    AgeFilter("age", "Age of the person", "Listings that give no age stay, and say so", kind=Kind.SINGLE),
    SlotFilter("day", "Day", own=DAYS, other=PARTS, other_key="time", sentence="On {}"),
    SlotFilter("time", "Time of day", own=PARTS, other=DAYS, other_key="day"),
    OpenNowFilter("open", "Open now"),
    FacetFilter("cost", "Cost", "Where the cost is not known we say so"),
    FacetFilter("how", "How help reaches you"),
    AccessFilter("access", "Access and welcome", "Only places known to have it", kind=Kind.ALL_OF),
    FlagFilter("meet", "Someone will meet you the first time"),
    FlagFilter("transport", "Transport provided"),
    FacetFilter("language", "Language spoken", sentence="Speaks {}"),
    FacetFilter("type", "Kind of help"),
    FacetFilter("area", "Council area", "Based there or covering it", sentence="In {}", also="area_wide"),
    VerifiedFilter("verified", "Last checked", kind=Kind.SINGLE),
    FacetFilter("tier", "Form of prevention", audience=Permission.SEE_PROFESSIONAL, sentence="Tier: {}"),
    FacetFilter("status", "Who stands behind it", audience=Permission.SEE_PROFESSIONAL),
    FacetFilter("scale", "For how many at once", audience=Permission.SEE_PROFESSIONAL),
    FacetFilter("sector", "Sector", "Of the organisation that runs it", audience=Permission.SEE_PROFESSIONAL),
)
_BY_KEY = {each.key: each for each in FILTERS}


def filter_named(key: str) -> Filter | None:
    """The filter with this key, if there is one."""
    return _BY_KEY.get(key)


_FOR_EVERYONE = tuple(each for each in FILTERS if each.audience is Audience.EVERYONE)
#: The same without the distance, which is no set of documents.
_COUNTED, _COUNTED_FOR_EVERYONE = (
    tuple(each for each in filters if not isinstance(each, DistanceFilter)) for filters in (FILTERS, _FOR_EVERYONE)
)


def filters_for(audience: StrEnum) -> tuple[Filter, ...]:
    """The filters this audience may use, in page order."""
    return FILTERS if audience is Permission.SEE_PROFESSIONAL else _FOR_EVERYONE


def counted_for(audience: StrEnum) -> tuple[Filter, ...]:
    """Those of them whose choices are counted in one pass."""
    return _COUNTED if audience is Permission.SEE_PROFESSIONAL else _COUNTED_FOR_EVERYONE
