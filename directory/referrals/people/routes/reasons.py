"""Why somebody opens a record that is not on their caseload: asked once a day, before anything of it is shown."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.return_paths import local
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.referrals.models import Person
from directory.referrals.people.blueprint import blueprint, page
from directory.referrals.people.forms import ReasonForm
from directory.referrals.people.opening import ReadingReason, give_reason, needs_reason
from directory.referrals.policy import visible_people
from directory.web.access import access
from directory.web.loading import get_or_404


@blueprint.route("/people/<uuid:person_id>/reason", methods=["GET", "POST"])
@access(Permission.REFER)
def reason(person_id: UUID) -> Response:
    """Ask why, and lead on to what was asked for."""
    user = acting()
    someone: Person = get_or_404(visible_people(user), person_id)
    onward = local(request.args.get("next")) or url_for(".person", person_id=person_id)
    if request.method == "GET" and not needs_reason(db.session(), user, someone, clock.now()):
        return redirect(onward, 303)
    form = ReasonForm()
    form.offer(is_supervisor=user.may(Permission.SUPERVISE))
    if form.validate_on_submit():
        give_reason(db.session(), someone, ReadingReason(form.reason.data), by=user, at=clock.now())
        return redirect(onward, 303)
    if request.method == "GET" and someone.navigator_id is None:
        form.reason.data = ReadingReason.QUEUE.value
    return page(
        "people/reason.html", form=form, person=someone, onward=onward, status=422 if request.method == "POST" else 200
    )
