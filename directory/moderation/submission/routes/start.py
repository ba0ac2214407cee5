"""Where it begins: what is asked and how long it takes; and how to come back to what was begun."""

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.signed_in import signed_in
from directory.errors import NotVisible
from directory.extensions import db
from directory.moderation.submission.kinds import GROUPS
from directory.moderation.submission.operations import start_draft, throw_away
from directory.moderation.submission.routes.blueprint import blueprint, by_code, if_started, if_wrong
from directory.moderation.submission.steps import CHECK, after, first_left
from directory.moderation.submission.steps.kind import kind_field
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.traps import PublicForm


class StartForm(PublicForm):
    """The first question."""

    asset_type = kind_field()


@blueprint.get("/listings/new")
@access(Audience.EVERYONE)
def new_listing() -> str:
    """What is asked, how long it takes, what happens then; and the first question."""
    return _start_page(StartForm())


@blueprint.post("/listings/new")
@access(Audience.EVERYONE)
@stateless_form
@if_started
def drafts_begun() -> Response | tuple[str, int]:
    """Begin a draft."""
    form = StartForm()
    if not form.validate_on_submit():
        return _start_page(form), 422
    draft = start_draft(db.session(), asset_type=form.asset_type.data, user=signed_in(), at=clock.now())
    return redirect(url_for(".step", code=draft.code, slug=after("kind", draft.answers)), 303)


@blueprint.get("/drafts")
@access(Audience.EVERYONE)
@if_wrong
def drafts() -> Response | str | tuple[str, int]:
    """Ask for the code of a draft, or go on with the one that was given. A mistyped one can be put right."""
    code = request.args.get("code", "")
    if not code:
        return render_template("moderation/submission/drafts.html", code="", problem="")
    try:
        return redirect(url_for(".draft", code=by_code(code).code), 303)
    except NotVisible as unknown:
        problem = str(unknown)
    return render_template("moderation/submission/drafts.html", code=code[:40], problem=problem), 404


@blueprint.get("/drafts/<code>")
@access(Audience.EVERYONE)
@if_wrong
def draft(code: str) -> Response:
    """Go on where it was left; or to what became of it."""
    found = by_code(code)
    if found.sent_as:
        return redirect(url_for("moderation.suggestion", reference=found.sent_as), 303)
    left = first_left(found.answers, found.done)
    if left:
        return redirect(url_for(".step", code=found.code, slug=left), 303)
    return redirect(url_for(f".{CHECK}", code=found.code), 303)


@blueprint.get("/drafts/<code>/removal")
@access(Audience.EVERYONE)
@if_wrong
def removal(code: str) -> str:
    """Ask once whether it is really to go."""
    return render_template("moderation/submission/removal.html", draft=by_code(code))


@blueprint.post("/drafts/<code>/removal")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def remove(code: str) -> str:
    """Delete the draft and all that was typed."""
    throw_away(db.session(), by_code(code))
    return render_template("moderation/submission/removed.html")


def _start_page(form: StartForm) -> str:
    return render_template("moderation/submission/new.html", form=form, groups=GROUPS)
