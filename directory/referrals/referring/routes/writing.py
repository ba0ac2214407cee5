"""Writing referrals down: the least that works, what matters first. What is sent here becomes drafts, nothing more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.queries.alternatives import needs_of
from directory.referrals.conversations import who
from directory.referrals.conversations.operations import attach_person
from directory.referrals.models import Person, Referral
from directory.referrals.people.flags import flags_of
from directory.referrals.people.marks import find_people
from directory.referrals.people.operations import make_person
from directory.referrals.referring.asked import Asked, asked, planned_in
from directory.referrals.referring.blueprint import blueprint
from directory.referrals.referring.forms import details_form
from directory.referrals.referring.look import look_at
from directory.referrals.referring.presenters import Looked, offered_needs, present_elsewhere
from directory.referrals.referring.queries import open_for
from directory.referrals.referring.writing import born_of, read_details, read_person, write_drafts
from directory.taxonomy.queries import names_of
from directory.web.access import access

Answer = Response | str | tuple[str, int]


@blueprint.post("/referrals/details")
@access(Permission.REFER)
def details() -> Answer:
    """After the look: who it is for and what matters to them. What was told for the look is not asked again."""
    return details_page(asked(acting()), is_first=True)


@blueprint.post("/referrals")
@access(Permission.REFER)
def referrals() -> Answer:
    """Write the drafts, and go on to agreement."""
    user = acting()
    wanted = asked(user)
    if request.form.get("find"):
        return details_page(wanted, is_first=True)
    form = _form(wanted)
    if form.validate_on_submit():
        try:
            drafts = _write(db.session(), user, wanted, form)
        except who.Alike as known:
            _ask_who(form, known)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(_next(wanted, drafts), 303)
    return details_page(wanted, form=form), 422


def _next(wanted: Asked, drafts: list[Referral]) -> str:
    """Where it goes on: to agreement, or back to the conversation that may lead to more."""
    if wanted.conversation is not None and request.form.get("then") == "conversation":
        return f"/conversations/{wanted.conversation.id}"
    return url_for(".agreement", person_id=drafts[0].person_id)


def _write(session: Session, user: User, wanted: Asked, form: Any) -> list[Referral]:
    at = clock.now()
    today = clock.local(at).date()
    if not wanted.services:
        raise RuleBroken(None, "Choose a service first: open its page and press “Refer somebody”")
    details = read_details(form, len(wanted.services), today)
    person = wanted.person or _find_or_make(session, user, form, at)
    if wanted.conversation is not None and wanted.conversation.person_id is None:
        attach_person(session, wanted.conversation, person, by=user, at=at)
    return write_drafts(
        session,
        person,
        wanted.services,
        details,
        user=user,
        at=at,
        conversation=wanted.conversation,
        planned=planned_in(wanted.conversation) if wanted.conversation else (),
        instead_of=wanted.instead_of,
    )


def _find_or_make(session: Session, user: User, form: Any, at: datetime) -> Person:
    """Somebody new, unless people like this are on record: then whoever writes says which."""
    facts = read_person(form, clock.local(at).date())
    said = who.Said(name=facts.name, phone=facts.phone, postcode=facts.postcode, choice=form.who.data or "")
    if said.choice != who.NEW and (known := who.alike(session, said, user)):
        picked = next((person for person in known if str(person.id) == said.choice), None)
        if picked is None:
            raise who.Alike(known)
        return picked
    return make_person(session, facts, by=user.actor, at=at, navigator=user)


def _ask_who(form: Any, known: who.Alike) -> None:
    """Offer the people who are on record, and somebody new."""
    offered = [(str(person.id), f"{person.name}, {person.reference}") for person in known.people]
    form.who.choices = [*offered, (who.NEW, "Somebody new")]
    form.refuse(RuleBroken("who", who.ASK_WHO))


def details_page(wanted: Asked, looks: Sequence[Looked] = (), *, form: Any = None, is_first: bool = False) -> str:
    """The page that asks. Somebody on record is shown with what must be seen at once."""
    user, person = acting(), wanted.person
    form = form if form is not None else _form(wanted, is_first=is_first)
    found = _found(user) if person is None else ()
    return render_template(
        "referring/details.html",
        form=form,
        wanted=wanted,
        looks=_looks(wanted) if person else (),
        person=person,
        flags=flags_of(person, user) if person else None,
        found=found,
        find=request.form.get("find", ""),
        elsewhere=_elsewhere(user, wanted, form) if person else (),
    )


def _form(wanted: Asked, *, is_first: bool = False) -> Any:
    session = db.session()
    names = names_of(session, "needs")
    choices = [
        offered_needs(names, [row.code for row in needs_of(session, service.id)], wanted.need)
        for service in wanted.services
    ]
    kind = details_form(choices, is_new_person=wanted.person is None)
    if not is_first and request.method == "POST":
        return kind()
    return kind(formdata=None, data=_known(wanted))


def _known(wanted: Asked) -> dict[str, str]:
    """What was said already, so that nobody types it twice."""
    known = {"what_matters": wanted.conversation.what_matters or ""} if wanted.conversation else {}
    if request.method == "POST":
        known |= {
            name: request.form.get(name, "") for name in ("what_matters", "name", "phone") if name in request.form
        }
        known |= {"postcode": request.form.get("near", request.form.get("postcode", "")), "born": _born_known()}
    return known


def _looks(wanted: Asked) -> list[Looked]:
    """The listings, looked at with what is on record."""
    assert wanted.person is not None  # noqa: S101 -- asked for only when there is one
    session, at = db.session(), clock.now()
    born, postcode = wanted.person.born, wanted.person.postcode
    return [look_at(session, each, wanted.need, born=born, postcode=postcode, at=at) for each in wanted.services]


def _born_known() -> str:
    try:
        return born_of(request.form.get("born", ""), clock.today())
    except RuleBroken:
        return ""


def _found(user: User) -> Sequence[Person]:
    words = request.form.get("find", "").strip()
    return find_people(db.session(), user, words) if words else ()


def _elsewhere(user: User, wanted: Asked, form: Any) -> tuple[Any, ...]:
    assert wanted.person is not None  # noqa: S101 -- asked for only when there is one
    needs = {form[f"need_{number}"].data for number in range(len(wanted.services))} | {wanted.need}
    services = [service.id for service in wanted.services]
    return present_elsewhere(open_for(db.session(), user, wanted.person, needs - {"", None}, services))
