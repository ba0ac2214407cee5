"""The tables of unmet need and gaps."""

from directory.needs.models.cases import FlagImport, GapAction, GapCase, GapListing, ProviderReturn
from directory.needs.models.flags import FlagLink, ListingOpening, Promise, UnmetNeed

__all__ = [
    "FlagImport",
    "FlagLink",
    "GapAction",
    "GapCase",
    "GapListing",
    "ListingOpening",
    "Promise",
    "ProviderReturn",
    "UnmetNeed",
]
