"""Which choices each filter offers in a generation: closed lists whole, open ones as far as listings use them."""

from directory.db import Coded
from directory.geo.models import AreaType
from directory.listings.codes import AssetType, CommissioningStatus, CostType, DeliveryMode, Feature, Tier
from directory.listings.languages import language_name
from directory.search.catalogue import Catalogue, Choice
from directory.search.documents import Library
from directory.search.documents.areas import AreaBook
from directory.search.documents.meanings import COHORTS, NEEDS
from directory.search.filters.times import SLOTS

#: Access features asked for most come first; the first visit and transport have filters of their own.
_OWN_FILTERS = frozenset({Feature.FIRST_VISIT_BUDDY, Feature.TRANSPORT_PROVIDED})


def catalogue_of(library: Library) -> Catalogue:
    """All choices of the filters whose choices are data."""
    return Catalogue(
        {
            "need": library.meanings.choices(NEEDS),
            "for": library.meanings.choices(COHORTS),
            "type": _coded(AssetType),
            "cost": tuple(choice for choice in _coded(CostType) if choice.value != CostType.UNKNOWN),
            "how": _coded(DeliveryMode),
            "access": tuple(choice for choice in _coded(Feature) if choice.value not in _OWN_FILTERS),
            "slot": SLOTS,
            "tier": _coded(Tier),
            "status": _coded(CommissioningStatus),
            "language": _languages(library),
            "area": _areas(library),
        }
    )


def _coded(kind: type[Coded]) -> tuple[Choice, ...]:
    return tuple(Choice(member.value, member.label) for member in kind)


def _used(library: Library, key: str) -> set[str]:
    return {code for document in library.documents for code in document.facets.get(key, ()) if code != "?"}


def _languages(library: Library) -> tuple[Choice, ...]:
    named = [Choice(code, language_name(code)) for code in _used(library, "language")]
    return tuple(sorted(named, key=lambda choice: choice.label))


def _areas(library: Library) -> tuple[Choice, ...]:
    named = [_area(code, library.areas) for code in _used(library, "area") if code in library.areas.by_code]
    return tuple(sorted(named, key=lambda choice: (choice.group or "", choice.label)))


def _area(code: str, areas: AreaBook) -> Choice:
    area = areas.by_code[code]
    parent = areas.parent(area)
    is_county = area.area_type is AreaType.COUNTY
    return Choice(code, area.name, area.name if is_county or parent is None else parent.name)
