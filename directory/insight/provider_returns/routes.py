"""The quarterly return: one short page, filled in as far as it is known, and what others in need say shown back."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.insight.disclosure.protecting import protect
from directory.insight.disclosure.rule import Rule, rule_from
from directory.insight.disclosure.table import Table
from directory.insight.gap_cases.naming import Names, names
from directory.insight.provider_returns.forms import ReturnForm, return_form
from directory.insight.reports.report import Section
from directory.listings.models import Organization
from directory.moderation.providing.policy import own_organizations
from directory.moderation.providing.quarterly.quarters import Quarter
from directory.needs.codes import ReasonFamily
from directory.needs.returns import lines as of
from directory.needs.returns.lines import Line
from directory.needs.returns.operations import send_return
from directory.needs.returns.others import said_by_others
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("returns", __name__)
blueprint.after_request(keep_nowhere)

Answer = AnyResponse | str | tuple[str, int]


@blueprint.get("/provider/returns")
@access(Permission.EDIT_OWN_LISTINGS)
def returns() -> str:
    """For each organisation: the return of the quarter that is over, and those that were sent."""
    session, quarter = db.session(), of.present_quarter(clock.today())
    groups = [
        (organization, of.return_of(session, organization.id, quarter), of.returns_of(session, organization.id))
        for organization in session.scalars(own_organizations(acting()).order_by(Organization.name, Organization.id))
    ]
    return render_template(
        "returns/returns.html",
        groups=groups,
        quarter=quarter,
        until=of.open_until(quarter),
        quarter_of_day=_quarter_of_day,
    )


@blueprint.get("/provider/returns/<uuid:organization>/<code>")
@access(Permission.EDIT_OWN_LISTINGS)
def one(organization: UUID, code: str) -> Answer:
    """The return of one quarter: to fill in, to correct, or as it was sent."""
    runs, quarter = _asked(organization, code)
    lines = of.lines_for(db.session(), runs.id, quarter)
    return _page(runs, quarter, return_form(lines, is_sent=False))


@blueprint.post("/provider/returns/<uuid:organization>/<code>")
@access(Permission.EDIT_OWN_LISTINGS)
def sending(organization: UUID, code: str) -> Answer:
    """Send it, or correct it."""
    runs, quarter = _asked(organization, code)
    session = db.session()
    form = return_form(of.lines_for(session, runs.id, quarter), is_sent=True)
    if form.validate_on_submit():
        try:
            send_return(session, runs.id, quarter, form.answers(), by=acting(), at=clock.now())
        except RuleBroken as broken:
            session.rollback()
            form.refuse(broken)
        else:
            return redirect(url_for(".one", organization=organization, code=code), 303)
    return _page(runs, quarter, form)


def _asked(organization: UUID, code: str) -> tuple[Organization, Quarter]:
    runs = get_or_404(own_organizations(acting()), organization)
    quarter = of.quarter_of(code)
    if quarter is None or not of.has_ended(quarter, clock.today()):
        raise NotVisible("There is no return for this quarter yet.")
    return runs, quarter


def _page(runs: Organization, quarter: Quarter, form: ReturnForm) -> Answer:
    session, today = db.session(), clock.today()
    sent = of.return_of(session, runs.id, quarter)
    is_sent = sent is not None and sent.sent_at is not None
    page = render_template(
        "returns/one.html",
        runs=runs,
        quarter=quarter,
        form=form,
        sent=sent if is_sent else None,
        is_open=of.is_open(quarter, today),
        until=of.open_until(quarter),
        others=_others(session, runs.id, form.lines, today) if is_sent else None,
    )
    return page, 422 if form.messages else 200


def _others(session: Session, organization_id: UUID, lines: Sequence[Line], today: date) -> Section | None:
    """What others in need say of the same needs in the same districts, with small numbers hidden."""
    needs = {line.need for line in lines if line.need}
    known = [line.district for line in lines if line.need]
    districts = {code for code in known if code} if all(known) else set()
    found = said_by_others(session, organization_id, needs, districts, today)
    rule: Rule = rule_from(current_app.extensions["waypost_settings"])
    if sum(found.values()) <= rule.threshold:
        return None
    return _told(found, names(session), rule)


def _told(found: Mapping[tuple[str, ReasonFamily], int], called: Names, rule: Rule) -> Section:
    needs = sorted({need for need, _family in found}, key=called.need)
    families = [family for family in ReasonFamily if any((need, family) in found for need in needs)]
    table = Table(
        tuple(called.need(need) for need in needs),
        tuple(family.label for family in families),
        tuple(tuple(found.get((need, family), 0) for family in families) for need in needs),
    )
    return Section("What others say", (), protect(table, rule), corner="Need", key="others")


def _quarter_of_day(first: date) -> Quarter:
    found = of.quarter_of(f"{first.year}-Q{(first.month + 2) // 3}")
    if found is None:
        raise NotVisible("There is no such quarter.")
    return found
