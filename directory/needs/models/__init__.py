"""The tables of unmet need and gaps."""

from directory.needs.models.cases import FlagImport, GapAction, GapCase, GapListing, ProviderReturn
from directory.needs.models.flags import FlagLink, ListingOpening, Promise, UnmetNeed
from directory.needs.models.panels import CasePanel, PanelCase

__all__ = [
    "CasePanel",
    "FlagImport",
    "FlagLink",
    "GapAction",
    "GapCase",
    "GapListing",
    "ListingOpening",
    "PanelCase",
    "Promise",
    "ProviderReturn",
    "UnmetNeed",
]
