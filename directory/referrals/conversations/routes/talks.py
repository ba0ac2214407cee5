"""A conversation as it stands: its words, its needs, and finding something for each without losing a word."""

from uuid import UUID

from flask import make_response, redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.conversations import forms, queries
from directory.referrals.conversations.blueprint import blueprint
from directory.referrals.conversations.finding import find_listings, own_place
from directory.referrals.conversations.loading import opened
from directory.referrals.conversations.operations import change_words, tick_needs
from directory.referrals.conversations.routes.showing import show
from directory.referrals.models import Conversation, Person
from directory.referrals.people.flags import flags_of
from directory.web.access import access


@blueprint.get("/conversations/<uuid:conversation_id>")
@access(Permission.REFER)
def conversation(conversation_id: UUID) -> Response:
    """The page on which everything that follows from a conversation is done."""
    return show(*opened(conversation_id))


@blueprint.post("/conversations/<uuid:conversation_id>/listings")
@access(Permission.REFER)
def listings(conversation_id: UUID) -> Response:
    """Find listings for one need. Nothing is kept, and what was typed stands in no address."""
    talk, person = opened(conversation_id)
    form = forms.FindForm()
    if not form.validate_on_submit():
        return show(talk, person, find=form, status=422)
    found = find_listings(
        db.session(),
        words=form.words.data or "",
        place=form.place.data or "",
        need=form.need.data or "",
        own_place=own_place(db.session(), talk, person),
    )
    return show(talk, person, found=found, find=form)


@blueprint.post("/conversations/<uuid:conversation_id>/needs")
@access(Permission.REFER)
def needs(conversation_id: UUID) -> Response:
    """Tick more needs."""
    talk, person = opened(conversation_id)
    form, known = forms.NeedsForm(), queries.lists(db.session()).need_codes
    ticked = [code for code in form.needs.data or () if code in known]
    if not form.validate_on_submit() or not ticked:
        return show(talk, person, status=422)
    tick_needs(db.session(), talk, ticked, by=acting(), at=clock.now())
    return _back(talk, f"need-{ticked[0]}")


@blueprint.get("/conversations/<uuid:conversation_id>/words")
@access(Permission.REFER)
def words(conversation_id: UUID) -> Response:
    """The words, to be put right."""
    talk, person = opened(conversation_id)
    return _words_page(talk, person, _filled(talk))


@blueprint.post("/conversations/<uuid:conversation_id>/words")
@access(Permission.REFER)
def new_words(conversation_id: UUID) -> Response:
    """Other words. 409 when somebody else was faster."""
    talk, person = opened(conversation_id)
    form, terms = forms.WordsForm(), queries.lists(db.session())
    if not form.validate_on_submit():
        return _words_page(talk, person, form, 422)
    seen = int(form.seen.data) if (form.seen.data or "").isdigit() else 0
    try:
        said = form.talk(needs=terms.need_codes, transitions=terms.event_codes)
        change_words(db.session(), talk, said, seen=seen, by=acting(), at=clock.now())
    except RuleBroken as broken:
        form.refuse(broken)
        return _words_page(talk, person, form, 422)
    return _back(talk)


def _filled(talk: Conversation) -> forms.WordsForm:
    family = talk.family_help or {}
    return forms.WordsForm(
        formdata=None,
        data={
            "seen": str(talk.version),
            "what_matters": talk.what_matters,
            "strengths": talk.strengths,
            "contribution": talk.contribution,
            "transitions": talk.transitions,
            "needs": talk.needs,
            "family_who": family.get("who"),
            "family_what": family.get("what"),
            "family_agreed": bool(family.get("agreed")),
            "family_impact": family.get("impact"),
            "channel": talk.channel.value,
        },
    )


def _words_page(talk: Conversation, person: Person | None, form: forms.WordsForm, status: int = 200) -> Response:
    terms = queries.lists(db.session())
    at_hand = terms.at_hand(form.needs.data or ())
    page = render_template(
        "conversations/words.html",
        form=form,
        talk=talk,
        person=person,
        flags=flags_of(person, acting()) if person else None,
        terms=terms,
        ticked=[(code, terms.name_of(code)) for code in at_hand],
        groups=terms.grouped(at_hand),
    )
    return make_response(page, status)


def _back(talk: Conversation, anchor: str | None = None) -> Response:
    return redirect(url_for(".conversation", conversation_id=talk.id, _anchor=anchor), 303)
