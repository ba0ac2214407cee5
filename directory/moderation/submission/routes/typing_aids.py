"""Answers while somebody types, for pages with JavaScript. They keep nothing; the pages say the same after saving."""

from flask import Response, current_app, jsonify, request

from directory import clock
from directory.extensions import db, limiter
from directory.listings.plain_words import read_plainly
from directory.listings.typed_times import MOST_LETTERS, read_times
from directory.moderation.submission.places import Finding, find_postcode
from directory.moderation.submission.routes.blueprint import blueprint
from directory.moderation.submission.steps.times import understood, upcoming
from directory.search.map_ground import ground
from directory.settings import Settings
from directory.web.access import Audience, access
from directory.web.limits import TYPING
from directory.web.origin import stateless_form


@blueprint.post("/typing/times")
@access(Audience.EVERYONE)
@stateless_form
@limiter.limit(TYPING)
def typed_times() -> Response:
    """How times were read, and the next dates they lead to."""
    typed = read_times(request.form.get("text", "")[:MOST_LETTERS], today=clock.today())
    return jsonify(
        understood=understood(typed, clock.today()),
        dates=upcoming(typed, clock.now()),
        problems=[{"line": line, "sentence": sentence} for line, sentence in typed.problems],
    )


@blueprint.post("/typing/words")
@access(Audience.EVERYONE)
@stateless_form
@limiter.limit(TYPING)
def typed_words() -> Response:
    """Hints about words."""
    return jsonify(hints=[hint.sentence for hint in read_plainly(request.form.get("text", "")).hints])


@blueprint.post("/typing/postcodes")
@access(Audience.EVERYONE)
@stateless_form
@limiter.limit(TYPING)
def typed_postcode() -> Response:
    """Where a postcode is, its town, and what a map without tiles is drawn on. By POST: addresses may be private."""
    found: Finding = find_postcode(db.session(), request.form.get("postcode", "")[:20])
    settings: Settings = current_app.extensions["waypost_settings"]
    return jsonify(
        message=found.message,
        postcode=found.postcode if found.is_exact else "",
        town=found.town,
        point=[found.point.latitude, found.point.longitude] if found.point else None,
        ground={} if settings.tile_url or not found.point else ground(db.session(), found.point),
    )
