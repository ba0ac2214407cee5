"""Ask for help in several sittings: keep what is written under a code, and go on with it another day. No account."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug import Response

from directory import clock
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.listings.models import Service
from directory.referrals.codes.contact import CommunicationNeed
from directory.referrals.models import UnsentRequest
from directory.referrals.referring import receipt_links as notes
from directory.referrals.referring.blueprint import blueprint, few_kept, if_wrong
from directory.referrals.referring.routes.my_referral import few_tries
from directory.referrals.referring.routes.self_referral import asking_page, form_for, open_service, written_before
from directory.referrals.referring.self_forms import OpenUnsentForm, SelfReferralForm, chosen
from directory.referrals.referring.unsent import (
    FIELDS,
    KEPT,
    SavedMeanwhile,
    keep,
    keep_again,
    throw_away,
    unsent_by_code,
    unsent_with,
)
from directory.search.urgency import panel_for
from directory.web.access import Audience, access
from directory.web.origin import stateless_form

Answer = Response | str | tuple[str, int]


@blueprint.post("/listings/<uuid:listing>/referrals/unsent")
@access(Audience.EVERYONE)
@stateless_form
@few_kept
def unsent_requests(listing: UUID) -> Answer:
    """Keep what is written so far, finished or not."""
    service = open_service(listing)
    form = form_for(service)
    form.leave_unfinished()
    status = 422
    if form.validate_on_submit():
        try:
            unsent = _keep(service, form)
        except SavedMeanwhile as meanwhile:
            form.form_errors.append(str(meanwhile))
            form.seen.data, status = str(getattr(written_before(form), "saves", "")), 409
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            at = clock.now()
            told = redirect(url_for(".kept_request", token=notes.KEPT.token(unsent.id, at)), 303)
            return notes.remember(told, notes.UNSENT_COOKIE, notes.UNSENT.token(unsent.id, at))
    return asking_page(service, form), status


@blueprint.get("/my-request/codes/<token>")
@access(Audience.EVERYONE)
@if_wrong
def kept_request(token: str) -> str:
    """The code to write down, and until when. For an hour; afterwards the code alone opens what was kept."""
    at = clock.now()
    unsent = unsent_with(db.session(), notes.KEPT.read(token, at), at=at)
    if unsent is None:
        raise NotVisible("This code is not shown any more. What you kept opens with it.")
    panel = panel_for(str(unsent.answers.get("what_matters", "")))
    return render_template("referring/kept_request.html", unsent=unsent, panel=panel, quick_exit=True)


@blueprint.get("/my-request")
@access(Audience.EVERYONE)
def my_request() -> str:
    """Ask for the code."""
    return _code_page(OpenUnsentForm())


@blueprint.post("/my-request")
@access(Audience.EVERYONE)
@stateless_form
@if_wrong
@few_tries
def open_request() -> Answer:
    """Open it for half an hour in this browser."""
    form = OpenUnsentForm()
    if form.validate_on_submit():
        at = clock.now()
        try:
            unsent = unsent_by_code(db.session(), form.code.data or "", form.known.data or "", at=at)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            onward = redirect(url_for(".my_request_form"), 303)
            return notes.remember(onward, notes.UNSENT_COOKIE, notes.UNSENT.token(unsent.id, at))
    return _code_page(form), 422


@blueprint.get("/my-request/form")
@access(Audience.EVERYONE)
def my_request_form() -> Answer:
    """Go on where they stopped."""
    unsent = _mine()
    if unsent is None:
        return redirect(url_for(".my_request"), 303)
    try:
        service = open_service(unsent.service_id) if unsent.service_id else None
    except NotVisible:
        service = None
    if service is None:
        words = unsent.answers.get("what_matters", "")
        return render_template("referring/request_closed.html", unsent=unsent, words=words, quick_exit=True)
    form = form_for(service, unsent)
    form.unsent.data, form.seen.data = notes.WRITING.token(unsent.id, clock.now()), str(unsent.saves)
    return asking_page(service, form)


@blueprint.post("/my-request/removal")
@access(Audience.EVERYONE)
@stateless_form
def request_removal() -> Response:
    """Throw it away. Done twice, it is gone all the same."""
    unsent = _mine()
    if unsent is not None:
        throw_away(db.session(), unsent)
    return notes.remember(redirect(url_for(".my_request", gone="yes"), 303), notes.UNSENT_COOKIE, "")


@blueprint.post("/my-request/leaving")
@access(Audience.EVERYONE)
@stateless_form
def request_leaving() -> Response:
    """Close it in this browser; it stays kept."""
    return notes.remember(redirect(url_for(".my_request"), 303), notes.UNSENT_COOKIE, "")


def _keep(service: Service, form: SelfReferralForm) -> UnsentRequest:
    answers = {name: form[name].data for name in FIELDS} | {"communication": _communication(form)}
    session, at, before = db.session(), clock.now(), written_before(form)
    if before is None:
        return keep(session, service, answers, at=at)
    seen = int(form.seen.data) if (form.seen.data or "").isdecimal() else 0
    return keep_again(session, before, answers, seen=seen, at=at)


def _communication(form: SelfReferralForm) -> list[str]:
    return list(chosen(form, "communication", CommunicationNeed))


def _mine() -> UnsentRequest | None:
    at = clock.now()
    return unsent_with(db.session(), notes.UNSENT.read(request.cookies.get(notes.UNSENT_COOKIE, ""), at), at=at)


def _code_page(form: OpenUnsentForm) -> str:
    gone = request.args.get("gone") == "yes"
    return render_template("referring/my_request.html", form=form, gone=gone, days=KEPT.days)
