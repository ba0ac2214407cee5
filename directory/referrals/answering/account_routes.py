"""Referrals for somebody who is signed in and keeps listings: the list, one referral, the answers."""

from uuid import UUID

from flask import redirect, render_template, request
from werkzeug import Response

from directory import clock
from directory.accounts.signed_in import acting
from directory.errors import NotVisible
from directory.extensions import db
from directory.referrals.agreement.ledger import shared_now
from directory.referrals.answering import queries
from directory.referrals.answering.blueprint import blueprint
from directory.referrals.answering.doors import PERMISSION, by_account
from directory.referrals.answering.operations import open_referral
from directory.referrals.answering.pages import Answer, referral_page, step_page, take_step
from directory.referrals.answering.presenters import present_line
from directory.referrals.policy import received_referrals
from directory.web.access import access
from directory.web.pagination import Pagination

ON_A_PAGE = 25


@blueprint.get("/provider/referrals")
@access(PERMISSION)
def referrals() -> str:
    """What waits for an answer, what is on the waiting list, who is with them now; what is over on request."""
    session, user = db.session(), acting()
    is_all = request.args.get("show") == "all"
    received = received_referrals(user)
    shown = received if is_all else queries.open_ones(received)
    page = Pagination(request.args.get("page", 1, int), ON_A_PAGE, queries.count(session, shown))
    if not 1 <= page.number <= page.pages:
        raise NotVisible("There is no such page.")
    found = session.scalars(queries.in_order(shown).limit(ON_A_PAGE).offset(page.offset)).unique().all()
    today = clock.today()
    shared = shared_now(session, found, on=today)
    lines = [present_line(referral, today, is_shared=referral.id in shared) for referral in found]
    return render_template("answering/referrals.html", lines=lines, page=page, is_all=is_all)


@blueprint.get("/provider/referrals/<uuid:referral>")
@access(PERMISSION)
def referral(referral: UUID) -> str:
    """One referral. A new one shows no person until it is opened."""
    return referral_page(by_account(referral))


@blueprint.post("/provider/referrals/<uuid:referral>/opening")
@access(PERMISSION)
def opening(referral: UUID) -> Response:
    """Open it: whoever referred sees from now on that it was seen."""
    door = by_account(referral)
    open_referral(db.session(), door.referral, actor=door.actor, at=clock.now())
    return redirect(door.base, 303)


@blueprint.get("/provider/referrals/<uuid:referral>/<noun>")
@access(PERMISSION)
def step(referral: UUID, noun: str) -> str:
    """One question about it."""
    return step_page(by_account(referral), noun)


@blueprint.post("/provider/referrals/<uuid:referral>/<noun>")
@access(PERMISSION)
def steps(referral: UUID, noun: str) -> Answer:
    """One answer."""
    return take_step(by_account(referral), noun)
