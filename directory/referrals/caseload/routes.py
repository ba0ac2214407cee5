"""Every page of this room, on one blueprint. One file a resource."""

from directory.referrals.caseload import list_routes, sample_routes, team_routes
from directory.referrals.caseload.blueprint import blueprint

__all__ = ["blueprint", "list_routes", "sample_routes", "team_routes"]
