"""The blueprint of flags: raising them, their list, and what residents tell. No page of it is kept by a browser."""

from flask import Blueprint

from directory.extensions import limiter
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("flags", __name__)
blueprint.after_request(keep_nowhere)

SENT_AN_HOUR = "20 per hour"  # a careful resident tells of a handful of things
BY_LINK_AN_HOUR = "60 per hour"  # a ward round or a duty desk, all from one address
WRONG_LINKS = "20 per hour"  # against guessing: there are 3.4 × 10³⁸ tokens

told_once = limiter.shared_limit(
    SENT_AN_HOUR, scope="what is missing", deduct_when=lambda response: response.status_code == 303,
    override_defaults=False,
)  # fmt: skip
flagged_by_link = limiter.shared_limit(
    BY_LINK_AN_HOUR, scope="flag link", deduct_when=lambda response: response.status_code == 303,
    override_defaults=False,
)  # fmt: skip
if_wrong = limiter.limit(WRONG_LINKS, deduct_when=lambda response: response.status_code == 404, override_defaults=False)
