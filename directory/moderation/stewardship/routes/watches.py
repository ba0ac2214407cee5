"""Watches: ask to be told, see what changed, stop. Any signed-in person; the stop link of a letter needs no sign-in."""

from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db, limiter
from directory.listings.policy import visible_to
from directory.moderation.stewardship.models import Watch
from directory.moderation.stewardship.presenters import watch_line
from directory.moderation.stewardship.routes.blueprint import blueprint, private_page
from directory.moderation.stewardship.stop_links import user_of_stop_link
from directory.moderation.stewardship.watching import shown_among, stop_all, stop_watching, watch, watched_by
from directory.web.access import Audience, access
from directory.web.loading import get_or_404, one_or_404
from directory.web.origin import stateless_form

GUESSES = "30 per hour"

if_wrong = limiter.limit(GUESSES, deduct_when=lambda response: response.status_code == 404, override_defaults=False)


@blueprint.get("/watches")
@access(Audience.SIGNED_IN)
def watches() -> Response:
    """What one watches, and what changed."""
    session, user = db.session(), acting()
    found = watched_by(session, user)
    names = shown_among(session, user, [row.service_id for row in found], at=clock.now())
    lines = [watch_line(row, names) for row in found]
    return private_page("stewardship/watches.html", lines=lines, stopped=request.args.get("done") == "stopped")


@blueprint.post("/listings/<uuid:listing>/watches")
@access(Audience.SIGNED_IN)
def new_watch(listing: UUID) -> AnyResponse:
    """Tell me when this listing changes."""
    user = acting()
    service = get_or_404(visible_to(user, clock.today()), listing)
    watch(db.session(), service, user, at=clock.now())
    return redirect(url_for("stewardship.watches"), 303)


@blueprint.post("/watches/<uuid:watch_id>/removal")
@access(Audience.SIGNED_IN)
def watch_removal(watch_id: UUID) -> AnyResponse:
    """No more letters about this one."""
    found = one_or_404(select(Watch).where(Watch.id == watch_id, Watch.user_id == acting().id))
    stop_watching(db.session(), found)
    return redirect(url_for("stewardship.watches", done="stopped"), 303)


@blueprint.get("/watches/stop/<token>")
@access(Audience.EVERYONE)
@if_wrong
def stop_link(token: str) -> str:
    """From a letter: one button that ends all letters. Opening the page changes nothing; mail scanners open links."""
    _whose(token)
    return render_template("stewardship/stop.html", token=token, is_done=False)


@blueprint.post("/watches/stop/<token>")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def stop_letters(token: str) -> str:
    """End all letters. Sending it twice is as sending it once."""
    stop_all(db.session(), _whose(token))
    return render_template("stewardship/stop.html", token=token, is_done=True)


def _whose(token: str) -> UUID:
    user_id = user_of_stop_link(token)
    if user_id is None:
        raise NotVisible("This link is not whole. Copy it from the letter again, or sign in to see what you watch.")
    return user_id
