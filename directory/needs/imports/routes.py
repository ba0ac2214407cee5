"""Surveys: choose a file, see what would happen, load it whole, take it back whole."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.needs.flags.areas import area_names
from directory.needs.imports import operations
from directory.needs.imports.forms import SurveyForm
from directory.needs.imports.reading import FaultyFile
from directory.needs.models import FlagImport
from directory.referrals.codes.work import UnmetReason
from directory.search.need_queries import NEEDS, terms
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.tables import LARGEST
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("surveys", __name__)
blueprint.after_request(keep_nowhere)

Answer = AnyResponse | str | tuple[str, int]
MOST_FAULTS = 50


@blueprint.get("/gaps/imports")
@access(Permission.CLOSE_GAPS)
def surveys() -> Answer:
    """All surveys, and the form for another."""
    return _page(SurveyForm(formdata=None))


@blueprint.post("/gaps/imports")
@access(Permission.CLOSE_GAPS)
def looking() -> Answer:
    """Read a file. Nothing of it counts yet; nothing of a faulty one is kept."""
    form = SurveyForm()
    faults: tuple[str, ...] = ()
    if form.validate_on_submit():
        raw = form.file.data.read(LARGEST + 1) if form.file.data else b""
        try:
            made = operations.look_at(db.session(), raw, form.about(), by=acting(), at=clock.now())
        except FaultyFile as faulty:
            db.session.rollback()
            faults = faulty.sentences
            form.refuse(
                RuleBroken("file", faults[0] if len(faults) == 1 else "Put the rows right that are named below")
            )
        except RuleBroken as broken:
            db.session.rollback()
            form.refuse(broken)
        else:
            return redirect(url_for(".survey", survey=made.id), 303)
    return _page(form, faults)


@blueprint.get("/gaps/imports/<uuid:survey>")
@access(Permission.CLOSE_GAPS)
def survey(survey: UUID) -> str:
    """What loading would do, or what it did."""
    session, made = db.session(), _made(survey)
    needs = {term.code: term.name for term in terms(session, NEEDS)[NEEDS]}
    reasons = {reason.value: reason.label for reason in UnmetReason}
    areas = area_names(session, {line["ward"] or line["district"] for line in made.lines})
    rows = [
        (
            needs.get(line["need"], line["need"]),
            areas.get(line["ward"] or line["district"], ""),
            reasons[line["reason"]],
            line["people"],
        )
        for line in made.lines
    ]
    return render_template("gaps/survey.html", survey=made, rows=rows)


@blueprint.post("/gaps/imports/<uuid:survey>/loading")
@access(Permission.CLOSE_GAPS)
def loading(survey: UUID) -> AnyResponse:
    """Load all of it."""
    operations.load(db.session(), _made(survey), by=acting(), at=clock.now())
    return redirect(url_for(".survey", survey=survey), 303)


@blueprint.post("/gaps/imports/<uuid:survey>/reversal")
@access(Permission.CLOSE_GAPS)
def reversal(survey: UUID) -> AnyResponse:
    """Take it back, all of it."""
    operations.undo(db.session(), _made(survey), by=acting(), at=clock.now())
    return redirect(url_for(".survey", survey=survey), 303)


@blueprint.post("/gaps/imports/<uuid:survey>/removal")
@access(Permission.CLOSE_GAPS)
def removal(survey: UUID) -> AnyResponse:
    """Throw a file away that was only looked at."""
    operations.throw_away(db.session(), _made(survey), by=acting(), at=clock.now())
    return redirect(url_for(".surveys"), 303)


def _made(survey: UUID) -> FlagImport:
    return get_or_404(select(FlagImport), survey)


def _page(form: SurveyForm, faults: tuple[str, ...] = ()) -> Answer:
    page = render_template(
        "gaps/surveys.html",
        form=form,
        faults=faults[:MOST_FAULTS] if len(faults) > 1 else (),
        more=max(len(faults) - MOST_FAULTS, 0),
        surveys=operations.imports(db.session()),
    )
    return page, 422 if form.messages else 200
