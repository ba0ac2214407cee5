"""What is done with a flag: set apart, put further, sorted, and its words made fit for others to read."""

from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotAllowed, RuleBroken
from directory.extensions import db
from directory.needs.flags import operations, policy, queries
from directory.needs.flags.blueprint import blueprint
from directory.needs.flags.forms import QuoteForm, SortForm, StatusForm, status_in
from directory.needs.flags.naming import suggestions, without_names
from directory.needs.flags.routes.listing import flag_page, is_readable_by
from directory.needs.models import UnmetNeed
from directory.web.access import access
from directory.web.loading import get_or_404

Answer = Response | tuple[str, int]
NOT_FOR_YOU = "These words are read by whoever wrote them, their supervisor or a steward."


@blueprint.post("/flags/<uuid:flag_id>/separation")
@access(Permission.FLAG_NEEDS)
def separation(flag_id: UUID) -> Response:
    """It is no double."""
    found = _visible(flag_id)
    operations.set_apart(db.session(), found, by=acting().actor, at=clock.now())
    return redirect(url_for(".flag", flag_id=flag_id), 303)


@blueprint.post("/flags/<uuid:flag_id>/status")
@access(Permission.MODERATE)
def flag_status(flag_id: UUID) -> Answer:
    """How far it is."""
    found, form = _visible(flag_id), StatusForm()
    if form.validate_on_submit():
        try:
            to = status_in(form.status.data)
            operations.put_further(db.session(), found, to, by=acting().actor, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".flag", flag_id=flag_id), 303)
    return flag_page(found, status=form), 422


@blueprint.post("/flags/<uuid:flag_id>/own-network")
@access(Permission.FLAG_NEEDS)
def own_network(flag_id: UUID) -> Response:
    """People around met it: who may know of a flag, may say so."""
    operations.meet_by_own_network(db.session(), _visible(flag_id), by=acting().actor, at=clock.now())
    return redirect(url_for(".flag", flag_id=flag_id), 303)


@blueprint.post("/flags/<uuid:flag_id>/own-network/removal")
@access(Permission.FLAG_NEEDS)
def own_network_removal(flag_id: UUID) -> Response:
    """They did not after all."""
    operations.miss_again(db.session(), _visible(flag_id), by=acting().actor, at=clock.now())
    return redirect(url_for(".flag", flag_id=flag_id), 303)


@blueprint.post("/flags/<uuid:flag_id>/need")
@access(Permission.FLAG_NEEDS)
def flag_need(flag_id: UUID) -> Answer:
    """What it is about, once somebody has looked."""
    found, form = _visible(flag_id), SortForm()
    if not (is_readable_by(found) or policy.may_decide(acting())):
        raise NotAllowed(NOT_FOR_YOU)
    if form.validate_on_submit():
        try:
            need = form.chosen_need(queries.needs_offered(db.session()))
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            operations.sort_need(db.session(), found, need, by=acting().actor, at=clock.now())
            return redirect(url_for(".flag", flag_id=flag_id), 303)
    return flag_page(found, sort=form), 422


@blueprint.get("/flags/<uuid:flag_id>/quote")
@access(Permission.FLAG_NEEDS)
def new_quote(flag_id: UUID) -> str:
    """The words, and the same without names: a person reads before others do."""
    found = _to_quote(flag_id)
    form = QuoteForm(formdata=None)
    form.quote.data = found.quote or without_names(found.words or "")
    return _quote_page(found, form)


@blueprint.post("/flags/<uuid:flag_id>/quote")
@access(Permission.FLAG_NEEDS)
def quote(flag_id: UUID) -> Answer:
    """Keep what others may read."""
    found, form = _to_quote(flag_id), QuoteForm()
    if form.validate_on_submit():
        try:
            operations.keep_quote(
                db.session(),
                found,
                form.quote.data or "",
                is_read=bool(form.is_read.data),
                by=acting().actor,
                at=clock.now(),
            )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".flag", flag_id=flag_id), 303)
    return _quote_page(found, form), 422


def _visible(flag_id: UUID) -> UnmetNeed:
    return get_or_404(policy.visible_flags(acting()), flag_id)


def _to_quote(flag_id: UUID) -> UnmetNeed:
    found = _visible(flag_id)
    if not policy.may_quote(acting()) or not is_readable_by(found):
        raise NotAllowed(NOT_FOR_YOU)
    return found


def _quote_page(found: UnmetNeed, form: QuoteForm) -> str:
    return render_template("needs/quote.html", flag=found, form=form, suggested=suggestions(found.words or ""))
