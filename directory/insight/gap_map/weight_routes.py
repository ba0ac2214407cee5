"""The weights of the five columns, which the council sets."""

from typing import Any

from flask import redirect, render_template, url_for
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from werkzeug import Response
from wtforms import DecimalField

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.insight.choosing import LABELS, set_weights, weights
from directory.insight.gap_map.blueprint import blueprint
from directory.insight.methods.gaps import Facet
from directory.web.access import access
from directory.web.forms import Form


def _field(facet: Facet) -> DecimalField:
    return DecimalField(LABELS[facet], widget=GovTextInput())


class WeightsForm(Form):
    """One number for each column."""

    unmet_rate = _field(Facet.UNMET_RATE)
    low_access = _field(Facet.LOW_ACCESS)
    deprivation = _field(Facet.DEPRIVATION)
    severity = _field(Facet.SEVERITY)
    waiting = _field(Facet.WAITING)

    def given(self) -> dict[Facet, float]:
        """The numbers; what is no number is refused by name."""
        found: dict[Facet, float] = {}
        for facet in Facet:
            value: Any = self[facet.value].data
            if value is None:
                raise RuleBroken(facet.value, f"Enter a weight from 0 to 10 for {LABELS[facet].lower()}")
            found[facet] = float(value)
        return found


@blueprint.get("/insight/weights")
@access(Permission.CLOSE_GAPS)
def gap_weights() -> str:
    """The weights in force."""
    return _page(WeightsForm(formdata=None, data={key.value: value for key, value in weights(db.session()).items()}))


@blueprint.post("/insight/weights")
@access(Permission.CLOSE_GAPS)
def new_gap_weights() -> Response | tuple[str, int]:
    """Put others in force."""
    form = WeightsForm()
    try:
        if form.is_submitted():
            set_weights(db.session(), form.given(), by=acting().actor, at=clock.now())
        return redirect(url_for(".gap_map"), 303)
    except RuleBroken as broken:
        form.refuse(broken)
    return _page(form), 422


def _page(form: WeightsForm) -> str:
    return render_template("insight/weights.html", form=form, facets=[facet.value for facet in Facet])
