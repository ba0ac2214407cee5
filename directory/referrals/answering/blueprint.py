"""The blueprint of providers' pages about referrals, and the limits they share."""

from flask import Blueprint

from directory.extensions import limiter
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("answering", __name__)
blueprint.after_request(keep_nowhere)

WRONG_LINKS = "20 per hour"  # against guessing: a token has 256 bits
CODES = "30 per hour"  # each link has its own five as well


if_wrong = limiter.shared_limit(
    WRONG_LINKS,
    scope="referral links",
    deduct_when=lambda response: response.status_code in (404, 422),
    override_defaults=False,
)
few_codes = limiter.limit(CODES, override_defaults=False)
