"""For an audience without an account: a cover with one button, and the report behind it while the link holds."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response as AnyResponse

from directory import clock
from directory.extensions import db
from directory.insight.models import AudienceLink, ReportSnapshot
from directory.insight.outputs import sharing
from directory.insight.outputs.blueprint import as_csv_file, as_odt_file, asked_of, blueprint
from directory.insight.outputs.snapshots import opened
from directory.insight.outputs.tokens import link_called
from directory.insight.reports.report import Report
from directory.web.access import Audience, access
from directory.web.origin import stateless_form

OVER = 410
AT = "/shared-reports/<token>"
OPENED = f"{AT}/openings/<uuid:opening_id>"


@blueprint.get(AT)
@access(Audience.EVERYONE)
def shared(token: str) -> tuple[str, int]:
    """What was shared, for whom, until when. Opening the link counts nothing: scanners of mail do that."""
    link = link_called(db.session(), token)
    found = db.session().get_one(ReportSnapshot, link.snapshot_id)
    is_over = not sharing.works(link, clock.now())
    page = render_template("insight/shared.html", token=token, link=link, snapshot=found, is_over=is_over)
    return page, OVER if is_over else 200


@blueprint.post(f"{AT}/openings")
@access(Audience.EVERYONE)
@stateless_form
def opening(token: str) -> AnyResponse:
    """Open it, and count that somebody did."""
    session = db.session()
    made = sharing.open_report(session, link_called(session, token), clock.now())
    return redirect(url_for(".shared_report", token=token, opening_id=made.id), 303)


@blueprint.get(OPENED)
@access(Audience.EVERYONE)
def shared_report(token: str, opening_id: UUID) -> AnyResponse | str:
    """The report as it was published."""
    found = _readable(token, opening_id)
    if found is None:
        return redirect(url_for(".shared", token=token))
    link, report = found
    return render_template("insight/shared_report.html", report=report, link=link, token=token, opening_id=opening_id)


@blueprint.get(f"{OPENED}.csv")
@access(Audience.EVERYONE)
def shared_file(token: str, opening_id: UUID) -> AnyResponse:
    """The same for a spreadsheet."""
    found = _readable(token, opening_id)
    return redirect(url_for(".shared", token=token)) if found is None else as_csv_file(found[1], "report")


@blueprint.get(f"{OPENED}.odt")
@access(Audience.EVERYONE)
def shared_document(token: str, opening_id: UUID) -> AnyResponse:
    """The same for a word processor."""
    found = _readable(token, opening_id)
    return redirect(url_for(".shared", token=token)) if found is None else as_odt_file(found[1], "report")


def _readable(token: str, opening_id: UUID) -> tuple[AudienceLink, Report] | None:
    """The link with its report; nothing once it is over or was opened too long ago, so that the cover says so."""
    session, at = db.session(), clock.now()
    link = link_called(session, token)
    seen = sharing.opening_of(session, link, opening_id, at)
    if seen is None or not sharing.works(link, at):
        return None
    return link, opened(session.get_one(ReportSnapshot, link.snapshot_id), asked_of(session, {}))
