"""A supervisor's five records of the month, and the counts of who is seen by several."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.caseload import sampling
from directory.referrals.caseload.blueprint import blueprint
from directory.referrals.caseload.forms import SampleForm
from directory.referrals.caseload.overlap import LOOKS_BACK, overlap_of
from directory.referrals.caseload.practice import Answer, Question
from directory.referrals.caseload.presenters import SampleLine, present_sample
from directory.referrals.caseload.queries import colleagues_of
from directory.referrals.models import Person, QualitySample
from directory.web.access import access
from directory.web.loading import get_or_404

MONTHS_TOLD = 12


@blueprint.get("/caseload/samples")
@access(Permission.SUPERVISE)
def samples() -> str:
    """This month's records, and how often practice was as it was meant in those of the last twelve months."""
    session, user = db.session(), acting()
    found = list(session.scalars(sampling.recent(user, clock.today(), months=MONTHS_TOLD)))
    month = sampling.month_of(clock.today())
    done = [sample for sample in found if sample.done_on]
    return render_template(
        "caseload/samples.html",
        lines=[_line(user, sample) for sample in found if sample.month == month],
        month=month,
        drawn_from=sampling.month_before(month),
        tally=sampling.tally(done),
        answers=tuple(Answer),
        done=len(done),
        has_team=user.team_id is not None,
    )


@blueprint.post("/caseload/samples")
@access(Permission.SUPERVISE)
def draw() -> Response:
    """Draw this month's records. Nobody chooses them."""
    sampling.draw(db.session(), by=acting(), at=clock.now())
    return redirect(url_for(".samples"), 303)


@blueprint.get("/caseload/samples/<uuid:sample>")
@access(Permission.SUPERVISE)
def sample(sample: UUID) -> str:
    """One record to look at, with the questions."""
    return _sample_page(get_or_404(sampling.visible_samples(acting()), sample), SampleForm(formdata=None))


@blueprint.post("/caseload/samples/<uuid:sample>")
@access(Permission.SUPERVISE)
def answered(sample: UUID) -> Response | tuple[str, int]:
    """Keep what the supervisor found."""
    user = acting()
    found, form = get_or_404(sampling.visible_samples(user), sample), SampleForm()
    if form.validate_on_submit():
        try:
            sampling.answer(db.session(), found, form.said(), form.note.data or "", by=user, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".samples"), 303)
    return _sample_page(found, form), 422


@blueprint.get("/caseload/overlap")
@access(Permission.SUPERVISE)
def overlap() -> str:
    """Counts of the last twelve months: seen by several, back within 90 days, pointed somewhere and never asked."""
    user, now = acting(), clock.now()
    counts = overlap_of(db.session(), user.team_id, now) if user.team_id else None
    return render_template("caseload/overlap.html", counts=counts, since=clock.today() - LOOKS_BACK)


def _line(user: User, found: QualitySample) -> SampleLine:
    names = {each.id: each.name for each in colleagues_of(db.session(), user.team_id)}
    person = db.session.get(Person, found.person_id) if found.person_id else None
    return present_sample(found, person, names)


def _sample_page(found: QualitySample, form: SampleForm) -> str:
    return render_template(
        "caseload/sample.html",
        line=_line(acting(), found),
        form=form,
        questions=[form[question.value] for question in Question],
        said=[
            (question.label, Answer(found.answers[question.value]).label)
            for question in Question
            if question.value in found.answers
        ],
        note=found.note,
    )
