"""What is on this browser's list: saving, taking off, putting in order. Each answer leads back with a note."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.listings.policy import visible_to
from directory.selfhelp.browser_list import my_or_new_shortlist, my_shortlist, remember
from directory.selfhelp.models import Shortlist
from directory.selfhelp.operations import move_service, remove_service, save_service
from directory.selfhelp.return_paths import local_path, with_note
from directory.selfhelp.routes.blueprint import blueprint, if_changing
from directory.web.access import Audience, access
from directory.web.loading import get_or_404
from directory.web.origin import stateless_form


@blueprint.post("/shortlist/items")
@access(Audience.EVERYONE)
@stateless_form
@if_changing
def save_item() -> Response:
    """Put a listing on this browser's list; the first one starts the list."""
    service = get_or_404(visible_to(None, clock.today()), _asked_service())
    shortlist, key = my_or_new_shortlist()
    try:
        note = "saved" if save_service(db.session(), shortlist, service, at=clock.now()) else "already"
    except RuleBroken:
        return redirect(with_note(url_for(".shortlist"), "full"), 303)
    return remember(_back(note), key)


@blueprint.post("/shortlist/items/<uuid:service_id>/removal")
@access(Audience.EVERYONE)
@stateless_form
@if_changing
def remove_item(service_id: UUID) -> Response:
    """Take a listing off this browser's list."""
    remove_service(db.session(), _mine(), service_id, at=clock.now())
    return remember(_back("removed"), None)


@blueprint.post("/shortlist/items/<uuid:service_id>/position")
@access(Audience.EVERYONE)
@stateless_form
@if_changing
def position(service_id: UUID) -> Response:
    """Move a listing one place up or down."""
    move_service(db.session(), _mine(), service_id, up=request.form.get("direction") != "down", at=clock.now())
    return remember(_back("moved", f"#listing-{service_id}"), None)


def _mine() -> Shortlist:
    shortlist = my_shortlist()
    if shortlist is None:
        raise NotVisible("This browser has no list any more. Save a listing to start a new one.")
    return shortlist


def _asked_service() -> UUID:
    try:
        return UUID(request.form.get("service_id", ""))
    except ValueError:
        raise NotVisible("There is no such listing. Go back and choose it again.") from None


def _back(note: str, fragment: str = "") -> Response:
    path = local_path(request.form.get("back"), url_for(".shortlist"))
    return redirect(with_note(path, note) + fragment, 303)
