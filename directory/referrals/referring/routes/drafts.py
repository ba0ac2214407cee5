"""A draft that waits for agreement: put right, or taken away. It was sent to nobody."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import Conflict, RuleBroken
from directory.extensions import db
from directory.listings.queries.alternatives import needs_of
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.models import Referral
from directory.referrals.moves import move
from directory.referrals.people.flags import flags_of
from directory.referrals.referring.asked import own_draft
from directory.referrals.referring.blueprint import blueprint
from directory.referrals.referring.forms import OTHERS, details_form
from directory.referrals.referring.operations import change_draft
from directory.referrals.referring.presenters import offered_needs
from directory.referrals.referring.writing import read_details
from directory.referrals.sharing import WHAT_MATTERS
from directory.referrals.told import Told
from directory.taxonomy.queries import names_of
from directory.web.access import access
from directory.web.wording import short_date

Answer = Response | str | tuple[str, int]
CHANGED_MEANWHILE = "Somebody changed this draft while the page was open. Look at what is new, then make your change."


@blueprint.get("/referrals/<uuid:referral_id>/draft")
@access(Permission.REFER)
def draft(referral_id: UUID) -> Answer:
    """What is written so far."""
    found = own_draft(acting(), referral_id)
    return _page(found, _kind(found)(formdata=None, data=_written(found)))


@blueprint.post("/referrals/<uuid:referral_id>/draft")
@access(Permission.REFER)
def draft_changes(referral_id: UUID) -> Answer:
    """Put it right."""
    user = acting()
    found = own_draft(user, referral_id)
    if request.form.get("seen") != str(found.version):
        raise Conflict(CHANGED_MEANWHILE)
    form = _kind(found)()
    if form.validate_on_submit():
        try:
            details = read_details(form, 1, clock.today())
            change_draft(db.session(), found, details, by=user.actor, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".agreement", person_id=found.person_id), 303)
    return _page(found, form), 422


@blueprint.post("/referrals/<uuid:referral_id>/draft/removal")
@access(Permission.REFER)
def draft_removal(referral_id: UUID) -> Answer:
    """Take it away: it counts for nothing."""
    user = acting()
    found = own_draft(user, referral_id)
    move(
        db.session(),
        found,
        ReferralStatus.ERROR,
        mover=Mover.NAVIGATOR,
        actor=user.actor,
        at=clock.now(),
        told=Told(reason="not_needed"),
    )
    return redirect(url_for(".agreement", person_id=found.person_id), 303)


def _kind(found: Referral) -> Any:
    session = db.session()
    listed = [row.code for row in needs_of(session, found.service_id)]
    return details_form([offered_needs(names_of(session, "needs"), listed, found.need)], is_new_person=False)


def _written(found: Referral) -> dict[str, str]:
    data = {
        "what_matters": str(found.shared.get(WHAT_MATTERS) or ""),
        "need_0": found.need,
        "summary": found.summary or "",
        "urgency": found.urgency.value,
        "start_by": short_date(found.start_by) if found.start_by else "",
        "not_before": short_date(found.not_before) if found.not_before else "",
    }
    for number, other in enumerate(found.participants[:OTHERS]):
        data |= {
            f"other_name_{number}": other.name,
            f"other_part_{number}": other.part.value,
            f"other_contact_{number}": other.contact or "",
            f"other_needs_{number}": other.communication or "",
        }
    return data


def _page(found: Referral, form: Any) -> str:
    assert found.person is not None  # noqa: S101 -- drafts are loaded with the person they are for
    flags = flags_of(found.person, acting())
    return render_template("referring/draft.html", form=form, draft=found, person=found.person, flags=flags)
