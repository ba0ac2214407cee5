"""What was sent: the reference to say aloud, what happens next, and when."""

from uuid import UUID

from flask import render_template

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db
from directory.referrals.agreement.ledger import may_use
from directory.referrals.codes.agreement import Purpose
from directory.referrals.models import Referral
from directory.referrals.people.flags import flags_of
from directory.referrals.referring.asked import own_referral
from directory.referrals.referring.blueprint import blueprint
from directory.referrals.referring.presenters import present_sent
from directory.referrals.referring.queries import sent_with
from directory.taxonomy.queries import names_of
from directory.web.access import access


@blueprint.get("/referrals/<uuid:referral_id>/receipt")
@access(Permission.REFER)
def receipt(referral_id: UUID) -> str:
    """Everything that went out at one time, each with its days."""
    user = acting()
    referral = own_referral(user, referral_id)
    if referral.submitted_at is None or referral.person is None:
        raise NotVisible("This referral was not sent.")
    session = db.session()
    names = names_of(session, "needs")
    return render_template(
        "referring/receipt.html",
        person=referral.person,
        flags=flags_of(referral.person, user),
        sent=[
            present_sent(each, names, may_ring_back=_may_ring_back(each)) for each in sent_with(session, user, referral)
        ],
    )


def _may_ring_back(referral: Referral) -> bool:
    person_id, purpose = referral.person_id, Purpose.FOLLOW_UP_CONTACT
    if person_id is None:
        return False
    return may_use(db.session(), person_id, purpose, on=clock.today(), referral_id=referral.id)
