"""The page of one referral and the page of one answer, whichever door somebody came through."""

from flask import redirect, render_template, request
from werkzeug import Response

from directory import clock
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.referrals.answering import queries
from directory.referrals.answering.doors import Door
from directory.referrals.answering.forms import FORMS, AnswerForm, RedirectionForm
from directory.referrals.answering.links import use_up
from directory.referrals.answering.operations import accept_terms, answer
from directory.referrals.answering.presenters import present_page
from directory.referrals.answering.steps import STEPS, Step, steps_from
from directory.referrals.sharing import shared_view
from directory.referrals.told import Told
from directory.taxonomy.queries import name_of

Answer = Response | str | tuple[str, int]


def referral_page(door: Door) -> str:
    """What the person agreed to share, what happened, and the answers that can be given now."""
    session, referral = db.session(), door.referral
    page = present_page(
        referral,
        shared_view(session, referral, on=clock.today()),
        queries.events_for_provider(session, referral.id),
        need=name_of(session, "needs", referral.need),
    )
    return render_template("answering/referral.html", page=page, door=door)


def step_page(door: Door, noun: str, form: AnswerForm | None = None) -> str:
    """One question. `form` comes back with its sentences when something has to be put right."""
    step = _step(door, noun)
    shown = form or FORMS[noun](formdata=None, meta=door.form_meta)
    if isinstance(shown, RedirectionForm):
        _offer_services(door, shown)
    return render_template("answering/step.html", step=step, form=shown, door=door, referral=door.referral)


def take_step(door: Door, noun: str) -> Answer:
    """Give the answer; 422 with the words kept when something has to be put right."""
    session, at = db.session(), clock.now()
    step, form = _step(door, noun), FORMS[noun](meta=door.form_meta)
    if form.validate_on_submit():
        try:
            told = form.told(clock.today())
            if isinstance(form, RedirectionForm):
                told = _with_service(door, form)
            if door.inbox is not None:
                accept_terms(door.inbox, is_accepted=bool(form.terms.data), at=at)
            answer(session, door.referral, step, told, actor=door.actor, at=at)
        except RuleBroken as broken:
            session.rollback()
            form.refuse(broken)
        else:
            if door.link is not None:
                use_up(session, door.link, at)
            return redirect(f"{door.base}/thanks?answer={step.noun}" if door.link else door.base, 303)
    return step_page(door, noun, form), 422


def _step(door: Door, noun: str) -> Step:
    """The step, if it can be taken now by whoever is at this door."""
    step = STEPS.get(noun)
    if step is None:
        raise NotVisible("There is nothing at this address.")
    if request.method == "GET" and step not in steps_from(door.referral.status):
        raise NotVisible("This answer cannot be given any more. Look at the referral again.")
    return step


def _offer_services(door: Door, form: RedirectionForm) -> None:
    typed = form.other.data or ""
    found = queries.services_called(db.session(), typed, but=door.referral.service_id) if typed else []
    form.service.choices = [(str(service_id), name) for service_id, name in found]


def _with_service(door: Door, form: RedirectionForm) -> Told:
    found = queries.services_called(db.session(), form.other.data or "", but=door.referral.service_id)
    chosen = [service_id for service_id, _name in found if str(service_id) == form.service.data]
    if not found:
        raise RuleBroken("other", "Nothing in the directory is called that. Try fewer words")
    if not chosen:
        raise RuleBroken("service", "Select which one you mean")
    return form.told_about(chosen[0])
