"""How we are doing, for everybody: no account, no cookie, the same for all, so that caches may keep it for an hour."""

from flask import Response, make_response, render_template

from directory.extensions import db
from directory.insight.outputs.blueprint import as_csv_file, asked_of, blueprint
from directory.insight.reports.public import how_we_are_doing
from directory.web.access import Audience, access

AN_HOUR = "public, max-age=3600"


@blueprint.get("/how-we-are-doing")
@access(Audience.EVERYONE)
def public() -> Response:
    """The page of this month."""
    report = how_we_are_doing(asked_of(db.session(), {}))
    response = make_response(render_template("insight/public.html", report=report))
    response.headers["Cache-Control"] = AN_HOUR
    return response


@blueprint.get("/how-we-are-doing.csv")
@access(Audience.EVERYONE)
def public_file() -> Response:
    """The same for a spreadsheet."""
    response = as_csv_file(how_we_are_doing(asked_of(db.session(), {})), "how-we-are-doing")
    response.headers["Cache-Control"] = AN_HOUR
    return response
