"""Pages of extracts: commissioners ask and take, whoever answers for data protection decides. Both read the log."""

from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask import Response as Plain
from sqlalchemy import select
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.insight.disclosure.rule import Rule, rule_from
from directory.insight.extracts import operations, queries
from directory.insight.extracts.codes import ExtractState, Fact
from directory.insight.extracts.forms import AskingForm, DecisionForm
from directory.insight.extracts.models import ResearchExtract
from directory.web.access import access
from directory.web.forms import Form
from directory.web.loading import get_or_404
from directory.web.pagination import Pagination
from directory.web.spreadsheets import as_csv
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("extracts", __name__)
blueprint.after_request(keep_nowhere)
ON_A_PAGE = 25
Answer = Response | str | tuple[str, int]


@blueprint.get("/insight/extracts")
@access(Permission.CLOSE_GAPS)
def extracts() -> str:
    """The log, for those who ask."""
    return _log("extracts/list.html")


@blueprint.get("/insight/extracts/new")
@access(Permission.CLOSE_GAPS)
def new_extract() -> str:
    """What is it for, and what is needed for that."""
    form = AskingForm(formdata=None)
    form.offer_months(clock.today(), is_new=True)
    return render_template("extracts/new.html", form=form, rule=_rule())


@blueprint.post("/insight/extracts")
@access(Permission.CLOSE_GAPS)
def asking() -> Answer:
    """Ask for one."""
    form = AskingForm()
    form.offer_months(clock.today(), is_new=False)
    try:
        if form.validate_on_submit():
            made = operations.ask(db.session(), form.asking(), by=acting(), at=clock.now())
            return redirect(url_for(".extract", extract_id=made.id), 303)
    except RuleBroken as broken:
        form.refuse(broken)
    return render_template("extracts/new.html", form=form, rule=_rule()), 422


@blueprint.get("/insight/extracts/<uuid:extract_id>")
@access(Permission.CLOSE_GAPS)
def extract(extract_id: UUID) -> str:
    """One of them: what was asked, who decided, and the file while it may be taken."""
    found = get_or_404(select(ResearchExtract), extract_id)
    is_own = found.asked_by == acting().id
    may_take = is_own and operations.may_take(found, clock.today())
    return render_template("extracts/one.html", **_facts_of(found), may_take=may_take, is_own=is_own)


@blueprint.post("/insight/extracts/<uuid:extract_id>/copies")
@access(Permission.CLOSE_GAPS)
def copies(extract_id: UUID) -> Response:
    """The file. Taking it is counted and on the record, so it is no reading."""
    found = get_or_404(select(ResearchExtract), extract_id)
    rows = operations.take(db.session(), found, _rule(), by=acting(), at=clock.now())
    answer = Plain(as_csv(rows.lines), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="extract-{found.reference}.csv"'
    return answer


@blueprint.post("/insight/extracts/<uuid:extract_id>/ending")
@access(Permission.CLOSE_GAPS)
def ending(extract_id: UUID) -> Response:
    """It is not needed any more."""
    found = get_or_404(select(ResearchExtract), extract_id)
    operations.end(db.session(), found, by=acting(), at=clock.now())
    return redirect(url_for(".extract", extract_id=found.id), 303)


@blueprint.get("/staff/extracts")
@access(Permission.SET_LAW)
def decisions() -> str:
    """The log, for those who decide."""
    return _log("extracts/decisions.html")


@blueprint.get("/staff/extracts/<uuid:extract_id>")
@access(Permission.SET_LAW)
def decision(extract_id: UUID) -> str:
    """One of them, with a decision to make or made."""
    return _decision_page(get_or_404(select(ResearchExtract), extract_id), DecisionForm(formdata=None))


@blueprint.post("/staff/extracts/<uuid:extract_id>/decision")
@access(Permission.SET_LAW)
def deciding(extract_id: UUID) -> Answer:
    """Say yes or no to it."""
    found, form = get_or_404(select(ResearchExtract), extract_id), DecisionForm()
    try:
        if form.validate_on_submit():
            _decide(found, form)
            return redirect(url_for(".decision", extract_id=found.id), 303)
    except RuleBroken as broken:
        form.refuse(broken)
    return _decision_page(found, form), 422


def _decide(found: ResearchExtract, form: DecisionForm) -> None:
    session, part, by, at = db.session(), form.part.data or "", acting(), clock.now()
    if form.answer.data == "approve":
        operations.approve(session, found, part=part, days=form.chosen_days, by=by, at=at)
    elif form.answer.data == "refuse":
        operations.refuse(session, found, part=part, reason=form.reason.data or "", by=by, at=at)
    else:
        raise RuleBroken("answer", "Select what you decide")


@blueprint.post("/staff/extracts/<uuid:extract_id>/ending")
@access(Permission.SET_LAW)
def stopping(extract_id: UUID) -> Response:
    """Stop one that was approved."""
    found = get_or_404(select(ResearchExtract), extract_id)
    operations.end(db.session(), found, by=acting(), at=clock.now())
    return redirect(url_for(".decision", extract_id=found.id), 303)


def _log(template: str) -> str:
    session = db.session()
    page = Pagination(request.args.get("page", 1, int), ON_A_PAGE, queries.number_of(session))
    if not 1 <= page.number <= page.pages:
        raise NotVisible("There is no such page.")
    found = session.scalars(queries.all_extracts().limit(ON_A_PAGE).offset(page.offset)).all()
    names = queries.names_in(session, found)
    lines = [(each, queries.asked_for_by(each, names), queries.decided_by(each, names)) for each in found]
    return render_template(template, lines=lines, page=page)


def _facts_of(found: ResearchExtract) -> dict[str, object]:
    names = queries.names_in(db.session(), [found])
    return {
        "extract": found,
        "asker": queries.asked_for_by(found, names),
        "decider": queries.decided_by(found, names),
        "facts": [Fact(code).label for code in found.facts],
        "can_end": found.state in (ExtractState.ASKED, ExtractState.APPROVED),
        "most": operations.MOST_TAKEN,
        "least": _rule().threshold + 1,
    }


def _decision_page(found: ResearchExtract, form: Form) -> str:
    return render_template("extracts/decision.html", **_facts_of(found), form=form)


def _rule() -> Rule:
    return rule_from(current_app.extensions["waypost_settings"])
