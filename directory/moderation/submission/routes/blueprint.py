"""The blueprint of "Add a group or service", its limits, and what all of its pages have in common."""

from flask import Blueprint, Response, request

from directory import clock
from directory.errors import NotVisible
from directory.extensions import db, limiter
from directory.moderation.submission.models import ListingDraft
from directory.moderation.submission.queries import draft_called
from directory.moderation.submission.steps import Asked
from directory.web.references import as_written
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("submission", __name__)

STARTED = "20 per hour"  # a hub that adds all it runs in one morning
SENT = "10 per hour"  # as with other public forms
PICTURES = "40 per hour"  # each is read and written anew, and kept
WRONG_CODES = "20 per hour"  # against guessing: there are 3.8 × 10¹¹ codes
NO_SUCH_DRAFT = "Nothing has this code. It may be mistyped, or nobody worked on it for 60 days and it was deleted."


def _went_on(response: Response) -> bool:
    return response.status_code == 303


def _not_found(response: Response) -> bool:
    return response.status_code == 404


def _without_picture() -> bool:
    return not request.files.get("picture")


#: All of these count beside the limit that every change has: to be right is no way round it.
if_started = limiter.shared_limit(STARTED, scope="drafts begun", deduct_when=_went_on, override_defaults=False)
if_sent = limiter.shared_limit(SENT, scope="drafts sent", deduct_when=_went_on, override_defaults=False)
if_wrong = limiter.shared_limit(WRONG_CODES, scope="draft codes", deduct_when=_not_found, override_defaults=False)
few_pictures = limiter.limit(PICTURES, exempt_when=_without_picture, override_defaults=False)


def by_code(given: str) -> ListingDraft:
    """The draft with the code somebody typed, or 404."""
    code = as_written(given)
    found = db.session.scalars(draft_called(code, clock.now())).first() if code else None
    if found is None:
        raise NotVisible(NO_SUCH_DRAFT)
    return found


def asked_of(draft: ListingDraft) -> Asked:
    """What the steps may know of a draft now."""
    return Asked(db.session(), draft.answers, clock.now())


@blueprint.after_request
def keep_code_private(response: Response) -> Response:
    """The code is in the address: no search engine, no disk and no other site may learn it."""
    return keep_nowhere(response) if request.view_args else response
