"""Pages of partners who refer: the short form, what they sent, how far it is. Nothing else about anybody."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.listings.models import Service
from directory.listings.policy import visible_to
from directory.listings.queries.alternatives import needs_of
from directory.referrals.agreement.wording import WORDING, words_of
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.moves import move
from directory.referrals.people.facts import PersonFacts
from directory.referrals.referring import partner
from directory.referrals.referring.blueprint import blueprint
from directory.referrals.referring.look import look_at
from directory.referrals.referring.partner_forms import AnswerForm, ChoiceForm, PartnerForm, SendOnForm
from directory.referrals.referring.passed_on import can_send, send_as_partner
from directory.referrals.referring.presenters import offered_needs, present_sent
from directory.referrals.referring.status_words import question_of
from directory.referrals.referring.who_could_help import services_near
from directory.referrals.referring.writing import coming_day
from directory.referrals.told import Told
from directory.taxonomy.queries import names_of
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.pagination import Pagination

Answer = Response | str | tuple[str, int]
PER_PAGE = 25


@blueprint.get("/partner")
@access(Permission.REFER_AS_PARTNER)
def partner_home() -> Answer:
    """What I sent, and how far it is."""
    user, session = acting(), db.session()
    number = max(1, request.args.get("page", 1, type=int))
    page = Pagination(number, PER_PAGE, partner.count(session, user))
    found = session.scalars(partner.own_referrals(user).limit(PER_PAGE).offset(page.offset)).all()
    told = partner.told_back(session, found, on=clock.today())
    lines = partner.present_lines(found, told, names_of(session, "needs"))
    return render_template("referring/partner_home.html", lines=lines, page=page)


@blueprint.get("/partner/referrals/new")
@access(Permission.REFER_AS_PARTNER)
def new_partner_referral() -> Answer:
    """The short form for one service; without one, which service is it?"""
    service = _service(acting())
    if service is None:
        return _choices(_choice_form())
    return _page(service, _form(service))


@blueprint.post("/partner/services")
@access(Permission.REFER_AS_PARTNER)
def partner_services() -> Answer:
    """Services for a need near somebody. Where they live stands in no address."""
    form = _choice_form()
    if form.validate_on_submit():
        try:
            found = services_near(db.session(), acting(), form.need.data, form.near.data or "")
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return _choices(form, found=found)
    return _choices(form), 422


@blueprint.post("/partner/referrals/new")
@access(Permission.REFER_AS_PARTNER)
def partner_referrals() -> Answer:
    """Send it."""
    user = acting()
    service = _service(user)
    if service is None:
        return _choices(_choice_form()), 422
    form = _form(service)
    if form.validate_on_submit():
        try:
            said = _said(form)
            referral = partner.refer_as_partner(db.session(), service, said, user=user, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".partner_referral", referral_id=referral.id), 303)
    return _page(service, form), 422


@blueprint.get("/partner/referrals/<uuid:referral_id>")
@access(Permission.REFER_AS_PARTNER)
def partner_referral(referral_id: UUID) -> Answer:
    """The reference to keep, and how far it is."""
    return _status(referral_id, AnswerForm())


@blueprint.post("/partner/referrals/<uuid:referral_id>/answers")
@access(Permission.REFER_AS_PARTNER)
def partner_answer(referral_id: UUID) -> Answer:
    """Answer what the provider asked."""
    user = acting()
    referral = get_or_404(partner.own_referrals(user), referral_id)
    form = AnswerForm()
    if form.validate_on_submit():
        told = Told(words=form.answer.data)
        to = ReferralStatus.ACKNOWLEDGED
        move(db.session(), referral, to, mover=Mover.NAVIGATOR, actor=user.actor, at=clock.now(), told=told)
        return redirect(url_for(".partner_referral", referral_id=referral.id), 303)
    return _status(referral_id, form), 422


@blueprint.post("/partner/referrals/<uuid:referral_id>/withdrawal")
@access(Permission.REFER_AS_PARTNER)
def partner_withdrawal(referral_id: UUID) -> Answer:
    """Take it back."""
    user = acting()
    referral = get_or_404(partner.own_referrals(user), referral_id)
    is_draft = referral.status is ReferralStatus.DRAFT
    told, to = Told(reason="changed_mind"), ReferralStatus.ERROR if is_draft else ReferralStatus.WITHDRAWN
    move(db.session(), referral, to, mover=Mover.NAVIGATOR, actor=user.actor, at=clock.now(), told=told)
    return redirect(url_for(".partner_referral", referral_id=referral.id), 303)


@blueprint.post("/partner/referrals/<uuid:referral_id>/agreement")
@access(Permission.REFER_AS_PARTNER)
def partner_agreement(referral_id: UUID) -> Answer:
    """Send what was passed on, once the person said yes to that."""
    user = acting()
    referral = get_or_404(partner.own_referrals(user), referral_id)
    form = SendOnForm()
    if form.validate_on_submit():
        try:
            send_as_partner(db.session(), referral, user=user, at=clock.now())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".partner_referral", referral_id=referral.id), 303)
    return _status(referral_id, form), 422


def _service(user: User) -> Service | None:
    given = request.values.get("service", "")
    return get_or_404(visible_to(user, clock.today()), given_id(given)) if given else None


def given_id(text: str) -> UUID:
    """The id in an address; one that is none is nobody's."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _form(service: Service) -> PartnerForm:
    session = db.session()
    form = PartnerForm()
    listed = [row.code for row in needs_of(session, service.id)]
    form.need.choices = offered_needs(names_of(session, "needs"), listed, request.values.get("need", ""))
    return form


def _choice_form() -> ChoiceForm:
    form = ChoiceForm()
    form.need.choices = list(names_of(db.session(), "needs").items())
    return form


def _said(form: PartnerForm) -> partner.ShortForm:
    return partner.ShortForm(
        facts=PersonFacts(
            name=form.name.data or "",
            phone=form.phone.data or "",
            postcode=form.postcode.data or "",
            safety={"leave_message": form.leave_message.data} if form.leave_message.data in ("yes", "no") else {},
        ),
        need=form.need.data,
        words=form.words.data or "",
        start_by=coming_day("start_by", form.start_by.data, clock.today()),
        is_agreed=bool(form.is_agreed.data),
        is_told_back=bool(form.is_told_back.data),
    )


def _page(service: Service, form: PartnerForm) -> str:
    return render_template(
        "referring/partner_new.html",
        form=form,
        service=service,
        look=look_at(db.session(), service, at=clock.now()),
        read_aloud=words_of(WORDING, Purpose.THIS_PROVIDER),
    )


def _choices(form: ChoiceForm, found: Any = None) -> str:
    return render_template("referring/partner_choice.html", form=form, found=found)


def _status(referral_id: UUID, form: AnswerForm | SendOnForm) -> str:
    user, session = acting(), db.session()
    referral = get_or_404(partner.own_referrals(user), referral_id)
    is_told = bool(partner.told_back(session, [referral], on=clock.today()))
    names = names_of(session, "needs")
    return render_template(
        "referring/partner_referral.html",
        line=partner.present_line(referral, names, is_told=is_told),
        sent=present_sent(referral, names),
        is_new=referral.status is ReferralStatus.SUBMITTED,
        question=question_of(session, referral),
        may_withdraw=partner.may_withdraw(referral),
        send_on=form if isinstance(form, SendOnForm) else SendOnForm(formdata=None),
        can_send=can_send(session, referral),
        service_id=referral.service_id,
        read_aloud=words_of(WORDING, Purpose.THIS_PROVIDER),
        form=form,
    )
