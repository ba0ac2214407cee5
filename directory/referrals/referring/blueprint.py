"""The blueprint of the pages on which referrals are made, and the limits they share."""

from uuid import UUID

from flask import Blueprint

from directory import clock
from directory.extensions import db, limiter
from directory.listings.models import Service
from directory.referrals.answering.inboxes import is_reached
from directory.referrals.referring.reply_times import habits_of
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("referring", __name__)
blueprint.after_request(keep_nowhere)

SENT_AN_HOUR = "10 per hour"  # one address asking for help: a household, or a library's public computer
KEPT_AN_HOUR = "20 per hour"  # somebody who saves after each answer, twice over
WRONG_CODES = "20 per hour"  # there are 2 × 10¹² codes, and a date or number to know as well


@blueprint.app_template_global()
def reply_habits(service_id: UUID) -> str:
    """How a listing usually answers, in a sentence for professionals; empty while there is too little to say."""
    habits = habits_of(db.session(), service_id, at=clock.now())
    return habits.sentence if habits else ""


@blueprint.app_template_global()
def gets_word(service_id: UUID) -> bool:
    """Whether anybody at a listing would get word of a referral."""
    service = db.session.get(Service, service_id)
    return service is not None and is_reached(db.session(), service)


few_sent = limiter.shared_limit(
    SENT_AN_HOUR,
    scope="self-referrals",
    deduct_when=lambda response: response.status_code == 303,
    override_defaults=False,
)
few_kept = limiter.shared_limit(
    KEPT_AN_HOUR,
    scope="unsent requests",
    deduct_when=lambda response: response.status_code == 303,
    override_defaults=False,
)
if_wrong = limiter.shared_limit(
    WRONG_CODES,
    scope="receipt codes",
    deduct_when=lambda response: response.status_code in (404, 422),
    override_defaults=False,
)
