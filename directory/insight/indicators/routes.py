"""The library of indicators, each of them with its values and where they come from."""

from uuid import UUID

from flask import redirect, render_template, url_for
from sqlalchemy import func, select
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.db import new_id
from directory.errors import RuleBroken
from directory.extensions import db
from directory.insight.gap_map.blueprint import blueprint
from directory.insight.indicators import operations
from directory.insight.indicators.forms import DescriptionForm, IndicatorForm, SignOffForm, ValuesForm
from directory.insight.indicators.importing import RowsRefused, bring_in
from directory.insight.models import Indicator, IndicatorSet, IndicatorValue
from directory.insight.models.indicators import Base, Unit
from directory.taxonomy.queries import professional_names_of
from directory.web.access import access
from directory.web.forms import Form
from directory.web.loading import get_or_404

Answer = Response | str | tuple[str, int]


@blueprint.get("/insight/indicators")
@access(Permission.SEE_INSIGHT)
def indicators() -> str:
    """What is measured here, and who answers for it."""
    rows = db.session.scalars(select(Indicator).order_by(Indicator.name)).all()
    return render_template("insight/indicators.html", indicators=rows)


@blueprint.get("/insight/indicators/new")
@access(Permission.CLOSE_GAPS)
def new_indicator() -> str:
    """The form of another one."""
    return render_template("insight/new_indicator.html", form=_new_form(None))


@blueprint.post("/insight/indicators")
@access(Permission.CLOSE_GAPS)
def defining() -> Answer:
    """Begin another one."""
    form = _new_form()
    if form.validate_on_submit():
        draft = operations.Draft(
            code=f"indicator.{str(new_id())[-12:]}",
            name=form.name.data or "",
            unit=Unit(form.unit.data),
            base=Base(form.base.data),
            definition=form.definition.data or "",
            owner=form.owner.data or "",
            needs=[form.need.data] if form.need.data else [],
        )
        made = operations.define(db.session(), draft, by=acting().actor, at=clock.now())
        return redirect(url_for(".indicator", indicator_id=made.id), 303)
    return render_template("insight/new_indicator.html", form=form), 422


def _new_form(formdata: object = ...) -> IndicatorForm:
    form = IndicatorForm() if formdata is ... else IndicatorForm(formdata=None)
    form.need.choices = [
        ("", "None"),
        *professional_names_of(db.session(), "needs").items(),
    ]
    return form


@blueprint.get("/insight/indicators/<uuid:indicator_id>")
@access(Permission.SEE_INSIGHT)
def indicator(indicator_id: UUID) -> str:
    """One indicator: its definition, owner, sign-off and sets of values."""
    return _page(_found(indicator_id))


@blueprint.post("/insight/indicators/<uuid:indicator_id>/description")
@access(Permission.CLOSE_GAPS)
def description(indicator_id: UUID) -> Answer:
    """Say what it is and who answers for it."""
    found, form = _found(indicator_id), DescriptionForm()
    if form.validate_on_submit():
        words = {"definition": form.definition.data or "", "owner": form.owner.data or ""}
        operations.describe(db.session(), found, **words, by=acting().actor, at=clock.now())
        return redirect(url_for(".indicator", indicator_id=found.id), 303)
    return _page(found, describing=form), 422


@blueprint.post("/insight/indicators/<uuid:indicator_id>/sign-off")
@access(Permission.CLOSE_GAPS)
def sign_off(indicator_id: UUID) -> Answer:
    """Note that residents and carers agreed to it."""
    found, form = _found(indicator_id), SignOffForm()
    try:
        if form.validate_on_submit():
            operations.sign_off(db.session(), found, group=form.group.data or "", by=acting().actor, at=clock.now())
            return redirect(url_for(".indicator", indicator_id=found.id), 303)
    except RuleBroken as broken:
        form.refuse(broken)
    return _page(found, sign_off=form), 422


@blueprint.post("/insight/indicators/<uuid:indicator_id>/publication")
@access(Permission.CLOSE_GAPS)
def publication(indicator_id: UUID) -> Answer:
    """Let reports use it."""
    found, form = _found(indicator_id), Form()
    try:
        if form.validate_on_submit():
            operations.publish(db.session(), found, by=acting().actor, at=clock.now())
            return redirect(url_for(".indicator", indicator_id=found.id), 303)
    except RuleBroken as broken:
        form.refuse(broken)
    return _page(found, publication=form), 422


@blueprint.post("/insight/indicators/<uuid:indicator_id>/values")
@access(Permission.CLOSE_GAPS)
def values(indicator_id: UUID) -> Answer:
    """Bring values in: all of the file or nothing."""
    found, form = _found(indicator_id), ValuesForm()
    faults: tuple[str, ...] = ()
    try:
        if form.validate_on_submit():
            raw = form.file.data.read() if form.file.data else b""
            bring_in(db.session(), found, raw, form.origin(), by=acting().actor, at=clock.now())
            return redirect(url_for(".indicator", indicator_id=found.id), 303)
    except RowsRefused as refused:
        form.refuse(refused)
        faults = refused.faults
    except RuleBroken as broken:
        form.refuse(broken)
    return _page(found, values=form, faults=faults), 422


@blueprint.post("/insight/indicators/<uuid:indicator_id>/values/<uuid:batch_id>/undoing")
@access(Permission.CLOSE_GAPS)
def undoing(indicator_id: UUID, batch_id: UUID) -> Answer:
    """Take a set of values back."""
    found, form = _found(indicator_id), Form()
    query = select(IndicatorSet).where(IndicatorSet.indicator_id == found.id)
    batch = get_or_404(query, batch_id)
    try:
        if form.validate_on_submit():
            operations.undo(db.session(), batch, by=acting().actor, at=clock.now())
            return redirect(url_for(".indicator", indicator_id=found.id), 303)
    except RuleBroken as broken:
        form.refuse(broken)
    return _page(found, publication=form), 409


def _found(indicator_id: UUID) -> Indicator:
    return get_or_404(select(Indicator), indicator_id)


def _page(found: Indicator, *, faults: tuple[str, ...] = (), **forms: Form) -> str:
    session = db.session()
    sizes = select(IndicatorValue.set_id, func.count()).group_by(IndicatorValue.set_id)
    batches = session.scalars(
        select(IndicatorSet).where(IndicatorSet.indicator_id == found.id).order_by(IndicatorSet.loaded_at.desc())
    ).all()
    said = {"definition": found.definition, "owner": found.owner}
    shown = next(iter(forms.values()), None)
    return render_template(
        "insight/indicator.html",
        indicator=found,
        batches=batches,
        sizes={row[0]: row[1] for row in session.execute(sizes)},
        missing=operations.missing_for_publishing(found),
        faults=faults,
        form=shown,
        describing=forms.get("describing") or DescriptionForm(formdata=None, data=said),
        sign_off=forms.get("sign_off") or SignOffForm(formdata=None),
        values=forms.get("values") or ValuesForm(formdata=None),
    )
