"""Pages of what changed in words: reviewers read, comment and agree; stewards read what they said."""

from uuid import UUID

from flask import Response, redirect, request, url_for
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from sqlalchemy import select
from werkzeug import Response as AnyResponse
from wtforms import RadioField, TextAreaField

from directory import clock
from directory.accounts.models import User
from directory.accounts.return_paths import begins_at
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.moderation.review import blueprint, private_page
from directory.moderation.word_reviews import operations
from directory.moderation.word_reviews.changes import Change, Kind, change, changes
from directory.moderation.word_reviews.models import Verdict
from directory.web.access import access
from directory.web.forms import Form
from directory.web.pagination import Pagination
from directory.web.validators import Chosen, TooLong

ON_A_PAGE = 25
begins_at(Permission.REVIEW_WORDS, "/word-reviews", "Words that changed")


class AnswerForm(Form):
    """What do you think of it?"""

    verdict = RadioField(
        "What do you say to it?",
        choices=[(each.value, each.label) for each in Verdict],
        validate_choice=False,
        validators=[Chosen("what you say to it")],
        widget=GovRadioInput(),
    )
    text = TextAreaField(
        "In your words (optional if you agree)",
        description="How would you say it? Would somebody like you feel spoken to? Name nobody.",
        validators=[TooLong(1000, "your words")],
        widget=GovTextArea(),
    )


@blueprint.get("/word-reviews")
@access(Permission.REVIEW_WORDS)
def word_reviews() -> Response:
    """What changed, for reviewers."""
    return _list("word_reviews/list.html")


@blueprint.get("/word-reviews/<kind>/<uuid:change_id>")
@access(Permission.REVIEW_WORDS)
def word_review(kind: str, change_id: UUID) -> Response:
    """One change, and what one says to it."""
    return _page(_found(kind, change_id), AnswerForm(formdata=None))


@blueprint.post("/word-reviews/<kind>/<uuid:change_id>/answers")
@access(Permission.REVIEW_WORDS)
def word_answers(kind: str, change_id: UUID) -> AnyResponse:
    """Comment, agree or not."""
    found, form = _found(kind, change_id), AnswerForm()
    try:
        if form.validate_on_submit():
            verdict, text = _verdict(form), form.text.data or ""
            operations.answer(db.session(), found, verdict=verdict, text=text, by=acting(), at=clock.now())
            return redirect(url_for(".word_review", kind=kind, change_id=change_id), 303)
    except RuleBroken as broken:
        form.refuse(broken)
    return _page(found, form, status=422)


@blueprint.get("/staff/word-reviews")
@access(Permission.EDIT_VOCABULARY)
def word_reviews_read() -> Response:
    """What reviewers said, for those who keep the words."""
    return _list("word_reviews/staff_list.html")


@blueprint.get("/staff/word-reviews/<kind>/<uuid:change_id>")
@access(Permission.EDIT_VOCABULARY)
def word_review_read(kind: str, change_id: UUID) -> Response:
    """One change with all that was said."""
    return _page(_found(kind, change_id), None)


def _verdict(form: AnswerForm) -> Verdict:
    if form.verdict.data not in {each.value for each in Verdict}:
        raise RuleBroken("verdict", "Select what you say to it")
    return Verdict(form.verdict.data)


def _found(kind: str, change_id: UUID) -> Change:
    if kind not in {each.value for each in Kind}:
        raise NotVisible("There is no such change of words.")
    return change(db.session(), Kind(kind), change_id, at=clock.now(), today=clock.today())


def _list(template: str) -> Response:
    session = db.session()
    found = changes(session, at=clock.now(), today=clock.today())
    page = Pagination(request.args.get("page", 1, int), ON_A_PAGE, len(found))
    if not 1 <= page.number <= page.pages:
        raise NotVisible("There is no such page.")
    shown = found[page.offset : page.offset + ON_A_PAGE]
    standings = operations.standings(session, shown)
    return private_page(template, changes=shown, standings=standings, verdicts=Verdict, page=page)


def _page(found: Change, form: AnswerForm | None, *, status: int = 200) -> Response:
    session = db.session()
    said = operations.answers_to(session, found)
    names: dict[UUID | None, str] = {
        user.id: user.name
        for user in session.scalars(select(User).where(User.id.in_({each.reviewer_id for each in said})))
    }
    return private_page(
        "word_reviews/one.html",
        status=status,
        change=found,
        said=[(each, names.get(each.reviewer_id, "Somebody whose account is closed")) for each in said],
        form=form,
    )
