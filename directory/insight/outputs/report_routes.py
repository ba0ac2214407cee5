"""The list of reports, and each as a page, a file for spreadsheets and a document."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import Response, redirect, render_template, request, url_for
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.extensions import db
from directory.insight.models.reports import Rhythm
from directory.insight.outputs.blueprint import as_csv_file, as_odt_file, asked_of, blueprint, definition_or_404, typed
from directory.insight.outputs.letters import subscribe, subscriptions, unsubscribe
from directory.insight.outputs.snapshots import before, keep, snapshots
from directory.insight.reports.asking import Asked
from directory.insight.reports.registry import REPORTS, Definition
from directory.insight.reports.report import Report
from directory.web.access import access

LATEST = 5
#: Pages that have an address of their own beside these are found first.
ANY = "/insight/<key>"


@blueprint.get("/insight/reports")
@access(Permission.SEE_INSIGHT)
def listed() -> str:
    """What there is to read, what is published, and what somebody is written to about."""
    session = db.session()
    return render_template(
        "insight/reports.html",
        reports=[each for each in REPORTS.values() if not each.is_document],
        documents=[each for each in REPORTS.values() if each.is_document],
        published=snapshots(session, LATEST, 0),
        letters=[(REPORTS[each.report], each) for each in subscriptions(session, acting()) if each.report in REPORTS],
    )


@blueprint.get(ANY)
@access(Permission.SEE_INSIGHT)
def report(key: str) -> str:
    """One report with its choices."""
    session, definition = db.session(), definition_or_404(key)
    values = typed(definition, session)
    made = definition.make(_asked(definition, values))
    return render_template(
        "insight/report.html",
        report=made,
        definition=definition,
        values=values,
        question=urlencode(values),
        choices={choice.key: choice.choices(session) for choice in definition.asks if choice.choices},
        rhythms=Rhythm,
        letter=next((each for each in subscriptions(session, acting()) if each.report == key), None),
    )


@blueprint.get(f"{ANY}.csv")
@access(Permission.SEE_INSIGHT)
def report_file(key: str) -> Response:
    """The same for a spreadsheet, with sources, dates and vintages in the file."""
    definition, made = _made(key)
    return as_csv_file(made, _name(definition))


@blueprint.get(f"{ANY}.odt")
@access(Permission.SEE_INSIGHT)
def report_document(key: str) -> Response:
    """The same for a word processor."""
    definition, made = _made(key)
    return as_odt_file(made, _name(definition))


@blueprint.post(f"{ANY}/snapshots")
@access(Permission.CLOSE_GAPS)
def keeping(key: str) -> AnyResponse:
    """Publish it as it is now."""
    session, definition = db.session(), definition_or_404(key)
    values = typed(definition, session)
    asked = _asked(definition, values)
    report = definition.make(asked)
    made = keep(session, key, report, values, counted=asked.counted, by=acting(), at=asked.at)
    return redirect(url_for(".snapshot", snapshot_id=made.id), 303)


@blueprint.post(f"{ANY}/letters")
@access(Permission.SEE_INSIGHT)
def letters(key: str) -> AnyResponse:
    """Tell whoever reads it when it is made anew; or no more."""
    from_form = typed(definition_or_404(key), db.session())
    wanted = _rhythm()
    if wanted is None:
        unsubscribe(db.session(), acting(), key)
    else:
        subscribe(db.session(), acting(), key, urlencode(from_form), wanted, at=clock.now())
    return redirect(f"{url_for('.report', key=key)}?{urlencode(from_form)}", 303)


def _rhythm() -> Rhythm | None:
    given = request.form.get("rhythm", "")
    return Rhythm(given) if given in {each.value for each in Rhythm} else None


def _made(key: str) -> tuple[Definition, Report]:
    session, definition = db.session(), definition_or_404(key)
    return definition, definition.make(_asked(definition, typed(definition, session)))


def _asked(definition: Definition, values: dict[str, str]) -> Asked:
    """The question, and what was published last of the same: page, file and the next one are held against it."""
    session = db.session()
    return replace(asked_of(session, values), before=before(session, definition.key, values))


def _name(definition: Definition) -> str:
    return f"{definition.key}-{clock.today().isoformat()}"
