"""The features, low layers first. Only the application factory imports this."""

from directory import geo, listings, moderation, openreferral, search, selfhelp, taxonomy
from directory.feature import Feature

FEATURES: tuple[Feature, ...] = (
    taxonomy.feature,
    geo.feature,
    listings.feature,
    search.feature,
    moderation.feature,
    selfhelp.feature,
    openreferral.feature,
)
