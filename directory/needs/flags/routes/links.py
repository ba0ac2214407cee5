"""Short links for teams elsewhere: made, shown once, ended."""

from uuid import UUID

from flask import current_app, render_template, url_for
from flask import redirect as onward
from sqlalchemy import select
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.typed_times.days import day_in
from directory.needs.codes import FlagSource
from directory.needs.flags.blueprint import blueprint
from directory.needs.flags.forms import LinkForm
from directory.needs.flags.links import end_link, links, new_link, works
from directory.needs.models import FlagLink
from directory.settings import Settings
from directory.web.access import access
from directory.web.closed_lists import coded_in
from directory.web.loading import get_or_404
from directory.web.qr import draw


@blueprint.get("/flags/links")
@access(Permission.CLOSE_GAPS)
def flag_links() -> str:
    """Every link: whose it is, how often it was used, until when."""
    return _page(LinkForm(formdata=None))


@blueprint.post("/flags/links")
@access(Permission.CLOSE_GAPS)
def new_flag_link() -> str | tuple[str, int]:
    """Make one, and show it this once: only a mark of it is kept."""
    form = LinkForm()
    if form.validate_on_submit():
        try:
            expires_on = day_in("expires_on", form.expires_on.data or "", clock.today(), "the day")
            if expires_on is None:
                raise RuleBroken("expires_on", "Enter a day")
            source = coded_in(FlagSource, "source", form.source.data, "Select who they are")
            link, token = new_link(
                db.session(), name=form.name.data or "", source=source, expires_on=expires_on, by=acting(),
                at=clock.now(),
            )  # fmt: skip
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            settings: Settings = current_app.extensions["waypost_settings"]
            address = settings.base_url + url_for(".short_flag", token=token)
            picture = draw(address, f"The link of {link.name}")
            return render_template("needs/flag_link.html", link=link, address=address, picture=picture)
    return _page(form), 422


@blueprint.post("/flags/links/<uuid:link_id>/end")
@access(Permission.CLOSE_GAPS)
def flag_link_end(link_id: UUID) -> Response:
    """It leaked, or the team is no more."""
    end_link(db.session(), get_or_404(select(FlagLink), link_id), by=acting(), at=clock.now())
    return onward(url_for(".flag_links"), 303)


def _page(form: LinkForm) -> str:
    today = clock.today()
    known = [(link, works(link, today)) for link in links(db.session())]
    return render_template("needs/flag_links.html", links=known, form=form)
