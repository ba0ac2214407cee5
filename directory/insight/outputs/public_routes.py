"""How we are doing, for everybody: no account, no cookie, the same for all, so that caches may keep it for an hour."""

from datetime import date

from flask import Response, current_app, make_response, render_template

from directory import clock
from directory.errors import NotVisible
from directory.extensions import db
from directory.insight.disclosure.rule import rule_from
from directory.insight.outputs.blueprint import as_csv_file, blueprint
from directory.insight.outputs.public_months import months, page_of
from directory.insight.reports.report import Report
from directory.web.access import Audience, access

AN_HOUR = "public, max-age=3600"


@blueprint.get("/how-we-are-doing")
@access(Audience.EVERYONE)
def public() -> Response:
    """The page of the last month that is over."""
    kept = months(db.session())
    return _page(_made(None), kept[0] if kept else None)


@blueprint.get("/how-we-are-doing/<month>")
@access(Audience.EVERYONE)
def public_month(month: str) -> Response:
    """The page of an earlier month, exactly as it was."""
    chosen = _month(month)
    return _page(_made(chosen), chosen)


@blueprint.get("/how-we-are-doing.csv")
@access(Audience.EVERYONE)
def public_file() -> Response:
    """The same for a spreadsheet."""
    return _for_an_hour(as_csv_file(_made(None), "how-we-are-doing"))


@blueprint.get("/how-we-are-doing/<month>.csv")
@access(Audience.EVERYONE)
def public_month_file(month: str) -> Response:
    """An earlier month for a spreadsheet."""
    return _for_an_hour(as_csv_file(_made(_month(month)), f"how-we-are-doing-{month}"))


def _month(typed: str) -> date:
    """2026-10 is October 2026. Raises `NotVisible` for anything else."""
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise NotVisible("There is no page of this month.") from None


def _made(month: date | None) -> Report:
    rule = rule_from(current_app.extensions["waypost_settings"])
    return page_of(db.session(), rule, month, at=clock.now())


def _page(report: Report, month: date | None) -> Response:
    return _for_an_hour(
        make_response(render_template("insight/public.html", report=report, month=month, months=months(db.session())))
    )


def _for_an_hour(response: Response) -> Response:
    response.headers["Cache-Control"] = AN_HOUR
    return response
