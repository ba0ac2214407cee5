""" "How true the directory is": a page and a file of the same figures."""

from flask import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.moderation.desk.routes.blueprint import blueprint
from directory.moderation.desk.truth.building import build_report
from directory.moderation.review import private_page
from directory.web.access import access
from directory.web.spreadsheets import as_csv


@blueprint.get("/staff/truth")
@access(Permission.SEE_TRUTH)
def truth() -> Response:
    """The figures, with bars of the same."""
    return private_page("staff/truth.html", report=build_report(db.session(), acting(), clock.today()))


@blueprint.get("/staff/truth.csv")
@access(Permission.SEE_TRUTH)
def truth_file() -> Response:
    """The same as a file."""
    report = build_report(db.session(), acting(), clock.today())
    response = Response(as_csv(report.lines()), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{report.name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
