"""The blueprint of stewardship and what its views share: loading a listing one answers for, pages no browser keeps."""

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template

from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.listings.models import Service
from directory.moderation.stewardship.policy import refuse_elsewhere
from directory.moderation.stewardship.queries import any_listing
from directory.web.loading import get_or_404

blueprint = Blueprint("stewardship", __name__)


def stewarded(listing: UUID) -> Service:
    """The listing, for a steward who answers for it: 404 for none, 403 for one that another steward looks after."""
    service = get_or_404(any_listing(), listing)
    refuse_elsewhere(db.session(), acting(), service.id)
    return service


def private_page(template: str, *, status: int = 200, **values: object) -> Response:
    """A page of a steward's, which no browser keeps."""
    response = make_response(render_template(template, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response
