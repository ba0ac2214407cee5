"""The page that is read aloud: exactly what each service will read, what it is used for, and what the person says.

One page for all drafts of a person, so that several referrals need one answer.
"""

from collections.abc import Sequence
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.agreement.wording import WORDING, words_of
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.models import Conversation, Person, Referral
from directory.referrals.people.flags import flags_of
from directory.referrals.people.loading import opened_person
from directory.referrals.referring.agreeing import ALSO, ANSWERS, Answer, record_answer
from directory.referrals.referring.blueprint import blueprint
from directory.referrals.referring.forms import AgreementForm
from directory.referrals.referring.passed_on import can_send
from directory.referrals.referring.presenters import present_elsewhere
from directory.referrals.referring.queries import drafts_of, open_for
from directory.referrals.sharing import SHAREABLE, preview
from directory.taxonomy.queries import names_of
from directory.web.access import access

Page = Response | str | tuple[str, int]
CHANGED_MEANWHILE = "The drafts have changed meanwhile, and nothing was sent. Read it aloud as it stands now"


@blueprint.get("/people/<uuid:person_id>/agreement")
@access(Permission.REFER)
def agreement(person_id: UUID) -> Page:
    """Ask, with everything on one page."""
    user = acting()
    person = opened_person(person_id)
    drafts = drafts_of(db.session(), user, person)
    return _page(user, person, drafts, _form(person, _sendable(drafts), is_first=True))


@blueprint.post("/people/<uuid:person_id>/agreement")
@access(Permission.REFER)
def agreements(person_id: UUID) -> Page:
    """Write down what they said; send what they agreed to."""
    user = acting()
    person = opened_person(person_id)
    drafts = drafts_of(db.session(), user, person)
    form = _form(person, drafts)
    if form.validate_on_submit():
        chosen = [draft for draft in drafts if str(draft.id) in (form.referral.data or ())]
        try:
            _require_choice(drafts, chosen)
            sent = record_answer(db.session(), person, chosen, _answer(form), user=user, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            if sent:
                return redirect(url_for(".receipt", referral_id=sent[0].id), 303)
            return redirect(url_for(".agreement", person_id=person.id, kept="yes"), 303)
    return _page(user, person, drafts, form), 422


def _require_choice(drafts: Sequence[Referral], chosen: Sequence[Referral]) -> None:
    """One of several has to be ticked. The only one goes without asking, unless it is not the one that was read."""
    if not chosen and len(drafts) > 1:
        raise RuleBroken("referral", "Select whom to send it to")
    if not chosen:
        raise RuleBroken(None, CHANGED_MEANWHILE)


def _answer(form: AgreementForm) -> Answer:
    if form.value.data not in {each.value for each in ANSWERS}:
        raise RuleBroken("value", "Select what they said")
    return Answer(
        value=AgreementValue(form.value.data),
        channel=Channel(form.channel.data),
        facts=frozenset(form.fact.data or ()) & set(SHAREABLE),
        purposes=frozenset(purpose for purpose in ALSO if purpose.value in (form.purpose.data or ())),
        note=form.note.data or "",
        partner=form.partner.data or "",
    )


def _form(person: Person, drafts: Sequence[Referral], *, is_first: bool = False) -> AgreementForm:
    known = {key: label for key, label in SHAREABLE.items() if getattr(person, key)}
    usual = [key for key in known if any(draft.shared.get(key) for draft in drafts)]
    form = AgreementForm(
        formdata=None if is_first else request.form,
        data={
            "referral": [str(draft.id) for draft in drafts],
            "fact": usual,
            "channel": _channel(drafts),
        },
    )
    form.fact.choices = [(key, f"{label}: {getattr(person, key)}") for key, label in known.items()]
    form.purpose.choices = [(purpose.value, words_of(WORDING, purpose)) for purpose in ALSO]
    return form


def _sendable(drafts: Sequence[Referral]) -> list[Referral]:
    """Those that would reach somebody. One that was passed on may be to a service that takes nothing from here."""
    return [draft for draft in drafts if can_send(db.session(), draft)]


def _held_in(drafts: Sequence[Referral]) -> UUID | None:
    """The conversation that the drafts came from."""
    return next((draft.conversation_id for draft in drafts if draft.conversation_id), None)


def _channel(drafts: Sequence[Referral]) -> str:
    """How they talk now: as in the conversation it came from."""
    held_in = _held_in(drafts)
    talk = db.session.get(Conversation, held_in) if held_in else None
    return (talk.channel if talk else Channel.PHONE).value


def _page(user: User, person: Person, drafts: Sequence[Referral], form: AgreementForm) -> str:
    session = db.session()
    others = open_for(session, user, person, {draft.need for draft in drafts}, {draft.service_id for draft in drafts})
    ids, sendable = {draft.id for draft in drafts}, _sendable(drafts)
    form.referral.choices = [(str(draft.id), draft.service.name) for draft in sendable]
    return render_template(
        "referring/agreement.html",
        form=form,
        person=person,
        flags=flags_of(person, user),
        drafts=[(draft, preview(draft, person)) for draft in sendable],
        stuck=[draft for draft in drafts if draft not in sendable],
        needs=names_of(session, "needs"),
        elsewhere=present_elsewhere([each for each in others if each.id not in ids]),
        read_aloud=words_of(WORDING, Purpose.THIS_PROVIDER),
        conversation_id=_held_in(drafts),
        is_kept=request.args.get("kept") == "yes",
    )
