"""Answering without an account: the link shows a reference, a code opens it, an answer ends it."""

from flask import make_response, redirect, render_template, request
from werkzeug import Response

from directory import clock
from directory.errors import RuleBroken
from directory.extensions import db
from directory.notifications.outbox import put
from directory.referrals.answering import topics
from directory.referrals.answering.blueprint import blueprint, few_codes, if_wrong
from directory.referrals.answering.doors import by_link, cookie_name, entry_cookie, is_open
from directory.referrals.answering.forms import CodeForm
from directory.referrals.answering.links import (
    OPEN_FOR,
    Opened,
    ask_for_code,
    count_wrong,
    enter,
    is_entered,
    link_called,
)
from directory.referrals.answering.operations import open_referral
from directory.referrals.answering.pages import Answer, referral_page, step_page, take_step
from directory.referrals.answering.presenters import SAID
from directory.referrals.answering.steps import STEPS
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.transaction import in_any_case


@blueprint.get("/referral-answers/<token>")
@access(Audience.EVERYONE)
@if_wrong
def answer_link(token: str) -> Response | str:
    """What the letter opens: which referral, to which listing, and the way in. Nothing about a person."""
    opened = link_called(db.session(), token)
    if is_entered(opened.link, entry_cookie(opened), clock.now()):
        return redirect(f"/referral-answers/{token}/referral", 303)
    return _front(opened, token, CodeForm(formdata=None, meta={"csrf": False}))


@blueprint.post("/referral-answers/<token>/code")
@access(Audience.EVERYONE)
@stateless_form
@few_codes
def code(token: str) -> Response:
    """Send a code to the verified phone or address."""
    session, at = db.session(), clock.now()
    opened = link_called(session, token)
    ask_for_code(session, opened.link, at=at)
    put(session, topics.CODE, {"link": str(opened.link.id)}, at=at)
    return redirect(f"/referral-answers/{token}", 303)


@blueprint.post("/referral-answers/<token>/entry")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def entry(token: str) -> Answer:
    """Check the code. From here on the referral is seen."""
    session, at = db.session(), clock.now()
    opened, form = link_called(session, token), CodeForm(meta={"csrf": False})
    if form.validate_on_submit():
        try:
            secret = enter(session, opened.link, form.code.data or "", at=at)
        except RuleBroken as broken:
            link_id = opened.link.id
            in_any_case(lambda session: count_wrong(session, link_id))
            form.refuse(broken)
        else:
            open_referral(session, opened.referral, actor=f"link:{opened.link.id}", at=at)
            answered = make_response(redirect(f"/referral-answers/{token}/referral", 303))
            answered.set_cookie(
                cookie_name(opened.link),
                secret,
                max_age=OPEN_FOR,
                secure=True,
                httponly=True,
                samesite="Lax",
            )
            return answered
    return _front(opened, token, form), 422


@blueprint.get("/referral-answers/<token>/referral")
@access(Audience.EVERYONE)
@if_wrong
def answered_referral(token: str) -> Response | str:
    """What the person agreed to share, for the browser that typed the code."""
    opened = link_called(db.session(), token)
    if not is_entered(opened.link, entry_cookie(opened), clock.now()):
        return redirect(f"/referral-answers/{token}", 303)
    return referral_page(by_link(token))


@blueprint.get("/referral-answers/<token>/thanks")
@access(Audience.EVERYONE)
@if_wrong
def thanks(token: str) -> str:
    """What happens next. Nothing about a person."""
    opened = link_called(db.session(), token)
    return render_template(
        "answering/thanks.html", step=STEPS.get(request.args.get("answer", "")), referral=opened.referral
    )


@blueprint.get("/referral-answers/<token>/<noun>")
@access(Audience.EVERYONE)
@if_wrong
def link_step(token: str, noun: str) -> str:
    """One question about it."""
    return step_page(by_link(token), noun)


@blueprint.post("/referral-answers/<token>/<noun>")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
def link_steps(token: str, noun: str) -> Answer:
    """One answer; the link ends with it."""
    return take_step(by_link(token), noun)


def _front(opened: Opened, token: str, form: CodeForm) -> str:
    return render_template(
        "answering/link.html",
        reference=opened.referral.reference,
        service=opened.referral.service.name,
        status=SAID[opened.referral.status],
        is_open=is_open(opened, clock.now()),
        is_code_sent=opened.link.codes_sent > 0,
        to=_masked(opened),
        form=form,
        token=token,
    )


def _masked(opened: Opened) -> str:
    """Where the code goes, so that its owner knows which phone to fetch and nobody else learns the number."""
    inbox = opened.inbox
    if inbox.code_phone:
        return f"the phone that ends in {inbox.code_phone[-3:]}"
    name, _, domain = (inbox.code_email or inbox.email).partition("@")
    return f"{name[:1]}…@{domain}"
