"""Every page of this room, on one blueprint. One file a resource."""

from directory.referrals.following import referral_routes, task_routes
from directory.referrals.following.blueprint import blueprint

__all__ = ["blueprint", "referral_routes", "task_routes"]
