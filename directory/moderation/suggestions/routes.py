"""Pages on which anybody tells of something that is not listed. Nothing sent here changes the directory."""

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.signed_in import signed_in
from directory.extensions import db
from directory.moderation.answers import answered_suggestions
from directory.moderation.blueprint import blueprint, if_wrong, once_sent
from directory.moderation.proposals.answer_routes import answer_page
from directory.moderation.proposals.forms import QuestionForm
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.queries import sent_by, suggestion_called
from directory.moderation.suggestions.codes import Connection
from directory.moderation.suggestions.forms import SuggestionForm
from directory.moderation.suggestions.operations import Suggestion, suggest_listing
from directory.moderation.suggestions.queries import Namesake, listed_alike
from directory.web.access import Audience, access
from directory.web.forms import readable
from directory.web.loading import one_or_404
from directory.web.origin import stateless_form


@blueprint.get("/suggestions/new")
@access(Audience.EVERYONE)
def new_suggestion() -> str:
    """Ask about something that is not listed."""
    return _suggestion_page(SuggestionForm(name=readable(request.args.get("name", ""))[:200]))


@blueprint.post("/suggestions/new")
@access(Audience.EVERYONE)
@stateless_form
@once_sent
def suggestions() -> Response | tuple[str, int]:
    """Store a suggestion; ask once, gently, when something like it is listed already."""
    form = SuggestionForm()
    if not form.validate_on_submit():
        return _suggestion_page(form), 422
    alike = listed_alike(db.session(), form.name.data, form.town.data or form.where.data, today=clock.today())
    if alike and not request.form.get("not_listed"):
        return _suggestion_page(form, alike), 422
    proposal = _suggested(form, alike)
    return redirect(url_for(".suggestion", reference=proposal.reference), 303)


@blueprint.get("/suggestions/<reference>")
@access(Audience.EVERYONE)
@if_wrong
def suggestion(reference: str) -> str:
    """Thanks, what happens next and, later, what was done."""
    return answer_page(one_or_404(suggestion_called(reference)), QuestionForm())


def _suggestion_page(form: SuggestionForm, alike: list[Namesake] | None = None) -> str:
    user = signed_in()
    sent = answered_suggestions(sent_by(db.session(), user.id)) if user else []
    return render_template("moderation/new_suggestion.html", form=form, alike=alike or [], user=user, sent=sent)


def _suggested(form: SuggestionForm, alike: list[Namesake]) -> ChangeProposal:
    user = signed_in()
    return suggest_listing(
        db.session(),
        suggestion=Suggestion(
            name=form.name.data,
            description=form.description.data,
            where=form.where.data,
            contact=form.contact.data,
            town=form.town.data or "",
        ),
        connection=Connection(form.connection.data),
        department=form.department.data or "",
        email="" if user else form.email.data or "",
        user=user,
        alike=[namesake.service_id for namesake in alike],
        at=clock.now(),
    )
