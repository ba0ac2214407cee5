"""Pages for people who help themselves: lists, printed sheets, life events. One file a resource, one blueprint."""

from directory.selfhelp.routes import items, life_events, sheets, shortlists
from directory.selfhelp.routes.blueprint import blueprint

__all__ = ["blueprint", "items", "life_events", "sheets", "shortlists"]
