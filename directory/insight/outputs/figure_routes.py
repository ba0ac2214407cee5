"""What reports need and nobody else knows: money by class, and estimates with their sources. Typed in, taken away."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory.accounts.roles import Permission
from directory.errors import RuleBroken
from directory.extensions import db
from directory.insight.methods.spend import SpendClass
from directory.insight.outputs.blueprint import blueprint
from directory.insight.reports import left_over, spending
from directory.web.access import access
from directory.web.forms import clean, readable

LONGEST = 200
#: Which field stands for a rule about several.
FIELD_OF = {"apportionment": "share_prevent"}
Answer = Response | tuple[str, int]


@blueprint.get("/insight/figures")
@access(Permission.CLOSE_GAPS)
def figures() -> tuple[str, int]:
    """Both lists with their forms."""
    return _page()


@blueprint.post("/insight/figures/spending")
@access(Permission.CLOSE_GAPS)
def spend() -> Answer:
    """Keep a line of spending."""
    try:
        shares = {each: spending.number_in(_typed(f"share_{each.value}"), f"share_{each.value}") for each in SpendClass}
        spending.add_spend(
            db.session(),
            name=_typed("name"),
            year=_whole("year"),
            amount=spending.number_in(_typed("amount"), "amount"),
            shares=shares,
            source=_typed("source"),
        )
    except RuleBroken as broken:
        return _page(broken, "spend")
    return redirect(url_for(".figures", _anchor="spending"), 303)


@blueprint.post("/insight/figures/spending/<uuid:line_id>/removal")
@access(Permission.CLOSE_GAPS)
def spend_removal(line_id: UUID) -> Response:
    """Take a line away."""
    spending.remove_spend(db.session(), line_id)
    return redirect(url_for(".figures", _anchor="spending"), 303)


@blueprint.post("/insight/figures/estimates")
@access(Permission.CLOSE_GAPS)
def estimates() -> Answer:
    """Keep the four estimates of one need."""
    try:
        left_over.add_model(db.session(), _typed("need"), {key: _part(key) for key in left_over.PARTS})
    except RuleBroken as broken:
        return _page(RuleBroken("need", broken.message) if broken.field == "name" else broken, "estimates")
    return redirect(url_for(".figures", _anchor="estimates"), 303)


@blueprint.post("/insight/figures/estimates/<uuid:model_id>/removal")
@access(Permission.CLOSE_GAPS)
def estimates_removal(model_id: UUID) -> Response:
    """Take a model away."""
    left_over.remove_model(db.session(), model_id)
    return redirect(url_for(".figures", _anchor="estimates"), 303)


def _typed(name: str) -> str:
    return readable(str(clean(request.form.get(name, ""))))[:LONGEST]


def _whole(name: str) -> int:
    found = spending.number_in(_typed(name), name)
    return int(found) if found == found.to_integral_value() else 0


def _part(key: str) -> dict[str, Any]:
    numbers = {each: spending.number_in(_typed(f"{key}_{each}"), f"{key}_{each}") for each in ("value", "low", "high")}
    return {
        **{each: float(number) for each, number in numbers.items()},
        "source": _typed(f"{key}_source"),
        "year": _whole(f"{key}_year"),
    }


def _page(broken: RuleBroken | None = None, which: str = "") -> tuple[str, int]:
    """The words that were typed stay in the form that was refused."""
    session = db.session()
    page = render_template(
        "insight/figures.html",
        lines=[(each, spending.year_words(each.year)) for each in spending.spend_lines(session)],
        classes=[(each.value, words) for each, words in spending.WORDS.items()],
        models=left_over.models(session),
        parts=left_over.PARTS,
        typed={name: _typed(name) for name in request.form} if broken else {},
        which=which,
        form={"messages": [(FIELD_OF.get(broken.field or "", broken.field), broken.message)]} if broken else None,
    )
    return page, 422 if broken else 200
