"""Which choices each filter offers in a generation: closed lists whole, open ones as far as listings use them."""

from collections.abc import Iterable, Mapping

from directory.db import Coded
from directory.geo.models import AreaType
from directory.listings.codes import (
    AssetType,
    CommissioningStatus,
    CostType,
    DeliveryMode,
    DeliveryScale,
    Feature,
    Sector,
    Tier,
)
from directory.listings.languages import language_name
from directory.listings.tier_words import TIER_TERMS
from directory.search.catalogue import BECAME, Catalogue, Choice
from directory.search.documents.areas import AreaBook
from directory.search.documents.facts import UNKNOWN
from directory.search.documents.meanings import COHORTS, NEEDS, Meanings
from directory.search.filters.times import SLOTS

#: Access features asked for most come first; the first visit and transport have filters of their own.
_OWN_FILTERS = frozenset({Feature.FIRST_VISIT_BUDDY, Feature.TRANSPORT_PROVIDED})


def catalogue_with(meanings: Meanings, areas: AreaBook, used: Mapping[str, Iterable[str]]) -> Catalogue:
    """All choices of the filters whose choices are data; `used` are the codes that listings carry, by facet."""
    return Catalogue(
        {
            "need": meanings.choices(NEEDS),
            BECAME: tuple(Choice(code, today) for code, today in sorted(meanings.became.items())),
            "for": meanings.choices(COHORTS),
            "type": _coded(AssetType),
            "cost": tuple(choice for choice in _coded(CostType) if choice.value != CostType.UNKNOWN),
            "how": _coded(DeliveryMode),
            "access": tuple(choice for choice in _coded(Feature) if choice.value not in _OWN_FILTERS),
            "slot": SLOTS,
            "tier": tuple(Choice(tier.value, f"{tier.label} ({TIER_TERMS[tier]})") for tier in Tier),
            "status": _coded(CommissioningStatus),
            "scale": _coded(DeliveryScale),
            "sector": _coded(Sector),
            "language": _languages(used.get("language", ())),
            "area": _areas(used.get("area", ()), areas),
        }
    )


def _in_order(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: (choice.group or "", choice.label, choice.value)))


def _coded(kind: type[Coded]) -> tuple[Choice, ...]:
    return tuple(Choice(member.value, member.label) for member in kind)


def _languages(used: Iterable[str]) -> tuple[Choice, ...]:
    return _in_order(Choice(code, language_name(code)) for code in used if code != UNKNOWN)


def _areas(used: Iterable[str], areas: AreaBook) -> tuple[Choice, ...]:
    return _in_order(_area(code, areas) for code in used if code in areas.by_code)


def _area(code: str, areas: AreaBook) -> Choice:
    area = areas.by_code[code]
    parent = areas.parent(area)
    is_county = area.area_type is AreaType.COUNTY
    return Choice(code, area.name, area.name if is_county or parent is None else parent.name)
