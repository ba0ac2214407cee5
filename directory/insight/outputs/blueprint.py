"""The blueprint of reports, and how one is asked for."""

from collections.abc import Mapping

from flask import Blueprint, Response, current_app, request
from sqlalchemy.orm import Session

from directory import clock
from directory.errors import NotVisible
from directory.insight.disclosure.rule import rule_from
from directory.insight.outputs.odt import MIMETYPE, report_odt
from directory.insight.reports.asking import Asked, where_of
from directory.insight.reports.files import report_csv
from directory.insight.reports.registry import REPORTS, Definition
from directory.insight.reports.report import Report
from directory.insight.reports.scores import directions_of, names_of, questions_of
from directory.referrals.outcomes.installed import installed as installed_measures
from directory.settings import Settings
from directory.web.access import Audience, audience_of

blueprint = Blueprint("reports", __name__)
LONGEST_VALUE = 200


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """What is for some people stays in no cache; the public page says for itself how long it holds."""
    if "Cache-Control" not in response.headers or not _is_public():
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_public() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return view is not None and audience_of(view) is Audience.EVERYONE


def definition_or_404(key: str) -> Definition:
    """A report by its key. Raises `NotVisible`."""
    if key not in REPORTS:
        raise NotVisible("There is no such report.")
    return REPORTS[key]


def asked_of(session: Session, values: Mapping[str, str]) -> Asked:
    """The question with these values, as of now."""
    settings: Settings = current_app.extensions["waypost_settings"]
    measures = installed_measures().measures
    return Asked(
        session=session,
        rule=rule_from(settings),
        at=clock.now(),
        where=where_of(session, values.get("area", "")),
        values=values,
        measures=names_of(measures),
        better=directions_of(measures),
        questions=questions_of(measures),
    )


def typed(definition: Definition, session: Session) -> dict[str, str]:
    """What was chosen in the address; what is not of a list is as if nothing was chosen."""
    found = {}
    for choice in definition.asks:
        given = [value[:LONGEST_VALUE].strip() for value in request.values.getlist(choice.key)]
        given = [part for value in given for part in (value.split(",") if choice.several else [value])]
        if choice.choices is not None and choice.key != "area":
            known = {code for code, _ in choice.choices(session)}
            given = [value for value in given if value in known]
        value = ",".join(given) if choice.several else (given[0] if given else "")
        if value and value != choice.usual:
            found[choice.key] = value
    return found


def as_csv_file(report: Report, name: str) -> Response:
    """A file that a browser keeps under its name."""
    return _file(report_csv(report).encode(), "text/csv; charset=utf-8", f"{name}.csv")


def as_odt_file(report: Report, name: str) -> Response:
    """The same for a word processor."""
    return _file(report_odt(report), MIMETYPE, f"{name}.odt")


def _file(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
