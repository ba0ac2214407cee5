"""Searches on this browser's list: keeping one, taking one off."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from directory import clock
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.search.asking import asked, search
from directory.search.keepable import LONGEST_ARGUMENTS, KeepableSearch, keepable
from directory.selfhelp.browser_list import my_or_new_shortlist, my_shortlist, remember
from directory.selfhelp.operations import remove_search as take_off
from directory.selfhelp.operations import save_search as put_on
from directory.selfhelp.return_paths import local_path, read_arguments, with_note
from directory.selfhelp.routes.blueprint import blueprint, if_changing
from directory.web.access import Audience, access
from directory.web.origin import stateless_form

NOT_KEPT = "This search cannot be kept. Open the listings that may help and keep those instead."


@blueprint.post("/shortlist/searches")
@access(Audience.EVERYONE)
@stateless_form
@if_changing
def save_search() -> Response:
    """Put a search on this browser's list."""
    wanted = _asked_search()
    shortlist, key = my_or_new_shortlist()
    try:
        is_new = put_on(db.session(), shortlist, wanted.arguments, wanted.name, at=clock.now())
    except RuleBroken:
        return redirect(with_note(url_for(".shortlist"), "full_of_searches"), 303)
    back = local_path(request.form.get("back"), url_for(".shortlist"))
    return remember(redirect(with_note(back, "search_saved" if is_new else "search_already"), 303), key)


@blueprint.post("/shortlist/searches/<uuid:search_id>/removal")
@access(Audience.EVERYONE)
@stateless_form
@if_changing
def remove_search(search_id: UUID) -> Response:
    """Take a search off this browser's list; one that is not there is off already."""
    mine = my_shortlist()
    if mine is None:
        raise NotVisible("This browser has no list any more. Keep something to start a new one.")
    take_off(db.session(), mine, search_id, at=clock.now())
    return remember(redirect(with_note(url_for(".shortlist"), "removed"), 303), None)


def _asked_search() -> KeepableSearch:
    """The search that was sent, read anew: what may not be kept is not kept, whatever the form says."""
    given = iri_to_uri(request.form.get("arguments", ""))[: LONGEST_ARGUMENTS * 2]
    wanted = asked(MultiDict(read_arguments(given)))
    found = keepable(wanted, search(wanted).chips)
    if found is None:
        raise RuleBroken(None, NOT_KEPT)
    return found
