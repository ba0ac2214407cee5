"""The features, low layers first. Only the application factory imports this."""

from directory import (
    accounts,
    audit,
    geo,
    insight,
    jobs,
    listings,
    moderation,
    needs,
    notifications,
    openreferral,
    referrals,
    search,
    selfhelp,
    taxonomy,
)
from directory.feature import Feature

FEATURES: tuple[Feature, ...] = (
    audit.feature,
    notifications.feature,
    taxonomy.feature,
    geo.feature,
    accounts.feature,
    listings.feature,
    search.feature,
    moderation.feature,
    selfhelp.feature,
    referrals.feature,
    needs.feature,
    insight.feature,
    openreferral.feature,
    jobs.feature,
)
