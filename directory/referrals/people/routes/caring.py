"""Who looks after whom: a carer is a person in their own right, found by reference or given a record here."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.models import Person
from directory.referrals.people.blueprint import blueprint, page_about
from directory.referrals.people.caring import add_caring, caring_of, end_caring
from directory.referrals.people.facts import PersonFacts
from directory.referrals.people.forms import CaringForm
from directory.referrals.people.loading import ReasonNeeded, opened_person, require_reason
from directory.referrals.people.operations import make_person
from directory.referrals.policy import visible_people
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.references import as_written

NOT_YOURS = "This record is not on your caseload. Say why you open it, then come back"


@blueprint.route("/people/<uuid:person_id>/carers/new", methods=["GET", "POST"])
@access(Permission.REFER)
def new_carer(person_id: UUID) -> Response:
    """Note a carer, or whom they look after."""
    someone, form = opened_person(person_id), CaringForm()
    if form.validate_on_submit():
        try:
            other = _other(form)
            carer, cared_for = (other, someone) if form.which.data == "cared_for" else (someone, other)
            add_caring(db.session(), carer, cared_for, form.relation.data or "", by=acting().actor, at=clock.now())
            return redirect(url_for(".person", person_id=person_id, done="tie"), 303)
        except ReasonNeeded as needed:
            form.refuse(RuleBroken("reference", NOT_YOURS))
            return page_about(someone, "people/carer.html", form=form, closed=_closed(needed), status=422)
        except RuleBroken as broken:
            form.refuse(broken)
    return page_about(someone, "people/carer.html", form=form, status=422 if request.method == "POST" else 200)


def _closed(needed: ReasonNeeded) -> Person:
    """The record that stays closed until somebody says why they open it; only its reference is shown."""
    return db.session.get_one(Person, needed.person_id)


@blueprint.post("/people/<uuid:person_id>/carers/<uuid:caring_id>/removal")
@access(Permission.REFER)
def carer_removal(person_id: UUID, caring_id: UUID) -> Response:
    """They do not look after them any more."""
    someone = opened_person(person_id)
    caring = get_or_404(caring_of(someone), caring_id)
    end_caring(db.session(), caring, by=acting().actor, at=clock.now())
    return redirect(url_for(".person", person_id=person_id, done="untied"), 303)


def _other(form: CaringForm) -> Person:
    """The other person: found by the reference, else with a record made now. Raises `RuleBroken` for neither.

    A tie is written into both records, so theirs takes the reason that opening it takes: `ReasonNeeded`.
    """
    typed = form.reference.data or ""
    if typed:
        reference = as_written(typed)
        found = db.session.scalar(visible_people(acting()).where(Person.reference == reference))
        if found is None:
            raise RuleBroken("reference", "Check the reference: there is no such record among those you can see")
        return require_reason(found)
    if not form.name.data:
        raise RuleBroken("name", "Enter their reference, or a name to make a record for them")
    facts = PersonFacts(name=form.name.data, phone=form.phone.data or "")
    return make_person(db.session(), facts, by=acting().actor, at=clock.now(), navigator=acting())
