"""Every page of the provider's side, on one blueprint. One file a resource."""

from directory.referrals.answering import account_routes, inbox_routes, link_routes
from directory.referrals.answering.blueprint import blueprint

__all__ = ["account_routes", "blueprint", "inbox_routes", "link_routes"]
