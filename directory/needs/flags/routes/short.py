"""The short link: three fields and no account, for a team elsewhere that meets a need nobody can meet."""

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.errors import Conflict, RuleBroken
from directory.extensions import db
from directory.needs.flags import areas, queries
from directory.needs.flags.blueprint import blueprint, flagged_by_link, if_wrong
from directory.needs.flags.forms import ShortForm, reason_in
from directory.needs.flags.links import ENDED, link_called, use, works
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.flags.routes.raising import NO_PLACE
from directory.needs.models import FlagLink
from directory.web.access import Audience, access
from directory.web.origin import stateless_form


@blueprint.get("/flag/<token>")
@access(Audience.EVERYONE)
@if_wrong
def short_flag(token: str) -> str:
    """What is missing, where, why."""
    return _page(_link(token), token, ShortForm(formdata=None))


@blueprint.post("/flag/<token>")
@access(Audience.EVERYONE)
@stateless_form
@flagged_by_link
@if_wrong
def short_flags(token: str) -> Response | tuple[str, int]:
    """Keep it: whose link it came by is all that is known of who told."""
    link, form = _link(token), ShortForm()
    if form.validate_on_submit():
        try:
            flag = _flag_of(form, link)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            use(db.session(), link, clock.today())
            raise_flag(db.session(), flag, by=f"flag_link:{link.id}", at=clock.now())
            return redirect(url_for(".short_flag_told", token=token), 303)
    return _page(link, token, form), 422


@blueprint.get("/flag/<token>/thanks")
@access(Audience.EVERYONE)
@if_wrong
def short_flag_told(token: str) -> str:
    """Thanks, and the next one."""
    return render_template("needs/short_told.html", link=_link(token), token=token)


def _link(token: str) -> FlagLink:
    link = link_called(db.session(), token)
    if not works(link, clock.today()):
        raise Conflict(ENDED)
    return link


def _flag_of(form: ShortForm, link: FlagLink) -> Flag:
    need = form.chosen_need(queries.needs_offered(db.session()))
    reason = reason_in(form.reason.data)
    if not form.place.data:
        raise RuleBroken("place", NO_PLACE)
    placed = areas.read_place(db.session(), form.place.data)
    return Flag(need=need, reason=reason, source=link.source, ward=placed.ward, district=placed.district)


def _page(link: FlagLink, token: str, form: ShortForm) -> str:
    form.offer(queries.needs_offered(db.session()))
    return render_template("needs/short_flag.html", link=link, token=token, form=form)
