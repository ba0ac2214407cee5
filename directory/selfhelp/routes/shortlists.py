"""Lists as pages: this browser's own, and any list by its code."""

from flask import make_response, redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.errors import NotVisible
from directory.extensions import db
from directory.listings.cards import cards
from directory.selfhelp.browser_list import forget, my_or_new_shortlist, my_shortlist, remember
from directory.selfhelp.models import Shortlist
from directory.selfhelp.operations import copy_shortlist, keep_longer, throw_away
from directory.selfhelp.presenters import ListPage, list_page
from directory.selfhelp.queries import shortlist_called
from directory.selfhelp.return_paths import with_note
from directory.selfhelp.routes.blueprint import blueprint, if_changing, if_wrong
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.pages import absolute_url
from directory.web.qr import qr_svg
from directory.web.spoken_codes import as_written

NO_SUCH_LIST = "No list has this code. It may be mistyped, or nobody used the list for 90 days and it was deleted."


@blueprint.get("/shortlist")
@access(Audience.EVERYONE)
def shortlist() -> Response:
    """What this browser has saved."""
    mine = my_shortlist()
    page = shown(mine) if mine else None
    qr = qr_svg(page.link, "QR code of the address of this list") if page else None
    return kept_private(render_template("selfhelp/shortlist.html", page=page, qr=qr, active="shortlist"))


@blueprint.get("/shortlists")
@access(Audience.EVERYONE)
@if_wrong
def shortlists() -> Response:
    """Find a list by the code somebody read out."""
    found = by_code(request.args.get("code", ""))
    return redirect(url_for(".shared_shortlist", code=found.code), 303)


@blueprint.get("/shortlists/<code>")
@access(Audience.EVERYONE)
@if_wrong
def shared_shortlist(code: str) -> Response:
    """A list somebody shared; only its owner's browser can change it."""
    found = by_code(code)
    mine = my_shortlist()
    is_mine = mine is not None and mine.id == found.id
    return kept_private(render_template("selfhelp/shared_shortlist.html", page=shown(found), is_mine=is_mine))


@blueprint.post("/shortlists/<code>/copies")
@access(Audience.EVERYONE)
@stateless_form
@if_changing
@if_wrong
def copies(code: str) -> Response:
    """Make it mine: copy a shared list to this browser's own."""
    found = by_code(code)
    mine, key = my_or_new_shortlist()
    copy_shortlist(db.session(), found, mine, at=clock.now())
    return remember(redirect(with_note(url_for(".shortlist"), "copied"), 303), key)


@blueprint.post("/shortlist/renewal")
@access(Audience.EVERYONE)
@stateless_form
@if_changing
def renewal() -> Response:
    """Keep this browser's list for another 90 days."""
    mine = my_shortlist()
    if mine:
        keep_longer(mine, at=clock.now())
    return remember(redirect(with_note(url_for(".shortlist"), "kept"), 303), None)


@blueprint.post("/shortlist/removal")
@access(Audience.EVERYONE)
@stateless_form
@if_changing
def removal() -> Response:
    """Delete this browser's list, and the cookie."""
    mine = my_shortlist()
    if mine:
        throw_away(db.session(), mine)
    return forget(redirect(with_note(url_for(".shortlist"), "forgotten"), 303))


def by_code(given: str) -> Shortlist:
    """The list with the code somebody typed, or 404."""
    code = as_written(given)
    found = db.session.scalars(shortlist_called(code, clock.now())).first() if code else None
    if found is None:
        raise NotVisible(NO_SUCH_LIST)
    return found


def shown(found: Shortlist) -> ListPage:
    """A list with what may be seen of its listings."""
    ids = [item.service_id for item in found.items]
    link = absolute_url("selfhelp.shared_shortlist", code=found.code)
    return list_page(found, cards(db.session(), ids, clock.now()), link=link)


def kept_private(page: str) -> Response:
    """A page that neither search engines nor the browser's disk should keep."""
    response = make_response(page)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
