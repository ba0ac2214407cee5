"""A film in British Sign Language with its captions, on a page of its own: no other shows a film from elsewhere.

Nothing is asked of the other site before somebody presses play, and it is told no more than that this site sent them.
"""

from uuid import UUID

from flask import Response, make_response, render_template, request

from directory import clock
from directory.accounts.signed_in import signed_in
from directory.errors import NotVisible
from directory.extensions import db
from directory.listings import policy
from directory.listings.captions import transcript
from directory.listings.films import Film, film_at
from directory.listings.models import Service
from directory.listings.presenters.facts import is_sensitive
from directory.listings.queries.alternatives import needs_of
from directory.listings.routes import blueprint
from directory.web.access import Audience, access
from directory.web.headers import show_from
from directory.web.loading import get_or_404


@blueprint.get("/listings/<uuid:listing_id>/film")
@access(Audience.EVERYONE)
def film(listing_id: UUID) -> Response:
    """The film, with captions where there are some, and what is said in it to read."""
    service, shown = _film_of(listing_id)
    is_playing = bool(shown.file) or request.args.get("play") == "yes"
    if is_playing:
        show_from(media=shown.origin if shown.file else "", frames=shown.origin if shown.frame else "")
    is_quiet = is_sensitive(row.code for row in needs_of(db.session(), service.id))
    response = make_response(
        render_template(
            "listings/film.html",
            service=service,
            film=shown,
            is_playing=is_playing,
            said=transcript(service.bsl_captions or ""),
            quick_exit=is_quiet,
        )
    )
    if is_quiet:
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/listings/<uuid:listing_id>/film/captions.vtt")
@access(Audience.EVERYONE)
def captions(listing_id: UUID) -> Response:
    """The captions, for the browser's player."""
    service, _shown = _film_of(listing_id)
    if not service.bsl_captions:
        raise NotVisible("Nobody has written captions for this film yet.")
    return Response(service.bsl_captions, mimetype="text/vtt")


def _film_of(listing_id: UUID) -> tuple[Service, Film]:
    service = get_or_404(policy.visible_to(signed_in(), clock.today()), listing_id)
    shown = film_at(service.bsl_video_url)
    if shown is None or not shown.is_shown_here:
        raise NotVisible("There is no film to be shown here. The page about it has everything that is known.")
    return service, shown
