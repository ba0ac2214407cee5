"""H-S8: an existing listing on the map. Its places with their pins, the area it covers, and a postcode to try."""

from uuid import UUID

from flask import Response, current_app, redirect, request, url_for
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.geo.point import Point
from directory.listings.codes import AddressVisibility
from directory.listings.editing import Content, read_content
from directory.listings.editing.venue_writing import shared_with
from directory.listings.models import Service
from directory.moderation.listing_forms.part import shown_form
from directory.moderation.proposals.comparing import EditedMeanwhile
from directory.moderation.stewardship.pins import called, place_lines
from directory.moderation.stewardship.place_forms import CoverageForm, PlaceForm, coverage_form
from directory.moderation.stewardship.placing import (
    FIELDS,
    answers_about,
    areas_from,
    reach_of,
    venue_from,
    with_venue,
    write_part,
)
from directory.moderation.stewardship.presenters import DONE
from directory.moderation.stewardship.routes.blueprint import blueprint, private_page, stewarded
from directory.moderation.stewardship.trying_places import try_from
from directory.moderation.submission.steps.areas import groups_of
from directory.moderation.submission.steps.base import Asked
from directory.moderation.submission.steps.places import MOST_PLACES, SHOWN
from directory.search.installed import engine
from directory.search.map_ground import ground
from directory.web.access import access
from directory.web.forms import Form

MEANWHILE = (
    "Look again before you save: somebody changed the same while you worked on it. What you wrote is kept below."
)


@blueprint.get("/staff/listings/<uuid:listing>/places")
@access(Permission.STEWARD_LISTINGS)
def places(listing: UUID) -> Response:
    """Where a listing is, what it covers, and whether somebody at a postcode would be offered it."""
    service = stewarded(listing)
    session, content = db.session(), read_content(db.session(), service.id)
    typed = " ".join(request.args.get("near", "").split())[:80]
    return private_page(
        "stewardship/places.html",
        service=service,
        places=place_lines(session, content),
        areas=[area["name"] for area in content.get("areas") or []],
        may_add=len(content.get("venues") or []) < MOST_PLACES,
        near=typed,
        offer=try_from(session, engine(), service, content, typed, at=clock.now()) if typed else None,
        said=DONE.get(request.args.get("done", "")),
    )


@blueprint.get("/staff/listings/<uuid:listing>/places/<int:number>")
@access(Permission.STEWARD_LISTINGS)
def place(listing: UUID, number: int) -> Response:
    """One place with its pin; the number after the last is a new one."""
    service = stewarded(listing)
    content = read_content(db.session(), service.id)
    answers = answers_about(_venue(content, number)) | {"base": str(service.version)}
    return _place_page(service, content, number, shown_form(PlaceForm, answers))


@blueprint.post("/staff/listings/<uuid:listing>/places/<int:number>")
@access(Permission.STEWARD_LISTINGS)
def place_change(listing: UUID, number: int) -> AnyResponse:
    """Move it, or put its address right."""
    service, form = stewarded(listing), PlaceForm()
    content = read_content(db.session(), service.id)
    held = _venue(content, number)
    if not form.validate_on_submit():
        return _place_page(service, content, number, form, status=422)
    venue = venue_from(db.session(), form.data, held, for_all=bool(held and form.for_all.data))
    return _write(service, with_venue(content, number, venue), form) or _place_page(
        service, content, number, form, status=_status(form)
    )


@blueprint.post("/staff/listings/<uuid:listing>/places/<int:number>/removal")
@access(Permission.STEWARD_LISTINGS)
def place_removal(listing: UUID, number: int) -> AnyResponse:
    """Take it out, with its times and numbers; the history brings it back."""
    service, form = stewarded(listing), PlaceForm()
    content = read_content(db.session(), service.id)
    held = _venue(content, number)
    if not held:
        raise NotVisible("There is no such place.")
    shown = shown_form(PlaceForm, answers_about(held) | {"base": form.base.data, "why": form.why.data})
    return _write(service, with_venue(content, number, None), shown) or _place_page(
        service, content, number, shown, status=_status(shown)
    )


