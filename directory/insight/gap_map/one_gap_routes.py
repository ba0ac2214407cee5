"""One gap as a page and as a file: reasons, waits, whom, and what there is nearby."""

from flask import render_template, request
from werkzeug import Response
from werkzeug.datastructures import MultiDict

from directory import clock
from directory.accounts.roles import Permission
from directory.errors import NotVisible
from directory.extensions import db
from directory.insight.gap_map.asking import ALL, as_args, ask
from directory.insight.gap_map.blueprint import as_file, blueprint, settled
from directory.insight.gap_map.one_gap import Nearby, narrowed, one_gap_report
from directory.insight.gap_map.question import Question, lies_in
from directory.insight.reports.files import report_csv
from directory.insight.reports.report import Report
from directory.web.access import access

FILE = "one-gap.csv"


@blueprint.get("/insight/gap")
@access(Permission.SEE_INSIGHT)
def one_gap() -> str:
    """Reasons, not just a red square."""
    report, near, question = _asked()
    place = question.scope.rows[0] if len(question.scope.rows) == 1 else question.scope.whole
    return render_template(
        "insight/one_gap.html",
        report=report,
        near=near,
        question=question,
        place=place,
        args={**as_args(question), "area": place.code},
        back={**as_args(question), "area": (question.scope.above or question.scope.whole).code},
        all_needs=ALL,
    )


@blueprint.get("/insight/gap.csv")
@access(Permission.SEE_INSIGHT)
def one_gap_file() -> Response:
    """The same for a spreadsheet."""
    report, _near, _question = _asked()
    return as_file(report_csv(report), FILE)


def _asked() -> tuple[Report, tuple[Nearby, ...], Question]:
    session, at = db.session(), clock.now()
    chosen = settled(session)
    area = request.args.get("area", "")
    within = lies_in(session, area)
    if within is None:
        args = request.args
    else:
        district, level = within
        args = MultiDict({**request.args, "area": district, "by": level.value})
    question, known = ask(session, args, chosen.rule, at=at)
    if question.need is None and args.get("need") != ALL:
        raise NotVisible("Choose a need.")
    report, near = one_gap_report(session, question, known, chosen, ward=area if within else "", at=at)
    return report, near, narrowed(question, area) if within else question
