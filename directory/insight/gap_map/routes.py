"""The gap map as a page and as a file. Both are drawn from one report."""

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.extensions import db
from directory.insight.disclosure.rule import Rule
from directory.insight.drivers.laying import lay_over, offered
from directory.insight.drivers.section import marks_of, with_drivers
from directory.insight.gap_map import count_routes, one_gap_routes, weight_routes
from directory.insight.gap_map.asking import ALL, address, as_args, ask, has_areas
from directory.insight.gap_map.blueprint import as_file, blueprint, settled
from directory.insight.gap_map.build import gap_report
from directory.insight.gap_map.drawing.bands import bands
from directory.insight.gap_map.drawing.map_svg import map_svg, outlines, swatch
from directory.insight.gap_map.question import Level, Scope, Step
from directory.insight.gap_map.question import has_neighbourhoods as has_neighbourhoods_in
from directory.insight.gap_map.shown import LAYERS, MISSING, shown
from directory.insight.reports.files import report_csv
from directory.web.access import access

OTHER_PAGES = (count_routes, one_gap_routes, weight_routes)
FILE = "gap-map.csv"

__all__ = ["blueprint"]


@blueprint.get("/insight")
@access(Permission.SEE_INSIGHT)
def gap_map() -> Response | str:
    """What is missing, where, and how much anybody knows: one sentence, a map, a table."""
    session, at = db.session(), clock.now()
    if not has_areas(session):
        return render_template("insight/no_areas.html")
    chosen = settled(session)
    question, known = ask(session, request.args, chosen.rule, at=at)
    if request.args.get("area", question.scope.whole.code) != question.scope.whole.code:
        return redirect(address(".gap_map", question), 301)  # a council that ended
    report, found = gap_report(session, question, known, chosen, at=at)
    laid = lay_over(session, found, request.args.getlist("over"))
    layer = shown(found, request.args.get("show", MISSING))
    shapes = outlines(session, [row.place.code for row in found.rows])
    said = f"Map of {question.scope.whole.name}: {layer.name}. The table says the same."
    return render_template(
        "insight/gap_map.html",
        report=with_drivers(report, found, laid),
        question=question,
        known=known,
        rows=list(zip(found.rows, bands(found.rows), layer.told, strict=True)),
        picture=map_svg(shapes, found.rows, layer.bands, said, layer.words, marks_of(found, laid)),
        key=[(swatch(band), words) for band, words in layer.legend],
        layer=layer,
        layers=LAYERS,
        levels=_levels(session, question.scope, chosen.rule),
        steps=Step,
        drivers=offered(session),
        laid=laid,
        args={**as_args(question), "show": layer.key, "over": [each.key for each in laid]},
        all_needs=ALL,
        report_counts=found.counted,
        rule_words=chosen.rule.sentence,
    )


def _levels(session: Session, scope: Scope, rule: Rule) -> list[Level]:
    """By which areas this can be shown: neighbourhoods only where they are built, and where counts are rounded."""
    has_neighbourhoods = rule.rounding > 1 and has_neighbourhoods_in(session, scope.districts)
    return [level for level in scope.levels if level is not Level.NEIGHBOURHOOD or has_neighbourhoods]


@blueprint.get("/insight/gap-map.csv")
@access(Permission.SEE_INSIGHT)
def gap_map_file() -> Response:
    """The same report for a spreadsheet, with its sources in the file."""
    session, at = db.session(), clock.now()
    chosen = settled(session)
    question, known = ask(session, request.args, chosen.rule, at=at)
    report, found = gap_report(session, question, known, chosen, at=at)
    laid = lay_over(session, found, request.args.getlist("over"))
    return as_file(report_csv(with_drivers(report, found, laid)), FILE)


@blueprint.get("/insight/gap-map.json")
@access(Permission.SEE_INSIGHT)
def gap_map_outlines() -> dict[str, object]:
    """Outlines, bands and words for the map that can be moved: nothing that the table does not say."""
    session, at = db.session(), clock.now()
    chosen = settled(session)
    question, known = ask(session, request.args, chosen.rule, at=at)
    _report, found = gap_report(session, question, known, chosen, at=at)
    layer = shown(found, request.args.get("show", MISSING))
    shapes = outlines(session, [row.place.code for row in found.rows])
    return {
        "areas": [
            {
                "name": row.name,
                "band": band.value,
                "words": layer.words[band],
                "told": told,
                "unit": "people" if layer.key == MISSING else "",
                "address": address(".one_gap", question, area=row.place.code),
                "outline": shapes[row.place.code],
            }
            for row, band, told in zip(found.rows, layer.bands, layer.told, strict=True)
            if row.place.code in shapes
        ]
    }
