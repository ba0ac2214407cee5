"""The provider's home, the page of one listing, and "still right" in one tap."""

from datetime import date, timedelta
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.listings.codes import VerificationMethod
from directory.listings.editing import read_content
from directory.moderation.answers import answered_suggestions
from directory.moderation.freshness.operations import mark_verified
from directory.moderation.proposals.queries import sent_by
from directory.moderation.proposals.reading import term_names
from directory.moderation.providing import policy
from directory.moderation.providing.blueprint import blueprint
from directory.moderation.providing.claims.presenters import present_claim
from directory.moderation.providing.claims.queries import my_claims
from directory.moderation.providing.edits.dates import next_dates
from directory.moderation.providing.edits.parts import PARTS, QUICK
from directory.moderation.providing.edits.presenters import overview, present_waiting
from directory.moderation.providing.edits.queries import waiting_changes
from directory.moderation.providing.home import presenters, queries
from directory.moderation.providing.use.near_misses import near_misses
from directory.moderation.providing.use.queries import views_since
from directory.moderation.stewardship.presenters import claim_line
from directory.moderation.stewardship.queries import claims_of
from directory.moderation.submission.queries import drafts_of
from directory.web.access import Audience, access
from directory.web.loading import get_or_404

QUARTER = timedelta(days=92)


@blueprint.get("/provider")
@access(Audience.SIGNED_IN)
def home() -> str:
    """What somebody keeps and what is due; or, for who keeps nothing yet, how to begin."""
    user, at, session = acting(), clock.now(), db.session()
    listings = queries.kept(session, user)
    views = views_since(session, [each.service.id for each in listings], _months_back(clock.today()))
    groups = presenters.present_home(queries.organizations(session, user), listings, user=user, views=views, at=at)
    return render_template(
        "providing/home.html",
        groups=groups,
        waiting=present_waiting(
            waiting_changes(session, user), {each.service.id: each.service.name for each in listings}
        ),
        sent=answered_suggestions(sent_by(session, user.id)),
        drafts=session.scalars(drafts_of(user.id, at)).all(),
        claims=[present_claim(claim) for claim in my_claims(session, user)],
    )


@blueprint.get("/provider/listings/<uuid:listing>")
@access(Permission.EDIT_OWN_LISTINGS)
def listing(listing: UUID) -> str:
    """One listing: how it stands, what it says, who looks for it."""
    user, at, session = acting(), clock.now(), db.session()
    service = get_or_404(policy.own_listings(user), listing)
    content = read_content(session, service.id)
    since = _months_back(clock.today())
    views = views_since(session, [service.id], since)[service.id]
    capacity = queries.capacities(session, [service.id]).get(service.id)
    return render_template(
        "providing/listing.html",
        service=service,
        line=presenters.present_line(service, capacity, views, at),
        rows=overview(content, clock.today(), term_names(session)),
        quick=[PARTS[key] for key in QUICK],
        dates=next_dates(content, at),
        missing=presenters.missing_facts(content),
        waiting=present_waiting(waiting_changes(session, user, service.id), {}),
        near=near_misses(session, service, since),
        vouched=[claim_line(claim, {}, clock.today()) for claim in claims_of(session, service.id)],
        is_thanked="thanks" in request.args,
    )


@blueprint.post("/provider/listings/<uuid:listing>/verification")
@access(Permission.EDIT_OWN_LISTINGS)
def verification(listing: UUID) -> Response:
    """Everything is still right: said by those who run it."""
    user = acting()
    service = get_or_404(policy.kept_listings(user), listing)
    mark_verified(db.session(), service, method=VerificationMethod.PROVIDER_CONFIRMED, by=user.actor, at=clock.now())
    return redirect(url_for(".listing", listing=listing, thanks=""), 303)


def _months_back(today: date) -> date:
    """The first day of the month a quarter of a year ago."""
    return (today - QUARTER).replace(day=1)
