"""What became of a proposal, for whoever holds its reference; and their answer to a steward's question."""

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.errors import RuleBroken
from directory.extensions import db
from directory.moderation.answers import answered_change, answered_suggestion
from directory.moderation.blueprint import blueprint, if_wrong, once_sent
from directory.moderation.proposals.forms import QuestionForm
from directory.moderation.proposals.models import ChangeProposal
from directory.moderation.proposals.proposing import answer_question
from directory.moderation.proposals.queries import change_called, proposal_called
from directory.moderation.telling import PUBLIC
from directory.web.access import Audience, access
from directory.web.loading import one_or_404
from directory.web.origin import stateless_form
from directory.web.references import NEW


@blueprint.get("/changes/<reference>")
@access(Audience.EVERYONE)
@if_wrong
def change(reference: str) -> str:
    """What became of a proposed change."""
    return answer_page(one_or_404(change_called(reference)), QuestionForm())


@blueprint.post("/changes/<reference>/answers")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
@once_sent
def question_answers(reference: str) -> Response | tuple[str, int]:
    """Answer a steward's question about a change or a new listing."""
    proposal = one_or_404(proposal_called(reference))
    form = QuestionForm()
    if form.validate_on_submit():
        try:
            answer_question(db.session(), proposal, words=form.words.data, by=PUBLIC, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(_address(proposal), 303)
    return answer_page(proposal, form), 422


def answer_page(proposal: ChangeProposal, form: QuestionForm) -> str:
    """The page of either kind of reference."""
    if proposal.reference.startswith(f"{NEW}-"):
        said = answered_suggestion(proposal)
        return render_template("moderation/suggestion.html", suggestion=said, form=form)
    return render_template("moderation/change.html", change=answered_change(proposal), form=form)


def _address(proposal: ChangeProposal) -> str:
    is_new = proposal.reference.startswith(f"{NEW}-")
    return url_for("moderation.suggestion" if is_new else "moderation.change", reference=proposal.reference)
