"""The blueprint of stewardship and what its views share: loading a listing one answers for, pages no browser keeps."""

from uuid import UUID

from flask import Blueprint

from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.listings.models import Service
from directory.moderation.stewardship.policy import refuse_elsewhere
from directory.moderation.stewardship.queries import any_listing
from directory.web.loading import get_or_404
from directory.web.unkept import private_page as private_page  # what these pages answer with

blueprint = Blueprint("stewardship", __name__)


def stewarded(listing: UUID) -> Service:
    """The listing, for a steward who answers for it: 404 for none, 403 for one that another steward looks after."""
    service = get_or_404(any_listing(), listing)
    refuse_elsewhere(db.session(), acting(), service.id)
    return service