@blueprint.get("/staff/listings/<uuid:listing>/coverage")
@access(Permission.STEWARD_LISTINGS)
def coverage(listing: UUID) -> Response:
    """Which areas it covers."""
    service, asked = stewarded(listing), _asked()
    content = read_content(db.session(), service.id)
    wide = frozenset(area.code for _county, areas in groups_of(asked) for area in areas)
    answers = reach_of(content, asked, wide) | {"base": str(service.version)}
    return _coverage_page(service, asked, shown_form(coverage_form(asked), answers))


@blueprint.post("/staff/listings/<uuid:listing>/coverage")
@access(Permission.STEWARD_LISTINGS)
def coverage_change(listing: UUID) -> AnyResponse:
    """Cover other areas."""
    service, asked = stewarded(listing), _asked()
    form = coverage_form(asked)()
    if not form.validate_on_submit():
        return _coverage_page(service, asked, form, status=422)
    areas = areas_from(form.data, read_content(db.session(), service.id), asked)
    if form.reach.data == "some" and not areas:
        form.refuse(RuleBroken("reach", "Select a district, or name a village"))
        return _coverage_page(service, asked, form, status=422)
    return _write(service, {"areas": areas}, form) or _coverage_page(service, asked, form, status=_status(form))


def _write(service: Service, wanted: Content, form: PlaceForm | CoverageForm) -> AnyResponse | None:
    """Where to go once it is written; nothing when the form says what to mend."""
    try:
        changed = write_part(
            db.session(),
            service,
            wanted,
            base_version=form.seen_version,
            by=acting().actor,
            at=clock.now(),
            why=form.why.data or "Placed on the map",
        )
    except EditedMeanwhile:
        form.base.data = str(service.version)
        form.form_errors.append(MEANWHILE)
        return None
    except RuleBroken as broken:
        where, _, key = (broken.field or "").partition(".")
        name = FIELDS.get(f"{where}.{key.partition('.')[2]}", "reach" if where == "areas" else None)
        form.refuse(RuleBroken(name, broken.message))
        return None
    return redirect(url_for(".places", listing=service.id, done="placed" if changed else "same"), 303)


def _status(form: Form) -> int:
    return 409 if MEANWHILE in form.form_errors else 422


def _venue(content: Content, number: int) -> Content:
    """A place of the listing, an empty one for the number after the last."""
    venues: list[Content] = content.get("venues") or []
    if not 1 <= number <= min(len(venues) + 1, MOST_PLACES):
        raise NotVisible("There is no such place.")
    return venues[number - 1] if number <= len(venues) else {}


def _asked() -> Asked:
    return Asked(db.session(), {}, clock.now())


def _place_page(service: Service, content: Content, number: int, form: PlaceForm, *, status: int = 200) -> Response:
    session, held = db.session(), _venue(content, number)
    is_private = AddressVisibility.HIDDEN in (form.visibility.data, held.get("address_visibility"))
    has_tiles = bool(current_app.extensions["waypost_settings"].tile_url) and not is_private
    is_pinned = held.get("latitude") is not None
    return private_page(
        "stewardship/place.html",
        service=service,
        number=number,
        name=called(held, number) if held else "",
        line=place_lines(session, {"venues": [held]})[0] if held else None,
        form=form,
        shown=SHOWN,
        others=shared_with(session, UUID(held["location_id"]), service.id) if held.get("location_id") else 0,
        ground=ground(session, Point(held["latitude"], held["longitude"])) if is_pinned and not has_tiles else None,
        keeps_tiles_away=is_private,
        status=status,
    )


def _coverage_page(service: Service, asked: Asked, form: CoverageForm, *, status: int = 200) -> Response:
    return private_page("stewardship/coverage.html", service=service, form=form, groups=groups_of(asked), status=status)
