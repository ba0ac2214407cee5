"""What was published: the list, one as it was, how much of it is hidden, and the links by which others read it."""

from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from werkzeug import Response as AnyResponse
from wtforms import StringField

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.insight.models import ReportSnapshot
from directory.insight.outputs import sharing, snapshots, tokens
from directory.insight.outputs.blueprint import as_csv_file, as_odt_file, asked_of, blueprint
from directory.insight.reports.report import Report
from directory.listings.typed_times.days import day_in
from directory.web.access import access
from directory.web.forms import Form
from directory.web.pagination import Pagination
from directory.web.validators import Needed

ON_A_PAGE = 25


class ShareForm(Form):
    """Who it is for, and until when."""

    audience = StringField(
        "Who is it for?",
        description="A board or a team, for example the health and wellbeing board",
        validators=[Needed("who it is for")],
        widget=GovTextInput(),
    )
    until = StringField(
        "Until which day may they open it?",
        description="For example, 31 March 2027. At most a year ahead",
        validators=[Needed("a day")],
        widget=GovTextInput(),
    )


@blueprint.get("/insight/snapshots")
@access(Permission.SEE_INSIGHT)
def published() -> str:
    """The latest first."""
    session = db.session()
    page = Pagination(request.args.get("page", 1, int), ON_A_PAGE, session.query(ReportSnapshot).count())
    if not 1 <= page.number <= page.pages:
        raise NotVisible("There is no such page.")
    found = snapshots.snapshots(session, ON_A_PAGE, page.offset)
    return render_template("insight/snapshots.html", published=found, page=page)


@blueprint.get("/insight/snapshots/<uuid:snapshot_id>")
@access(Permission.SEE_INSIGHT)
def snapshot(snapshot_id: UUID) -> str:
    """Exactly what was published."""
    found, report = _opened(snapshot_id)
    links = sharing.links_of(db.session(), found)
    counted, last = sharing.openings_of(db.session(), links)
    lines = [
        (link, sharing.works(link, clock.now()), tokens.address_of(link), counted[link.id], last.get(link.id))
        for link in links
    ]
    return render_template("insight/snapshot.html", snapshot=found, report=report, lines=lines)


@blueprint.get("/insight/snapshots/<uuid:snapshot_id>.csv")
@access(Permission.SEE_INSIGHT)
def snapshot_file(snapshot_id: UUID) -> Response:
    """The same for a spreadsheet."""
    found, report = _opened(snapshot_id)
    return as_csv_file(report, _name(found))


@blueprint.get("/insight/snapshots/<uuid:snapshot_id>.odt")
@access(Permission.SEE_INSIGHT)
def snapshot_document(snapshot_id: UUID) -> Response:
    """The same for a word processor."""
    found, report = _opened(snapshot_id)
    return as_odt_file(report, _name(found))


@blueprint.get("/insight/snapshots/<uuid:snapshot_id>/links/new")
@access(Permission.CLOSE_GAPS)
def new_link(snapshot_id: UUID) -> str | tuple[str, int]:
    """What they will see and what stays hidden, before anything is sent."""
    return _share_page(snapshot_id, ShareForm(formdata=None))


@blueprint.post("/insight/snapshots/<uuid:snapshot_id>/links")
@access(Permission.CLOSE_GAPS)
def links(snapshot_id: UUID) -> AnyResponse | str | tuple[str, int]:
    """Make the link."""
    session, form = db.session(), ShareForm()
    found = snapshots.snapshot_or_404(session, snapshot_id)
    if form.validate_on_submit():
        try:
            until = day_in("until", form.until.data or "", clock.today(), "a day") or clock.today()
            sharing.share(session, found, form.audience.data or "", until, by=acting(), at=clock.now())
        except RuleBroken as broken:
            session.rollback()
            form.refuse(broken)
        else:
            return redirect(url_for(".snapshot", snapshot_id=snapshot_id, _anchor="links"), 303)
    return _share_page(snapshot_id, form)


@blueprint.post("/insight/shared-links/<uuid:link_id>/end")
@access(Permission.CLOSE_GAPS)
def link_end(link_id: UUID) -> AnyResponse:
    """Nobody opens it any more."""
    session = db.session()
    link = sharing.link_or_404(session, link_id)
    sharing.end(session, link, by=acting(), at=clock.now())
    return redirect(url_for(".snapshot", snapshot_id=link.snapshot_id, _anchor="links"), 303)


def _opened(snapshot_id: UUID) -> tuple[ReportSnapshot, Report]:
    session = db.session()
    found = snapshots.snapshot_or_404(session, snapshot_id)
    return found, snapshots.opened(found, asked_of(session, {}))


def _share_page(snapshot_id: UUID, form: ShareForm) -> str | tuple[str, int]:
    found, report = _opened(snapshot_id)
    hidden = snapshots.preview(report)
    page = render_template("insight/new_link.html", form=form, snapshot=found, report=report, hidden=hidden)
    return page, 422 if form.messages else 200


def _name(found: ReportSnapshot) -> str:
    return f"{found.report}-{clock.local(found.made_at).date().isoformat()}"
