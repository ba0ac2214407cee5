"""Pages about what changed for somebody: what was measured, what to ask, the questions."""

from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.typed_times.days import past_day_in
from directory.referrals.models import Person, Point
from directory.referrals.outcomes.blueprint import blueprint
from directory.referrals.outcomes.choosing import Chosen, choosable, read_choice
from directory.referrals.outcomes.forms import SittingForm, is_scale, name_of, sitting_form
from directory.referrals.outcomes.installed import installed
from directory.referrals.outcomes.operations import Sitting, mark_of, take_measures
from directory.referrals.outcomes.presenters import present_courses
from directory.referrals.outcomes.queries import referrals_of, scores_of
from directory.referrals.people.blueprint import page_about
from directory.referrals.people.loading import opened_person
from directory.web.access import access

NOTHING_CHOSEN = "Select what you want to ask"

__all__ = ["blueprint"]


@blueprint.get("/people/<uuid:person_id>/measures")
@access(Permission.REFER)
def measures(person_id: UUID) -> Response:
    """What was measured with somebody, and what has changed since."""
    person = opened_person(person_id)
    session, today = db.session(), clock.today()
    referrals = referrals_of(session, acting(), person)
    courses = present_courses(scores_of(session, person.id), referrals, installed(), today)
    return page_about(person, "outcomes/measures.html", courses=courses)


@blueprint.get("/people/<uuid:person_id>/measures/new")
@access(Permission.REFER)
def new_measures(person_id: UUID) -> Response:
    """Which measures, when and about what; once that is chosen, the questions."""
    person = opened_person(person_id)
    chosen = _chosen(person)
    if not chosen.measures:
        return _choice_page(person, chosen)
    answers = {"-".join(key): answer for key, answer in chosen.answers().items()}
    form = sitting_form(chosen.measures)(formdata=None, data={**answers, "seen": str(mark_of(chosen.kept.values()))})
    return _questions(person, chosen, form)


@blueprint.post("/people/<uuid:person_id>/measures")
@access(Permission.REFER)
def take(person_id: UUID) -> Response:
    """Keep the answers and show what changed."""
    person = opened_person(person_id)
    chosen = _chosen(person)
    if not chosen.measures:
        return redirect(url_for(".new_measures", person_id=person.id), 303)
    form = sitting_form(chosen.measures)()
    if form.validate_on_submit():
        try:
            _take(person, chosen, form)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".measures", person_id=person.id), 303)
    return _questions(person, chosen, form, status=422)


def _take(person: Person, chosen: Chosen, form: SittingForm) -> None:
    at = clock.now()
    on = past_day_in("taken_on", form.taken_on.data or "", clock.today(), "the day of the answers") or clock.today()
    sitting = Sitting(chosen.point, on, form.answered(), chosen.referral, form.seen_mark)
    take_measures(db.session(), person, sitting, measures=installed(), by=acting(), at=at)


def _chosen(person: Person) -> Chosen:
    session = db.session()
    referrals = referrals_of(session, acting(), person)
    return read_choice(request.args, installed(), scores_of(session, person.id), referrals, clock.today())


def _choice_page(person: Person, chosen: Chosen) -> Response:
    """The choice is asked for again, with a sentence, when it was sent empty."""
    is_empty = "point" in request.args
    return page_about(
        person,
        "outcomes/choice.html",
        status=422 if is_empty else 200,
        chosen=chosen,
        offered=choosable(installed()),
        referrals=referrals_of(db.session(), acting(), person),
        points=list(Point),
        form={"messages": [("measure", NOTHING_CHOSEN)]} if is_empty else None,
    )


def _questions(person: Person, chosen: Chosen, form: SittingForm, *, status: int = 200) -> Response:
    return page_about(
        person,
        "outcomes/questions.html",
        status=status,
        chosen=chosen,
        form=form,
        name_of=name_of,
        is_scale=is_scale,
    )
