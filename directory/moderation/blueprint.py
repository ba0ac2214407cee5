"""The blueprint of the public pages about the directory's truth, and the limits they share."""

from flask import Blueprint

from directory.extensions import limiter

blueprint = Blueprint("moderation", __name__)

SENT_AN_HOUR = "10 per hour"  # a careful walk down one high street, not a program
WRONG_REFERENCES = "20 per hour"  # against guessing: there are 3.8 × 10¹¹ references

once_sent = limiter.shared_limit(
    SENT_AN_HOUR, scope="public form", deduct_when=lambda response: response.status_code == 303, override_defaults=False
)
if_wrong = limiter.limit(
    WRONG_REFERENCES, deduct_when=lambda response: response.status_code == 404, override_defaults=False
)
