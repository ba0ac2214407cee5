"""Panels: called for a day, cases to look at one by one, decisions kept. No page here reads a person or a referral."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.queries import districts
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.listings.typed_times.days import day_in
from directory.needs.codes import PanelDecision
from directory.needs.models import CasePanel
from directory.needs.panels import operations
from directory.needs.panels.forms import DecisionForm, PanelForm
from directory.needs.panels.presenters import names_of_needs, present_case, present_panel
from directory.web.access import access
from directory.web.loading import one_or_404
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("panels", __name__)
blueprint.after_request(keep_nowhere)

Answer = AnyResponse | str | tuple[str, int]
MOST_SHOWN = 50


@blueprint.get("/gaps/panels")
@access(Permission.CLOSE_GAPS)
def panels() -> Answer:
    """Panels that are called, and the form for another."""
    return _page(PanelForm(formdata=None))


@blueprint.post("/gaps/panels")
@access(Permission.CLOSE_GAPS)
def calling() -> Answer:
    """Call one."""
    form, session, today = PanelForm(), db.session(), clock.today()
    if form.validate_on_submit():
        try:
            if form.need.data not in names_of_needs(session):
                raise RuleBroken("need", "Select what the cases are about")
            typed = (form.wanted.data or "").strip()
            made = operations.call_panel(
                session,
                form.need.data,
                operations.district_of(form.district.data or "", districts(session, today)),
                int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0,
                day_in("meets_on", form.meets_on.data or "", today, "a day"),
                by=acting(),
                at=clock.now(),
            )
        except RuleBroken as broken:
            session.rollback()
            form.refuse(broken)
        else:
            return redirect(url_for(".panel", reference=made.reference), 303)
    return _page(form)


@blueprint.get("/gaps/panels/<reference>")
@access(Permission.CLOSE_GAPS)
def panel(reference: str) -> str:
    """Its cases, each with what was decided."""
    found = _called(reference)
    return render_template("gaps/panel.html", panel=found, view=present_panel(db.session(), found, clock.today()))


@blueprint.get("/gaps/panels/<reference>/cases/<int:number>")
@access(Permission.CLOSE_GAPS)
def case(reference: str, number: int) -> Answer:
    """One course of help, and what the panel says of it."""
    form = DecisionForm(formdata=None)
    found = _called(reference)
    one = next((each for each in found.cases if each.number == number), None)
    if one is not None and one.decision is not None:
        form.decision.data, form.learnt.data = one.decision.value, one.learnt
    return _case_page(found, number, form)


@blueprint.post("/gaps/panels/<reference>/cases/<int:number>/decision")
@access(Permission.CLOSE_GAPS)
def decision(reference: str, number: int) -> Answer:
    """Keep it."""
    session, found, form = db.session(), _called(reference), DecisionForm()
    if form.validate_on_submit():
        try:
            known = {each.value: each for each in PanelDecision}
            if form.decision.data not in known:
                raise RuleBroken("decision", "Select what it shows")
            said = known[form.decision.data]
            operations.decide(session, found, number, said, form.learnt.data or "", by=acting(), at=clock.now())
        except RuleBroken as broken:
            session.rollback()
            form.refuse(broken)
        else:
            return redirect(url_for(".panel", reference=reference), 303)
    return _case_page(_called(reference), number, form)


@blueprint.post("/gaps/panels/<reference>/closing")
@access(Permission.CLOSE_GAPS)
def closing(reference: str) -> AnyResponse:
    """It has met."""
    operations.close(db.session(), _called(reference), by=acting(), at=clock.now())
    return redirect(url_for(".panel", reference=reference), 303)


def _called(reference: str) -> CasePanel:
    return one_or_404(operations.panels().where(CasePanel.reference == reference.upper()))


def _case_page(found: CasePanel, number: int, form: DecisionForm) -> Answer:
    one = next((each for each in found.cases if each.number == number), None)
    if one is None:
        raise NotVisible("There is no such case.")
    view = present_case(db.session(), one)
    page = render_template("gaps/panel_case.html", panel=found, case=one, view=view, form=form)
    return page, 422 if form.messages else 200


def _page(form: PanelForm) -> Answer:
    session, today = db.session(), clock.today()
    form.need.choices = [("", "Choose"), *names_of_needs(session).items()]
    form.district.choices = [("", "Everywhere"), *districts(session, today)]
    found = session.scalars(operations.panels().limit(MOST_SHOWN)).all()
    lines = [(each.reference, present_panel(session, each, today)) for each in found]
    return render_template("gaps/panels.html", form=form, lines=lines), 422 if form.messages else 200
