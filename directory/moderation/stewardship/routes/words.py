"""H-S5: a steward sees where a listing is hard to read and offers plainer words; the people who run it answer."""

from uuid import UUID

from flask import Response, redirect, url_for
from sqlalchemy import select
from werkzeug import Response as AnyResponse

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotAllowed, RuleBroken
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.plain_words import read_plainly
from directory.moderation.stewardship.forms import WordsForm
from directory.moderation.stewardship.models import WordSuggestion
from directory.moderation.stewardship.policy import keeps
from directory.moderation.stewardship.routes.blueprint import blueprint, private_page, stewarded
from directory.moderation.stewardship.wordings import (
    keep_own_words,
    keepers_of,
    suggest_words,
    suggestions_for,
    take_words,
)
from directory.web.access import Audience, access
from directory.web.loading import get_or_404

NOT_YOURS = "Only the people who run this listing can answer."


@blueprint.get("/staff/listings/<uuid:listing>/words")
@access(Permission.STEWARD_LISTINGS)
def words(listing: UUID) -> Response:
    """What is hard to read, and other words to try."""
    return _words_page(stewarded(listing), None)


@blueprint.post("/staff/listings/<uuid:listing>/words/hints")
@access(Permission.STEWARD_LISTINGS)
def words_tried(listing: UUID) -> Response:
    """Look at other words before they are sent. Nothing is kept."""
    return _words_page(stewarded(listing), WordsForm(), is_trial=True)


@blueprint.post("/staff/listings/<uuid:listing>/word-suggestions")
@access(Permission.STEWARD_LISTINGS)
def word_suggestions(listing: UUID) -> AnyResponse:
    """Send them to the people who run it."""
    service, form = stewarded(listing), WordsForm()
    if form.validate_on_submit():
        try:
            suggest_words(
                db.session(),
                service,
                summary=form.summary.data or "",
                description=form.description.data or "",
                note=form.note.data or "",
                by=acting().actor,
                at=clock.now(),
            )
            return redirect(url_for("stewardship.listing", listing=service.id, done="words"), 303)
        except RuleBroken as broken:
            form.refuse(broken)
    return _words_page(service, form)


@blueprint.get("/word-suggestions/<uuid:suggestion>")
@access(Audience.SIGNED_IN)
def word_suggestion(suggestion: UUID) -> Response:
    """What a steward suggests, beside what is there."""
    found, service = _answerable(suggestion)
    pairs = [
        (label, getattr(service, key) or "", getattr(found, key))
        for key, label in (("summary", "In a nutshell"), ("description", "The whole story"))
        if (getattr(service, key) or "") != getattr(found, key)
    ]
    return private_page("stewardship/word_suggestion.html", suggestion=found, service=service, pairs=pairs)


@blueprint.post("/word-suggestions/<uuid:suggestion>/acceptance")
@access(Audience.SIGNED_IN)
def words_acceptance(suggestion: UUID) -> AnyResponse:
    """Use the words."""
    found, _service = _answerable(suggestion)
    take_words(db.session(), found, by=acting().actor, at=clock.now())
    return redirect(url_for("stewardship.word_suggestion", suggestion=suggestion), 303)


@blueprint.post("/word-suggestions/<uuid:suggestion>/refusal")
@access(Audience.SIGNED_IN)
def words_refusal(suggestion: UUID) -> AnyResponse:
    """Keep one's own."""
    found, _service = _answerable(suggestion)
    keep_own_words(db.session(), found, by=acting().actor, at=clock.now())
    return redirect(url_for("stewardship.word_suggestion", suggestion=suggestion), 303)


def _answerable(suggestion: UUID) -> tuple[WordSuggestion, Service]:
    """A suggestion for a listing of one's own; another steward agrees to it as little as the one who wrote it."""
    found = get_or_404(select(WordSuggestion), suggestion)
    service = db.session.get_one(Service, found.service_id)
    user = acting()
    if not keeps(user, service) or user.actor == found.by:
        raise NotAllowed(NOT_YOURS)
    return found, service


def _words_page(service: Service, form: WordsForm | None, *, is_trial: bool = False) -> Response:
    shown = form or WordsForm(formdata=None, summary=service.summary, description=service.description)
    text = "\n".join((shown.summary.data or "", shown.description.data or ""))
    sent = form is not None and not is_trial
    return private_page(
        "stewardship/words.html",
        service=service,
        words_form=shown,
        form=form if sent else None,
        plain=read_plainly(text),
        before=read_plainly("\n".join((service.summary or "", service.description or ""))),
        is_trial=is_trial,
        has_keepers=bool(keepers_of(db.session(), service)),
        sent=suggestions_for(db.session(), service.id),
        status=422 if sent else 200,
    )
