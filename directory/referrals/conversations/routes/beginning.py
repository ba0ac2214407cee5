"""Beginning a conversation: one form, the words first; whom it is with may be left out, now or for good."""

from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.conversations import forms, queries, who
from directory.referrals.conversations.areas import area_of
from directory.referrals.conversations.blueprint import blueprint
from directory.referrals.conversations.loading import as_uuid
from directory.referrals.conversations.operations import open_conversation
from directory.referrals.conversations.routes.showing import card_of
from directory.referrals.models import Person
from directory.referrals.people.flags import flags_of
from directory.referrals.people.loading import opened_person
from directory.web.access import access


@blueprint.get("/conversations/new")
@access(Permission.REFER)
def new_conversation() -> Response:
    """An empty page; with the person, the listing or the need that one came from."""
    service_id, person = as_uuid(request.args.get("service")), _person(request.args.get("person"))
    form = forms.NewForm(formdata=None)
    form.channel.data = queries.last_channel(db.session(), acting()).value
    form.person.data = str(person.id) if person else ""
    form.service.data = str(service_id) if service_id else ""
    form.needs.data = [code for code in (_first_need(service_id),) if code]
    return _page(form, person)


@blueprint.post("/conversations")
@access(Permission.REFER)
def conversations() -> Response:
    """Write it down. Whoever is known by this name or number is asked about before somebody is made twice."""
    form, session, at = forms.NewForm(), db.session(), clock.now()
    person = _person(form.person.data)
    if not form.validate_on_submit():
        return _page(form, person, status=422)
    terms = queries.lists(session)
    try:
        talk = form.talk(
            needs=terms.need_codes, transitions=terms.event_codes, area=area_of(session, form.postcode.data or "")
        )
        person = person or who.find_or_make(session, said_of(form), by=acting(), at=at)
        made = open_conversation(session, talk, by=acting(), at=at, person=person)
    except who.Alike as known:
        ask_who(form, known)
        return _page(form, None, status=422)
    except RuleBroken as broken:
        form.refuse(broken)
        return _page(form, person, status=422)
    chosen = {"service": form.service.data} if as_uuid(form.service.data) else {}
    return redirect(url_for(".conversation", conversation_id=made.id, **chosen), 303)


def said_of(form: forms.WhoPart) -> who.Said:
    """What was typed of the person."""
    return who.Said(
        name=form.name.data or "",
        phone=form.phone.data or "",
        postcode=form.postcode.data or "",
        choice=form.who.data or "",
    )


def ask_who(form: forms.NewForm | forms.WhoForm, known: who.Alike) -> None:
    """Offer the people who are known, and somebody new."""
    form.who.choices = [
        *((str(person.id), f"{person.name}, {person.reference}") for person in known.people),
        (who.NEW, "Somebody new"),
    ]
    form.refuse(RuleBroken("who", who.ASK_WHO))


def _person(text: str | None) -> Person | None:
    person_id = as_uuid(text)
    return opened_person(person_id) if person_id else None


def _first_need(service_id: UUID | None) -> str | None:
    asked = request.args.get("need")
    if asked:
        return asked
    return queries.first_need(db.session(), service_id) if service_id else None


def _page(form: forms.NewForm, person: Person | None, status: int = 200) -> Response:
    terms = queries.lists(db.session())
    service_id = as_uuid(form.service.data)
    at_hand = terms.at_hand(form.needs.data or ())
    page = render_template(
        "conversations/new.html",
        form=form,
        person=person,
        flags=flags_of(person, acting()) if person else None,
        terms=terms,
        ticked=[(code, terms.name_of(code)) for code in at_hand],
        groups=terms.grouped(at_hand),
        chosen=card_of(service_id) if service_id else None,
    )
    return make_response(page, status)
