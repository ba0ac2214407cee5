"""Every page of those who run something, on one blueprint. One file a resource."""

from directory.moderation.providing.blueprint import blueprint
from directory.moderation.providing.claims import routes as claims
from directory.moderation.providing.claims import staff_routes as cases
from directory.moderation.providing.edits import routes as edits
from directory.moderation.providing.ending import routes as ending
from directory.moderation.providing.home import routes as home
from directory.moderation.providing.quarterly import routes as quarterly
from directory.moderation.providing.trust import routes as trust

__all__ = ["blueprint", "cases", "claims", "edits", "ending", "home", "quarterly", "trust"]
