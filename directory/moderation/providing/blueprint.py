"""The blueprint of the pages of those who run something, and the limits they share."""

from flask import Blueprint, Response

from directory.extensions import limiter

blueprint = Blueprint("providing", __name__)

CLAIMS_A_DAY = "10 per day"  # somebody who keeps ten clubs claims them once
WRONG_LINKS = "20 per hour"  # against guessing


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """These pages are about one person's work: no browser and no proxy keeps them."""
    response.headers["Cache-Control"] = "no-store"
    return response


few_claims = limiter.limit(
    CLAIMS_A_DAY, deduct_when=lambda response: response.status_code == 303, override_defaults=False
)
if_wrong = limiter.shared_limit(
    WRONG_LINKS,
    scope="provider links",
    deduct_when=lambda response: response.status_code == 404,
    override_defaults=False,
)
