"""All gaps: what the data suggests, what is worked on, a new one by hand, and what is offered twice."""

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response

from directory import clock
from directory.accounts.queries import districts
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.insight.gap_cases.blueprint import blueprint, rule
from directory.insight.gap_cases.forms import CaseForm, offer
from directory.insight.gap_cases.naming import Names, names
from directory.insight.gap_cases.presenters import case_line, overlap_line, suggested
from directory.needs.cases import operations, queries
from directory.needs.cases.grouping import clusters
from directory.needs.cases.overlaps import overlaps
from directory.needs.flags.areas import area_name, read_place
from directory.web.access import access
from directory.web.pagination import Pagination

ON_A_PAGE = 25
MOST_SUGGESTED = 20

Answer = Response | str | tuple[str, int]


@blueprint.get("/gaps")
@access(Permission.CLOSE_GAPS)
def cases() -> str:
    """Gaps that are worked on, and those that the data suggests."""
    session, today = db.session(), clock.today()
    is_closed = request.args.get("show") == "closed"
    found = queries.in_order(queries.cases(), closed=is_closed)
    page = _page(queries.count(session, found))
    shown = session.scalars(found.limit(ON_A_PAGE).offset(page.offset)).all()
    near = clusters(session, today, rule().threshold + 1)[:MOST_SUGGESTED] if not is_closed else []
    called = names(session, {case.area_code for case in shown} | {each.area_code for each in near})
    people = queries.names_of(session, [case.owner_id for case in shown])
    return render_template(
        "gaps/cases.html",
        lines=[case_line(case, called, people, today) for case in shown],
        suggestions=suggested(near, called, rule()),
        rule=rule().sentence,
        page=page,
        is_closed=is_closed,
    )


@blueprint.get("/gaps/new")
@access(Permission.CLOSE_GAPS)
def new_case() -> str | tuple[str, int]:
    """A gap that somebody noticed, or that the data suggests."""
    form = CaseForm(formdata=None)
    form.need.data = request.args.get("need", "")
    form.area.data = request.args.get("area", "")
    form.place.data = area_name(db.session(), form.area.data)
    return _new_page(form)


@blueprint.post("/gaps")
@access(Permission.CLOSE_GAPS)
def opening() -> Answer:
    """Open it; the flags that belong to it come along."""
    form, session = CaseForm(), db.session()
    if form.validate_on_submit():
        try:
            area = _area(session, form)
            cohort = form.cohort.data or None
            called = names(session, [area])
            _known(called, form.need.data or "", cohort)
            title = called.title(form.need.data or "", area, cohort)
            case = operations.open_case(
                session, form.need.data or "", area, title, cohort=cohort, by=acting(), at=clock.now()
            )
        except RuleBroken as broken:
            session.rollback()
            form.refuse(broken)
        else:
            return redirect(url_for(".case", reference=case.reference), 303)
    return _new_page(form)


@blueprint.get("/gaps/overlaps")
@access(Permission.CLOSE_GAPS)
def overlapping() -> str:
    """The same need, place and people, by different organisations."""
    session, today = db.session(), clock.today()
    need, area = request.args.get("need", ""), request.args.get("area", "")
    found = overlaps(session, acting(), today, need=need, area=area)
    page = _page(len(found))
    shown = found[page.offset : page.offset + ON_A_PAGE]
    called = names(session, {code for pair in shown for code in pair.areas})
    return render_template(
        "gaps/overlaps.html",
        lines=[overlap_line(pair, called) for pair in shown],
        page=page,
        needs=called.needs,
        districts=districts(session, today),
        need=need,
        area=area,
    )


def _area(session: Session, form: CaseForm) -> str:
    """A district by its name, or whatever place was typed. Raises `RuleBroken`."""
    words = form.place.data or ""
    for code, name in districts(session, clock.today()):
        if name.casefold() == words.casefold():
            return code
    return read_place(session, words, form.area.data or "").code


def _known(called: Names, need: str, cohort: str | None) -> None:
    if need not in called.needs:
        raise RuleBroken("need", "Select what is missing")
    if cohort is not None and cohort not in called.cohorts:
        raise RuleBroken("cohort", "Select a group of the list, or none")


def _new_page(form: CaseForm) -> str | tuple[str, int]:
    called = names(db.session())
    offer(form.need, list(called.needs.items()))
    offer(form.cohort, list(called.cohorts.items()), "Everybody")
    return render_template("gaps/new.html", form=form), 422 if form.messages else 200


def _page(total: int) -> Pagination:
    page = Pagination(request.args.get("page", 1, int), ON_A_PAGE, total)
    if not 1 <= page.number <= page.pages:
        raise NotVisible("There is no such page.")
    return page
