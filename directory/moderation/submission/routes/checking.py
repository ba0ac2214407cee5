"""The end: check the answers, see the listing as residents will, and send it."""

from flask import redirect, render_template, request, url_for
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from werkzeug import Response
from wtforms import RadioField, StringField
from wtforms.validators import Optional

from directory import clock
from directory.accounts.signed_in import signed_in
from directory.errors import RuleBroken
from directory.extensions import db
from directory.moderation.submission.content import Missing, checked_content, missing, readable_content
from directory.moderation.submission.finding import try_words, will_be_found
from directory.moderation.submission.likeness import likely_same
from directory.moderation.submission.models import ListingDraft
from directory.moderation.submission.notes import hints_of
from directory.moderation.submission.operations import send_draft
from directory.moderation.submission.preview import preview_of
from directory.moderation.submission.routes.blueprint import asked_of, blueprint, by_code, if_sent, if_wrong
from directory.moderation.submission.steps import STEPS
from directory.moderation.submission.summary import rows_of, term_names, to_add
from directory.moderation.suggestions.codes import Connection
from directory.web.access import Audience, access
from directory.web.forms import readable
from directory.web.origin import stateless_form
from directory.web.traps import PublicForm
from directory.web.validators import Chosen, EmailAddress

LONGEST_TRY = 200
LIKELIEST_FIRST = sorted(Connection, key=lambda connection: connection is not Connection.RUNS_IT)


class SendForm(PublicForm):
    """Who sends it, and where the answer goes."""

    connection = RadioField(
        "How do you know it?",
        choices=[(connection.value, connection.label) for connection in LIKELIEST_FIRST],
        validators=[Chosen("how you know it")],
        widget=GovRadioInput(),
    )
    email = StringField(
        "Your email address (optional)",
        description="So that we can write when it is listed, or ask. Nobody else sees it.",
        validators=[Optional(), EmailAddress()],
        widget=GovTextInput(),
    )


@blueprint.get("/drafts/<code>/check")
@access(Audience.EVERYONE)
@if_wrong
def check(code: str) -> Response | str:
    """Everything that was answered, each with a link to change it."""
    draft = by_code(code)
    if draft.sent_as:
        return redirect(url_for(".draft", code=draft.code), 303)
    return _check_page(draft, SendForm())


@blueprint.post("/drafts/<code>/check")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
@if_sent
def sending(code: str) -> Response | tuple[str, int]:
    """Send it to the stewards, once."""
    draft = by_code(code)
    if draft.sent_as:  # a second tab: the listing is on its way, which is what was wanted
        return redirect(url_for(".draft", code=draft.code), 303)
    form, asked = SendForm(), asked_of(draft)
    left = missing(asked, draft.done)
    if not form.validate_on_submit() or left:
        return _check_page(draft, form, left), 422
    try:
        content = checked_content(asked)
        proposal = send_draft(
            db.session(),
            draft,
            content=content,
            connection=Connection(form.connection.data),
            email=form.email.data or "",
            user=signed_in(),
            alike=[match.service_id for match in likely_same(db.session(), content, today=clock.today())],
            at=clock.now(),
        )
    except RuleBroken as broken:
        refused = Missing(broken.field, broken.message) if broken.field in draft.answers else None
        if refused is None:
            form.refuse(RuleBroken(None, broken.message))
        return _check_page(draft, form, [refused] if refused else []), 422
    return redirect(url_for("moderation.suggestion", reference=proposal.reference), 303)


@blueprint.get("/drafts/<code>/preview")
@access(Audience.EVERYONE)
@if_wrong
def preview(code: str) -> Response | str:
    """The listing as residents will see it, and the words by which they will find it."""
    draft = by_code(code)
    if draft.sent_as:
        return redirect(url_for(".draft", code=draft.code), 303)
    asked = asked_of(draft)
    content, names = readable_content(asked), term_names(db.session())
    words, near = (readable(request.args.get(key, "")).strip()[:LONGEST_TRY] for key in ("q", "near"))
    return render_template(
        "moderation/submission/preview.html",
        draft=draft,
        view=preview_of(content, names, clock.now()),
        found=will_be_found(db.session(), content),
        words=words,
        near=near,
        trial=try_words(db.session(), content, words, near, at=clock.now(), names=names) if words or near else None,
    )


def _check_page(draft: ListingDraft, form: SendForm, left: list[Missing] | None = None) -> str:
    asked = asked_of(draft)
    content = readable_content(asked)
    return render_template(
        "moderation/submission/check.html",
        draft=draft,
        form=form,
        left=left or [],
        rows=rows_of(asked),
        extra=[(slug, STEPS[slug].heading(asked)) for slug in to_add(asked)],
        hints=hints_of(asked),
        matches=likely_same(db.session(), content, today=clock.today()),
        found=will_be_found(db.session(), content),
        user=signed_in(),
    )
