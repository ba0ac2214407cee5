"""One gap on one page: who misses it and why, what there is, who does what by when, and what came of it."""

from uuid import UUID

from flask import Response as Page
from flask import make_response, redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.insight.gap_cases.blueprint import blueprint, installed, rule
from directory.insight.gap_cases.forms import HEADINGS
from directory.insight.gap_cases.presenters import action_line
from directory.insight.gap_cases.report import GapReport, gap_report
from directory.insight.gap_cases.steps import form_for, take
from directory.insight.reports.files import report_csv
from directory.needs.cases import operations, queries
from directory.needs.models import GapAction, GapCase
from directory.web.access import access
from directory.web.forms import Form
from directory.web.loading import one_or_404

Answer = Response | str | tuple[str, int]


@blueprint.get("/gaps/<reference>")
@access(Permission.CLOSE_GAPS)
def case(reference: str) -> str:
    """The whole gap."""
    session, found, today = db.session(), case_called(reference), clock.today()
    listings = queries.listings_of(session, found)
    names = {listing.id: listing.name for listing in listings}
    people = queries.names_of(session, [found.owner_id, *(action.owner_id for action in found.actions)])
    return render_template(
        "gaps/case.html",
        case=found,
        view=_report(found),
        actions=[action_line(action, people, names, today) for action in found.actions],
        owner=people.get(found.owner_id, "Nobody") if found.owner_id else "Nobody",
        listings=listings,
        pence=installed().mileage_rate_pence,
    )


@blueprint.get("/gaps/<reference>.csv")
@access(Permission.CLOSE_GAPS)
def case_file(reference: str) -> Page:
    """The same numbers for a spreadsheet."""
    found = case_called(reference)
    answer = make_response(report_csv(_report(found).report))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.reference}.csv"'
    return answer


@blueprint.get("/gaps/<reference>/<noun>")
@access(Permission.CLOSE_GAPS)
def step(reference: str, noun: str) -> Answer:
    """One form about it."""
    found = case_called(reference)
    return _step_page(found, noun, form_for(db.session(), noun, found, is_sent=False))


@blueprint.post("/gaps/<reference>/<noun>")
@access(Permission.CLOSE_GAPS)
def steps(reference: str, noun: str) -> Answer:
    """One step; 422 with the words kept when something has to be put right."""
    session, found = db.session(), case_called(reference)
    form = form_for(session, noun, found, is_sent=True)
    if form.validate_on_submit():
        try:
            take(session, found, form, by=acting(), at=clock.now())
        except RuleBroken as broken:
            session.rollback()
            form.refuse(broken)
        else:
            return back(found)
    return _step_page(case_called(reference), noun, form)


@blueprint.post("/gaps/<reference>/beginning")
@access(Permission.CLOSE_GAPS)
def beginning(reference: str) -> Response:
    """Work has begun."""
    found = case_called(reference)
    operations.begin(db.session(), found, by=acting(), at=clock.now())
    return back(found)


@blueprint.post("/gaps/<reference>/actions/<uuid:action>/completion")
@access(Permission.CLOSE_GAPS)
def completion(reference: str, action: UUID) -> Response:
    """An action is done."""
    found = case_called(reference)
    operations.finish_action(db.session(), found, action_of(found, action), by=acting(), at=clock.now())
    return back(found)


def case_called(reference: str) -> GapCase:
    """The case with this reference, or 404."""
    return one_or_404(queries.cases().where(GapCase.reference == reference.upper()))


def action_of(found: GapCase, action: UUID) -> GapAction:
    """An action of this case, or 404."""
    one = next((each for each in found.actions if each.id == action), None)
    if one is None:
        raise NotVisible("There is no such action.")
    return one


def back(found: GapCase) -> Response:
    """To the page of the case."""
    return redirect(url_for("gaps.case", reference=found.reference), 303)


def _report(found: GapCase) -> GapReport:
    pence = installed().mileage_rate_pence
    return gap_report(db.session(), found, acting(), rule(), pence, clock.now())


def _step_page(found: GapCase, noun: str, form: Form) -> Answer:
    page = render_template("gaps/step.html", case=found, noun=noun, heading=HEADINGS[noun], form=form)
    return page, 422 if form.messages else 200
