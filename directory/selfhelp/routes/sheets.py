"""Paper: a list as a large-print sheet, and one listing as a leaflet."""

from collections.abc import Sequence
from uuid import UUID

from flask import make_response, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.errors import NotVisible
from directory.extensions import db
from directory.listings.presenters.facts import is_sensitive
from directory.listings.presenters.sheet import SheetEntry, sheet_entry
from directory.listings.queries.alternatives import needs_of
from directory.listings.queries.sheet import sheet_rows
from directory.selfhelp.presenters import made_with
from directory.selfhelp.routes.blueprint import blueprint, if_wrong
from directory.selfhelp.routes.shortlists import by_code, kept_private
from directory.selfhelp.sketch_map import sketch_of
from directory.web.access import Audience, access
from directory.web.pages import absolute_url
from directory.web.qr import qr_svg

QUIET_TITLE = "Local information"  # what browsers print at the top of the page


@blueprint.get("/shortlists/<code>/sheet")
@access(Audience.EVERYONE)
@if_wrong
def sheet(code: str) -> Response:
    """A list for the fridge door."""
    found = by_code(code)
    entries = entries_of([item.service_id for item in found.items])
    shown = {entry.id for entry in entries}
    gone = [item.name for item in found.items if item.service_id not in shown]
    link = absolute_url("selfhelp.shared_shortlist", code=found.code)
    return kept_private(
        render_template(
            "selfhelp/sheet.html",
            heading="Help near you",
            entries=entries,
            sketch=sketch_of(db.session(), entries, is_numbered=True),
            gone=gone,
            searches=[search.name for search in found.searches],
            code=found.code,
            made_with=made_with(found),
            link=link,
            qr=qr_svg(link, "QR code of the address of this list"),
            printed_on=clock.today(),
            back=url_for(".shortlist"),
        )
    )


@blueprint.get("/listings/<uuid:service_id>/leaflet")
@access(Audience.EVERYONE)
def leaflet(service_id: UUID) -> Response:
    """One listing in large print. On a subject where discretion matters its name is not the title."""
    entries = entries_of([service_id])
    if not entries:
        raise NotVisible("There is nothing at this address.")
    path = f"/listings/{service_id}"
    quiet = is_sensitive(row.code for row in needs_of(db.session(), service_id))
    link = absolute_url(".leaflet", service_id=service_id).removesuffix("/leaflet")
    page = render_template(
        "selfhelp/sheet.html",
        heading=QUIET_TITLE if quiet else entries[0].name,
        entries=entries,
        sketch=sketch_of(db.session(), entries, is_numbered=False),
        gone=[],
        code="",
        quick_exit=quiet,
        link=link,
        qr=qr_svg(link, "QR code of the address of this listing"),
        printed_on=clock.today(),
        back=path,
    )
    return kept_private(page) if quiet else make_response(page)


def entries_of(ids: Sequence[UUID]) -> list[SheetEntry]:
    """What paper says of some listings, in their order; one that nobody may see any more is left out."""
    rows = sheet_rows(db.session(), ids, today=clock.today())
    return [sheet_entry(rows[service_id], at=clock.now()) for service_id in ids if service_id in rows]
