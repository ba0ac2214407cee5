"""The feature's blueprint, its limits, and what other pages may ask about this browser's list."""

from flask import Blueprint, Response

from directory.extensions import limiter
from directory.selfhelp.browser_list import is_kept, shortlist_count, shortlist_note, this_page

blueprint = Blueprint("selfhelp", __name__)

CHANGES = "60 per minute"  # forty listings put in order by hand, not a program
WRONG_CODES = "20 per hour"  # there are 2 × 10¹² codes: a guesser would need thousands of years

for ask in (is_kept, shortlist_count, shortlist_note, this_page):
    blueprint.add_app_template_global(ask)

if_changing = limiter.shared_limit(CHANGES, scope="shortlist")


def _not_found(response: Response) -> bool:
    return response.status_code == 404


if_wrong = limiter.shared_limit(WRONG_CODES, scope="shortlist codes", deduct_when=_not_found, override_defaults=False)
