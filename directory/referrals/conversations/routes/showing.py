"""The one page of a conversation, put together for every view that shows it."""

from datetime import date
from uuid import UUID

from flask import make_response, render_template, request
from werkzeug import Response

from directory import clock
from directory.accounts.signed_in import acting
from directory.errors import Unavailable
from directory.extensions import db
from directory.listings.cards import cards
from directory.referrals.conversations import forms, queries
from directory.referrals.conversations.finding import FoundHere, own_place, roles_for
from directory.referrals.conversations.loading import as_uuid
from directory.referrals.conversations.presenters import conversation_view
from directory.referrals.conversations.prompts import (
    WITHIN,
    asks_for_technology,
    danger_in,
    is_third,
    suggested_needs,
)
from directory.referrals.models import Conversation, Person
from directory.referrals.people.flags import flags_of
from directory.search.presenters import ResultCard


def show(
    conversation: Conversation,
    person: Person | None,
    *,
    status: int = 200,
    found: FoundHere | None = None,
    form: forms.ActionForm | None = None,
    find: forms.FindForm | None = None,
    who: forms.WhoForm | None = None,
    technology: forms.TechnologyForm | None = None,
) -> Response:
    """The page, with whatever form was refused in its place and whatever was just found."""
    session, at, user = db.session(), clock.now(), acting()
    terms = queries.lists(session)
    view = conversation_view(
        conversation,
        queries.actions_of(session, conversation),
        queries.drafts_of(session, conversation),
        terms,
        reader=user.id,
        at=at,
        found=found,
    )
    chosen, roles = _chosen(), _roles(conversation, person)
    suggested = _suggested(conversation, terms)
    page = render_template(
        "conversations/conversation.html",
        view=view,
        person=person,
        flags=flags_of(person, user) if person else None,
        terms=terms,
        suggested=[(code, terms.name_of(code)) for code in suggested],
        groups=terms.grouped((*conversation.needs, *suggested)),
        asks_technology=technology is not None or _asks_for_technology(conversation, person),
        is_third=person is not None and is_third(_days(person), clock.today()),
        danger=None if conversation.passed_to else danger_in(_words(conversation)),
        roles=roles,
        chosen=chosen,
        taking=_taking(found, roles, chosen),
        action_form=form or forms.ActionForm(formdata=None),
        find_form=find or forms.FindForm(formdata=None),
        who_form=who or forms.WhoForm(formdata=None),
        technology_form=technology or forms.TechnologyForm(formdata=None),
        form=next((each for each in (form, find, who, technology) if each is not None and each.errors), None),
        is_refused=form is not None,
    )
    return make_response(page, status)


def _suggested(conversation: Conversation, terms: queries.Terms) -> list[str]:
    """Needs that go with what has changed in their life, then those that the words speak of."""
    changed = queries.needs_of_changes(db.session(), conversation.transitions)
    found = dict.fromkeys([*changed, *suggested_needs(_words(conversation), conversation.needs)])
    return [code for code in found if code in terms.need_codes and code not in conversation.needs]


def _words(conversation: Conversation) -> str:
    said = (conversation.what_matters, conversation.strengths, conversation.contribution)
    return ". ".join(words for words in said if words)


def _days(person: Person) -> list[date]:
    return queries.contact_days(db.session(), person.id, clock.now(), WITHIN)


def _asks_for_technology(conversation: Conversation, person: Person | None) -> bool:
    if conversation.technology:
        return False
    return asks_for_technology(conversation.needs, person.cohorts if person else (), _words(conversation))


def _roles(conversation: Conversation, person: Person | None) -> FoundHere | None:
    """Where what they offer is wanted; nothing while search cannot answer, as the page is of use without it."""
    if not conversation.contribution:
        return None
    try:
        return roles_for(db.session(), conversation.contribution, own_place(db.session(), conversation, person))
    except Unavailable:
        return None


def _taking(found: FoundHere | None, roles: FoundHere | None, chosen: ResultCard | None) -> frozenset[UUID]:
    """Which of the listings on the page take referrals: the others have no button that would lead nowhere."""
    shown = [*(found.cards if found else ()), *(roles.cards if roles else ()), *([chosen] if chosen else [])]
    return queries.taking_referrals(db.session(), (result.card.id for result in shown))


def _chosen() -> ResultCard | None:
    """The listing from which the conversation was begun, ready for each need."""
    service_id = as_uuid(request.args.get("service"))
    return card_of(service_id) if service_id else None


def card_of(service_id: UUID) -> ResultCard | None:
    """One listing as a card, when the reader may see it."""
    card = cards(db.session(), [service_id], clock.now(), for_professionals=True).get(service_id)
    return ResultCard(card, card.venue.label if card.venue else "", None, card.when, ()) if card else None
