"""The page behind the link at the foot of a quarterly letter. No signing in; opening it changes nothing."""

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.extensions import db
from directory.moderation.providing.blueprint import blueprint, if_wrong
from directory.moderation.providing.quarterly import operations
from directory.moderation.providing.quarterly.links import whose
from directory.web.access import Audience, access
from directory.web.origin import stateless_form


@blueprint.get("/provider/letters/<token>")
@access(Audience.EVERYONE)
@if_wrong
def letters(token: str) -> str:
    """One button: stop them, or have them again."""
    is_wanted = operations.wants_letters(db.session(), whose(token))
    return render_template("providing/letters.html", token=token, is_wanted=is_wanted)


@blueprint.post("/provider/letters/<token>/stop")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def letters_stop(token: str) -> Response:
    """No more letters."""
    operations.stop_letters(db.session(), whose(token), at=clock.now())
    return redirect(url_for(".letters", token=token), 303)


@blueprint.post("/provider/letters/<token>/return")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def letters_return(token: str) -> Response:
    """Letters again."""
    operations.begin_letters(db.session(), whose(token), at=clock.now())
    return redirect(url_for(".letters", token=token), 303)
