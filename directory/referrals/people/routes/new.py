"""A new record: a name is enough. Whoever seems to be here already is shown before a second record is made."""

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.models import Person
from directory.referrals.people.blueprint import blueprint, page
from directory.referrals.people.fields import BY_KIND, show_cohorts
from directory.referrals.people.forms import NewPersonForm
from directory.referrals.people.likeness import alike
from directory.referrals.people.operations import make_person
from directory.web.access import access

ANOTHER = "another"  # the tick that says: none of those shown


@blueprint.route("/people/new", methods=["GET", "POST"])
@access(Permission.REFER)
def new_person() -> Response:
    """Begin a record."""
    form, user = NewPersonForm(), acting()
    if not form.validate_on_submit():
        return _page(form, status=422 if request.method == "POST" else 200)
    facts = form.facts(is_limited=user.is_volunteer)
    try:
        found = [] if ANOTHER in request.form else alike(db.session(), user, facts)
        if found:
            return _page(form, found, status=422)
        person = make_person(db.session(), facts, by=user.actor, at=clock.now(), navigator=user)
    except RuleBroken as broken:
        form.refuse(broken)
        return _page(form, status=422)
    if request.form.get("then") == "conversation":
        return redirect(f"/conversations/new?person={person.id}", 303)
    return redirect(url_for(".person", person_id=person.id, done="made"), 303)


def _page(form: NewPersonForm, found: list[Person] | None = None, *, status: int) -> Response:
    return page(
        "people/new.html",
        form=form,
        found=found or [],
        another=ANOTHER,
        kinds=BY_KIND,
        cohorts=show_cohorts(acting()),
        status=status,
    )
