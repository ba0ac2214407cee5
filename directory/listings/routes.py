"""Pages of the directory: a listing, a venue, an organisation, and the sitemap of all public listings."""

from datetime import date
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug import Response as BaseResponse

from directory import clock, signals
from directory.accounts.signed_in import signed_in
from directory.errors import NotVisible
from directory.extensions import db
from directory.geo.lookup import Found, resolve_place
from directory.listings import policy
from directory.listings.coverage import is_outside
from directory.listings.editing.part_rules import PICTURE_NAME
from directory.listings.editing.pictures import FOLDER
from directory.listings.models import Phone, Service
from directory.listings.presenters.contact import share_links
from directory.listings.presenters.facts import is_sensitive
from directory.listings.presenters.gone import present_gone
from directory.listings.presenters.listing import ListingView, present_listing, share_lines
from directory.listings.presenters.organization import present_organization
from directory.listings.presenters.structured_data import listing_data
from directory.listings.presenters.venue import VenueRows, present_venue
from directory.listings.queries import alternatives, places, sitemap
from directory.listings.queries.listing import Parts, addresses_of, days_off_of, parts_of, schedules_of
from directory.listings.queries.redirects import joined_to
from directory.web.access import Audience, access
from directory.web.loading import get_or_404
from directory.web.pages import absolute_url
from directory.web.qr import qr_svg

blueprint = Blueprint("listings", __name__)

REDIRECT_KEPT = "no-cache"  # joining two listings can be undone; without this browsers keep a 301 for good
QR_KEPT = "public, max-age=31536000, immutable"  # the code of an address never changes


@blueprint.get("/listings/<uuid:listing_id>")
@access(Audience.EVERYONE)
def listing(listing_id: UUID) -> ResponseReturnValue:
    """One listing; or, where it was public once, a page that says it is no longer listed."""
    at = clock.now()
    today = clock.local(at).date()
    try:
        service = get_or_404(policy.visible_to(signed_in(), today), listing_id)
    except NotVisible:
        return _joined(listing_id, today) or _no_longer_listed(get_or_404(policy.once_public(), listing_id))
    signals.listing_read.send(service_id=service.id, organization_id=service.organization_id)
    parts = parts_of(db.session(), service)
    view = present_listing(service, parts, at)
    url = absolute_url("listings.listing", listing_id=listing_id)
    response = make_response(
        render_template(
            "listings/listing.html",
            view=view,
            url=url,
            share=share_links(view.name, share_lines(view), url),
            data=listing_data(view, service, parts.costs, url, today),
            elsewhere=_outside(service, parts, view),
        )
    )
    if view.is_sensitive:
        response.headers["Cache-Control"] = "no-store"  # the Back button must not bring it up for the next person
    return response


@blueprint.get("/listings/<uuid:listing_id>/easy-read")
@access(Audience.EVERYONE)
def easy_read(listing_id: UUID) -> ResponseReturnValue:
    """One listing in short sentences, for people with a learning disability and anybody in a hurry."""
    at = clock.now()
    service = get_or_404(policy.visible_to(signed_in(), clock.local(at).date()), listing_id)
    view = present_listing(service, parts_of(db.session(), service), at)
    if not view.easy_read:
        raise NotVisible("Nobody has written this in Easy Read yet. The page about it has everything that is known.")
    response = make_response(render_template("listings/easy_read.html", view=view))
    if view.is_sensitive:
        response.headers["Cache-Control"] = "no-store"
    return response


def _joined(listing_id: UUID, today: date) -> BaseResponse | None:
    """The way to the listing that this one was joined to, for whoever could see this one and can see that one."""
    stands_for_it = joined_to(db.session(), listing_id)
    if stands_for_it is None:
        return None
    reader = signed_in()
    was_public = db.session.scalar(policy.once_public().where(Service.id == listing_id)) is not None
    target = db.session.scalar(policy.visible_to(reader, today).where(Service.id == stands_for_it))
    if target is None or not (was_public or policy.may_see_professional(reader)):
        return None
    address = url_for(".listing", listing_id=stands_for_it, near=request.args.get("near"))
    response = redirect(address, 301 if was_public else 302)
    response.headers["Cache-Control"] = REDIRECT_KEPT if was_public else "no-store"
    return response


def _outside(service: Service, parts: Parts, view: ListingView) -> dict[str, object] | None:
    """Where `?near=` names a place outside the areas served: the place, and the nearest listings that serve it."""
    near = request.args.get("near", "").strip()
    if not near or not parts.areas:
        return None
    place = resolve_place(db.session(), near)
    if not isinstance(place, Found):
        return None
    kinds = alternatives.area_types(db.session(), place.areas)
    if not is_outside(parts.areas, place.areas, kinds):
        return None
    found = alternatives.nearest_for_need(
        db.session(),
        view.needs[0][0] if view.needs else "",
        place.point,
        policy.is_public(clock.today()),
        without=service.id,
        areas=place.areas,
        limit=1,
    )
    return {"place": place.label, "found": found, "near": near}


