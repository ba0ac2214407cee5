"""The blueprint of the pages of those who run something, and the limits they share."""

from flask import Blueprint

from directory.extensions import limiter
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("providing", __name__)
blueprint.after_request(keep_nowhere)

CLAIMS_A_DAY = "10 per day"  # somebody who keeps ten clubs claims them once
WRONG_LINKS = "20 per hour"  # against guessing


few_claims = limiter.limit(
    CLAIMS_A_DAY, deduct_when=lambda response: response.status_code == 303, override_defaults=False
)
if_wrong = limiter.shared_limit(
    WRONG_LINKS,
    scope="provider links",
    deduct_when=lambda response: response.status_code == 404,
    override_defaults=False,
)
