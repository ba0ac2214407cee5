"""Pages for people who help themselves: lists, sheets, life events, the self-check. One file a resource."""

from directory.selfhelp.routes import items, life_events, practice_packs, searches, self_check, sheets, shortlists
from directory.selfhelp.routes.blueprint import blueprint

__all__ = ["blueprint", "items", "life_events", "practice_packs", "searches", "self_check", "sheets", "shortlists"]
