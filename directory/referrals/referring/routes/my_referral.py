"""How my referral goes: by the code of the receipt and one thing that only the person knows. Status words only."""

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.encryption import fingerprint
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db, limiter
from directory.referrals.agreement.wording import WORDING, words_of
from directory.referrals.codes.agreement import Purpose
from directory.referrals.models import Referral
from directory.referrals.referring.blueprint import blueprint, if_wrong
from directory.referrals.referring.passed_on import refuse_own, send_own
from directory.referrals.referring.receipt_codes import referral_by_code, still_there
from directory.referrals.referring.receipt_links import COOKIE, ENTRY, remember
from directory.referrals.referring.referring_oneself import answer_question, cancel, stop_sharing
from directory.referrals.referring.self_forms import LookUpForm, ReplyForm
from directory.referrals.referring.status_words import present_status
from directory.web.access import Audience, access
from directory.web.origin import stateless_form
from directory.web.spoken_codes import as_written

Answer = Response | str | tuple[str, int]
TRIES_OF_ONE = "10 per hour"  # a code that was overheard does not open with a birthday that is guessed


def _code_tried() -> str:
    return fingerprint(f"tried {as_written(request.form.get('code', '')) or 'none'}")


few_tries = limiter.limit(
    TRIES_OF_ONE,
    key_func=_code_tried,
    deduct_when=lambda response: response.status_code == 422,
    override_defaults=False,
)


@blueprint.get("/my-referral")
@access(Audience.EVERYONE)
def my_referral() -> Answer:
    """Ask for the code."""
    return render_template("referring/my_referral.html", form=LookUpForm())


@blueprint.post("/my-referral")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
@few_tries
def look_up() -> Answer:
    """Open it for half an hour in this browser."""
    form = LookUpForm()
    if form.validate_on_submit():
        try:
            referral = referral_by_code(db.session(), form.code.data or "", form.known.data or "")
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return remember(redirect(url_for(".my_status"), 303), COOKIE, ENTRY.token(referral.id, clock.now()))
    return render_template("referring/my_referral.html", form=form), 422


@blueprint.get("/my-referral/status")
@access(Audience.EVERYONE)
def my_status() -> Answer:
    """How it goes."""
    referral = _mine()
    return _page(referral, ReplyForm()) if referral else redirect(url_for(".my_referral"), 303)


@blueprint.post("/my-referral/answers")
@access(Audience.EVERYONE)
@stateless_form
def my_answer() -> Answer:
    """Answer what they asked."""
    referral = _mine_or_404()
    form = ReplyForm()
    if form.validate_on_submit():
        answer_question(db.session(), referral, form.answer.data or "", at=clock.now())
        return redirect(url_for(".my_status"), 303)
    return _page(referral, form), 422


@blueprint.post("/my-referral/agreement")
@access(Audience.EVERYONE)
@stateless_form
def my_agreement() -> Answer:
    """Yes or no to somebody it was passed on to."""
    referral, at = _mine_or_404(), clock.now()
    answer = send_own if request.form.get("value") == "yes" else refuse_own
    try:
        answer(db.session(), referral, at=at)
    except RuleBroken as broken:
        form = ReplyForm()
        form.refuse(broken)
        return _page(referral, form), 422
    return redirect(url_for(".my_status"), 303)


@blueprint.post("/my-referral/cancellation")
@access(Audience.EVERYONE)
@stateless_form
def my_cancellation() -> Answer:
    """Take it back."""
    cancel(db.session(), _mine_or_404(), at=clock.now())
    return redirect(url_for(".my_status"), 303)


@blueprint.post("/my-referral/agreement-withdrawal")
@access(Audience.EVERYONE)
@stateless_form
def my_agreement_withdrawal() -> Answer:
    """Stop sharing, from this moment on."""
    stop_sharing(db.session(), _mine_or_404(), at=clock.now())
    return redirect(url_for(".my_status"), 303)


@blueprint.post("/my-referral/leaving")
@access(Audience.EVERYONE)
@stateless_form
def my_leaving() -> Answer:
    """Close it in this browser."""
    return remember(redirect(url_for(".my_referral"), 303), COOKIE, "")


def _mine() -> Referral | None:
    referral_id = ENTRY.read(request.cookies.get(COOKIE, ""), clock.now())
    return still_there(db.session(), referral_id) if referral_id else None


def _mine_or_404() -> Referral:
    referral = _mine()
    if referral is None:
        raise NotVisible("It was open here for half an hour. Look it up with your code again: nothing was changed.")
    return referral


def _page(referral: Referral, form: ReplyForm) -> str:
    status = present_status(db.session(), referral, today=clock.today())
    read_aloud = words_of(WORDING, Purpose.THIS_PROVIDER)
    return render_template("referring/my_status.html", status=status, form=form, read_aloud=read_aloud, quick_exit=True)
