"""Every page of this room, on one blueprint. One file a resource."""

from directory.insight.gap_cases import case_routes, list_routes, listing_routes, load_routes, story_routes
from directory.insight.gap_cases.blueprint import blueprint

__all__ = ["blueprint", "case_routes", "list_routes", "listing_routes", "load_routes", "story_routes"]
