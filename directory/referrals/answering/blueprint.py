"""The blueprint of providers' pages about referrals, and the limits they share."""

from flask import Blueprint, Response

from directory.extensions import limiter

blueprint = Blueprint("answering", __name__)

WRONG_LINKS = "20 per hour"  # against guessing: a token has 256 bits
CODES = "30 per hour"  # each link has its own five as well


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """These pages are about people: no browser and no proxy keeps them, and no address of theirs is told on."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


if_wrong = limiter.shared_limit(
    WRONG_LINKS,
    scope="referral links",
    deduct_when=lambda response: response.status_code in (404, 422),
    override_defaults=False,
)
few_codes = limiter.limit(CODES, override_defaults=False)
