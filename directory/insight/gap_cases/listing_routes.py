"""The listings that came of a gap: found by name, linked, taken off again."""

from uuid import UUID

from flask import render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db
from directory.insight.gap_cases.blueprint import blueprint
from directory.insight.gap_cases.case_routes import action_of, back, case_called
from directory.needs.cases import operations, queries
from directory.needs.models import GapAction, GapCase
from directory.web.access import access
from directory.web.loading import one_or_404


@blueprint.get("/gaps/<reference>/listings")
@access(Permission.CLOSE_GAPS)
def listings(reference: str) -> str:
    """Find the listing that came of it."""
    return _search_page(case_called(reference), url_for("gaps.listings", reference=reference))


@blueprint.post("/gaps/<reference>/listings")
@access(Permission.CLOSE_GAPS)
def linking(reference: str) -> Response:
    """This one did."""
    found = case_called(reference)
    listing = one_or_404(queries.listing(acting(), _sent(), clock.today()))
    operations.link(db.session(), found, listing.id, by=acting(), at=clock.now())
    return back(found)


@blueprint.get("/gaps/<reference>/actions/<uuid:action>/listing")
@access(Permission.CLOSE_GAPS)
def brought(reference: str, action: UUID) -> str:
    """Find the listing that an action brought."""
    found = case_called(reference)
    one = action_of(found, action)
    return _search_page(found, url_for("gaps.brought", reference=reference, action=action), one)


@blueprint.post("/gaps/<reference>/actions/<uuid:action>/listing")
@access(Permission.CLOSE_GAPS)
def bringing(reference: str, action: UUID) -> Response:
    """It brought this one, and is done."""
    found = case_called(reference)
    one = action_of(found, action)
    listing = one_or_404(queries.listing(acting(), _sent(), clock.today()))
    operations.finish_with(db.session(), found, one, listing.id, by=acting(), at=clock.now())
    return back(found)


@blueprint.post("/gaps/<reference>/listings/removal")
@access(Permission.CLOSE_GAPS)
def unlinking(reference: str) -> Response:
    """It did not after all."""
    found = case_called(reference)
    operations.unlink(db.session(), found, _sent(), by=acting(), at=clock.now())
    return back(found)


def _search_page(found: GapCase, address: str, action: GapAction | None = None) -> str:
    words = request.args.get("name", "").strip()[:100]
    shown = queries.listings_called(db.session(), acting(), words, clock.today()) if words else ()
    return render_template(
        "gaps/listings.html", case=found, action=action, address=address, words=words, listings=shown
    )


def _sent() -> UUID:
    try:
        return UUID(request.form.get("listing", ""))
    except ValueError:
        raise NotVisible("There is no such listing.") from None
