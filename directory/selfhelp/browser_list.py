"""The list of the browser that is asking: its key travels in a cookie that is set when something is first saved."""

from uuid import UUID

from flask import g, request
from werkzeug import Response
from werkzeug.urls import iri_to_uri

from directory import clock
from directory.extensions import db
from directory.selfhelp.assisting import Assisted
from directory.selfhelp.models import Shortlist
from directory.selfhelp.operations import KEPT, start_shortlist
from directory.selfhelp.queries import shortlist_of
from directory.selfhelp.return_paths import NOTE, NOTES

COOKIE = "__Host-shortlist"


def my_shortlist() -> Shortlist | None:
    """This browser's list, if it has one. Asks the database only when the cookie is there, and once a request."""
    if "shortlist" not in g:
        key = request.cookies.get(COOKIE)
        g.shortlist = db.session.scalars(shortlist_of(key, clock.now())).first() if key else None
    found: Shortlist | None = g.shortlist
    return found


def my_or_new_shortlist() -> tuple[Shortlist, str | None]:
    """This browser's list, or a new one with the key to be remembered."""
    shortlist = my_shortlist()
    if shortlist is not None:
        return shortlist, None
    g.shortlist, key = start_shortlist(db.session(), at=clock.now())
    return g.shortlist, key


def new_shortlist_with(assisted: Assisted) -> tuple[Shortlist, str]:
    """A list made with somebody is theirs alone: it never joins what is in this browser already."""
    g.shortlist, key = start_shortlist(db.session(), at=clock.now(), assisted=assisted)
    return g.shortlist, key


def remember(response: Response, key: str | None) -> Response:
    """Keep the list's key in this browser, for as long as the list is kept."""
    key = key or request.cookies.get(COOKIE)
    if key:
        _set(response, key, int(KEPT.total_seconds()))
    return response


def forget(response: Response) -> Response:
    """Take the key out of this browser."""
    _set(response, "", 0)
    return response


def is_kept(service_id: UUID) -> bool:
    """Whether a listing is on this browser's list."""
    shortlist = my_shortlist()
    return shortlist is not None and any(item.service_id == service_id for item in shortlist.items)


def shortlist_count() -> int:
    """How many listings this browser's list holds."""
    shortlist = my_shortlist()
    return len(shortlist.items) if shortlist else 0


def shortlist_note() -> str | None:
    """What the last step did, for the top of the page that follows it."""
    return NOTES.get(request.args.get(NOTE, ""))


def this_page() -> str:
    """The path and query of this page, for a form that leads back to it."""
    return iri_to_uri(request.full_path.rstrip("?"))


def _set(response: Response, key: str, seconds: int) -> None:
    response.set_cookie(COOKIE, key, max_age=seconds, path="/", secure=True, httponly=True, samesite="Lax")