def _no_longer_listed(service: Service) -> ResponseReturnValue:
    needs = alternatives.needs_of(db.session(), service.id)
    point = alternatives.point_of(db.session(), service.id)
    rule = policy.is_public(clock.today())
    found = (
        alternatives.nearest_for_need(db.session(), needs[0].code, point, rule, without=service.id)
        if needs and point
        else []
    )
    view = present_gone(service, needs, found)
    response = make_response(render_template("listings/gone.html", view=view), 410)
    if is_sensitive(row.code for row in needs):
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/listings/<uuid:listing_id>/qr.svg")
@access(Audience.EVERYONE)
def qr(listing_id: UUID) -> ResponseReturnValue:
    """The address of a listing as a QR code, for the printed page."""
    get_or_404(policy.visible_to(signed_in(), clock.today()), listing_id)
    code = qr_svg(absolute_url("listings.listing", listing_id=listing_id), "QR code of the address of this listing")
    response = Response(code, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = QR_KEPT
    return response


@blueprint.get("/pictures/<name>")
@access(Audience.EVERYONE)
def picture(name: str) -> ResponseReturnValue:
    """A picture of a listing. Its name is made of its content and cannot be guessed, so a draft's needs no guard."""
    if not PICTURE_NAME.match(name):
        raise NotVisible("There is no such picture.")
    folder = current_app.extensions["waypost_settings"].data_dir / FOLDER
    response = send_from_directory(folder, name)
    response.headers["Cache-Control"] = QR_KEPT
    return response


@blueprint.get("/venues/<uuid:venue_id>")
@access(Audience.EVERYONE)
def venue(venue_id: UUID) -> ResponseReturnValue:
    """What is on at a place, and how to get in."""
    at = clock.now()
    rule = policy.rule_for(signed_in(), clock.local(at).date())
    location = get_or_404(policy.visible_locations(), venue_id)
    here = places.listings_at(db.session(), venue_id, rule)
    if not here:
        raise NotVisible("Nothing is listed at this place.")
    ids = [row.id for row in here]
    has_point = location.latitude is not None and location.longitude is not None
    rows = VenueRows(
        addresses=addresses_of(db.session(), [venue_id]),
        listings=here,
        schedules=schedules_of(db.session(), ids),
        days_off=days_off_of(db.session(), ids),
        access=places.access_of(db.session(), venue_id),
        phones=places.phones_of(db.session(), Phone.location_id == venue_id),
        amenities=places.amenities_near(db.session(), location, rule) if has_point else (),
    )
    return render_template("listings/venue.html", view=present_venue(location, rows, at))


@blueprint.get("/organizations/<uuid:organization_id>")
@access(Audience.EVERYONE)
def organization(organization_id: UUID) -> ResponseReturnValue:
    """Who an organisation is and everything it runs."""
    rule = policy.rule_for(signed_in(), clock.today())
    record = get_or_404(policy.visible_organizations(rule), organization_id)
    listings = places.listings_of(db.session(), organization_id, rule)
    view = present_organization(
        record,
        listings=listings,
        places=places.places_of(db.session(), [row.id for row in listings]),
        phones=places.phones_of(db.session(), Phone.organization_id == organization_id),
    )
    return render_template("listings/organization.html", view=view)


@blueprint.get("/sitemap.xml")
@access(Audience.EVERYONE)
def sitemap_index() -> ResponseReturnValue:
    """The files of the sitemap."""
    pages = sitemap.pages_of(db.session(), policy.is_public(clock.today()))
    addresses = [absolute_url("listings.sitemap_page", page=page) for page in range(1, pages + 1)]
    return Response(render_template("listings/sitemap_index.xml", addresses=addresses), mimetype="application/xml")


@blueprint.get("/sitemaps/<int:page>.xml")
@access(Audience.EVERYONE)
def sitemap_page(page: int) -> ResponseReturnValue:
    """One file of the sitemap: two megabytes at most."""
    rule = policy.is_public(clock.today())
    if not 1 <= page <= sitemap.pages_of(db.session(), rule):
        raise NotVisible("There is no such part of the sitemap.")
    base = absolute_url("listings.listing", listing_id=UUID(int=0)).removesuffix(str(UUID(int=0)))
    lines = sitemap.as_xml(sitemap.listings_on(db.session(), page, rule), base)
    return Response("".join(lines), mimetype="application/xml")
