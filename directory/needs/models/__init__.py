"""The tables of unmet need and gaps."""

from directory.needs.models.cases import FlagImport, GapAction, GapCase, GapListing, ProviderReturn
from directory.needs.models.flags import FlagLink, Promise, UnmetNeed

__all__ = [
    "FlagImport",
    "FlagLink",
    "GapAction",
    "GapCase",
    "GapListing",
    "Promise",
    "ProviderReturn",
    "UnmetNeed",
]
