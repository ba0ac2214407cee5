"""The pages behind a letter's links: "still right" and "no more letters". No session, no sign-in, one request each.

Opening one changes nothing, because programs that look at mail for danger open every link in it.
"""

from flask import Blueprint, Response, current_app, redirect, url_for
from werkzeug import Response as AnyResponse

from directory import clock
from directory.extensions import db, limiter
from directory.listings.codes import VerificationMethod
from directory.listings.editing import read_content
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.listings.queries.alternatives import needs_of
from directory.moderation.freshness.codes import LinkPurpose
from directory.moderation.freshness.forms import ButtonForm
from directory.moderation.freshness.links import link_called, use_up, works
from directory.moderation.freshness.models import FreshnessLink
from directory.moderation.freshness.operations import mark_verified
from directory.moderation.freshness.presenters import Dead, present_dead, present_listing
from directory.moderation.freshness.recipients import keepers_of
from directory.moderation.freshness.stopping import letter_of, start_again, stop, stop_of
from directory.settings import Settings
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.unkept import private_page

blueprint = Blueprint("freshness", __name__)

if_wrong = limiter.limit(
    "20 per hour", deduct_when=lambda response: response.status_code == 404, override_defaults=False
)
BY = "link:still_right"
DEAD = 410


@blueprint.get("/still-right/<token>")
@access(Audience.EVERYONE)
@if_wrong
def still_right(token: str) -> Response:
    """What a listing says, and one button. A link that was used, or has run out, says so."""
    link = link_called(db.session(), token, LinkPurpose.STILL_RIGHT)
    service = db.session.get_one(Service, link.service_id)
    if not works(link, clock.now()):
        return _dead(link, service)
    content = read_content(db.session(), service.id)
    keepers = keepers_of(db.session(), [service.organization_id]) if service.organization_id else {}
    view = present_listing(service, content, clock.today(), has_keepers=bool(keepers))
    return private_page("freshness/still_right.html", view=view, token=token, form=ButtonForm())


@blueprint.post("/still-right/<token>")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def confirmation(token: str) -> AnyResponse:
    """Record that the listing is right: this request is all it takes, and the link is dead after it."""
    link = link_called(db.session(), token, LinkPurpose.STILL_RIGHT)
    service = db.session.get_one(Service, link.service_id)
    if not works(link, clock.now()):
        return _dead(link, service)
    use_up(db.session(), link, clock.now())
    mark_verified(db.session(), service, method=VerificationMethod.PROVIDER_CONFIRMED, by=BY, at=clock.now())
    return redirect(url_for(".thanks", token=token), 303)


@blueprint.get("/still-right/<token>/thanks")
@access(Audience.EVERYONE)
@if_wrong
def thanks(token: str) -> Response:
    """What was recorded, and when the next letter comes."""
    link = link_called(db.session(), token, LinkPurpose.STILL_RIGHT)
    service = db.session.get_one(Service, link.service_id)
    if link.used_at is None:
        return _dead(link, service)
    quiet = _present_dead(link, service).is_sensitive
    return private_page("freshness/thanks.html", service=service, quick_exit=quiet)


@blueprint.get("/reminders/<mark>")
@access(Audience.EVERYONE)
@if_wrong
def reminders(mark: str) -> Response:
    """Whether letters are still sent, and the button that changes it."""
    letter = letter_of(db.session(), _settings().secret_key, mark)
    has_stopped = stop_of(db.session(), letter.email) is not None
    return private_page("freshness/reminders.html", mark=mark, has_stopped=has_stopped, form=ButtonForm())


@blueprint.post("/reminders/<mark>/end")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def end_reminders(mark: str) -> AnyResponse:
    """Send no more."""
    letter = letter_of(db.session(), _settings().secret_key, mark)
    stop(db.session(), letter.email, by="resident", at=clock.now())
    return redirect(url_for(".reminders", mark=mark), 303)


@blueprint.post("/reminders/<mark>/return")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def return_reminders(mark: str) -> AnyResponse:
    """Send them again."""
    letter = letter_of(db.session(), _settings().secret_key, mark)
    start_again(db.session(), letter.email, by="resident", at=clock.now())
    return redirect(url_for(".reminders", mark=mark), 303)


def _dead(link: FreshnessLink, service: Service) -> Response:
    return private_page("freshness/dead.html", view=_present_dead(link, service), status=DEAD)


def _present_dead(link: FreshnessLink, service: Service) -> Dead:
    needs = [row.code for row in needs_of(db.session(), service.id)]
    shown = visible_to(None, clock.today()).where(Service.id == service.id)
    is_listed = db.session.scalars(shown.limit(1)).first() is not None
    return present_dead(service, link, needs, is_listed=is_listed)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["waypost_settings"]
    return settings
