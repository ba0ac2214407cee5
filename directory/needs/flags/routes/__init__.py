"""The pages of flags; importing them fills the blueprint."""

from directory.needs.flags.blueprint import blueprint
from directory.needs.flags.routes import deciding, links, listing, missing, raising, short

__all__ = ["blueprint", "deciding", "links", "listing", "missing", "raising", "short"]
