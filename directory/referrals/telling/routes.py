"""Pages of letters that the person agreed to: what it will say, making it, printing it while agreement holds."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from sqlalchemy import select
from werkzeug import Response

from directory import clock
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import NotVisible, RuleBroken
from directory.extensions import db
from directory.referrals.models import Person, Referral, ShareLetter
from directory.referrals.people.blueprint import page_about
from directory.referrals.referring.asked import own_referral
from directory.referrals.telling.forms import LetterForm
from directory.referrals.telling.letters import KINDS, make_letter, require_agreed, write_letter
from directory.web.access import access
from directory.web.loading import get_or_404
from directory.web.unkept import keep_nowhere

blueprint = Blueprint("telling", __name__)
blueprint.after_request(keep_nowhere)


@blueprint.get("/referrals/<uuid:referral_id>/letters/<kind>")
@access(Permission.REFER)
def new_letter(referral_id: UUID, kind: str) -> Response:
    """What it will say, and to whom."""
    referral, person = _asked(referral_id, kind)
    return _page(referral, person, kind, LetterForm(formdata=None))


@blueprint.post("/referrals/<uuid:referral_id>/letters/<kind>")
@access(Permission.REFER)
def letters(referral_id: UUID, kind: str) -> Response:
    """Make it."""
    referral, person = _asked(referral_id, kind)
    form = LetterForm()
    if form.validate_on_submit():
        try:
            made = make_letter(
                db.session(),
                referral,
                kind,
                recipient=form.recipient.data or "",
                address=form.address.data or "",
                by=acting(),
                at=clock.now(),
            )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".letter", referral_id=referral.id, kind=kind, letter_id=made.id), 303)
    return _page(referral, person, kind, form, status=422)


@blueprint.get("/referrals/<uuid:referral_id>/letters/<kind>/<uuid:letter_id>")
@access(Permission.REFER)
def letter(referral_id: UUID, kind: str, letter_id: UUID) -> Response:
    """On paper, as it may be told today."""
    referral, person = _asked(referral_id, kind)
    mine = select(ShareLetter).where(ShareLetter.referral_id == referral.id, ShareLetter.purpose == KINDS[kind])
    return page_about(
        person,
        "telling/letter.html",
        referral=referral,
        sent=get_or_404(mine, letter_id),
        letter=write_letter(referral, person, kind),
    )


def _asked(referral_id: UUID, kind: str) -> tuple[Referral, Person]:
    """The referral, opened with a reason, while this letter is agreed to."""
    if kind not in KINDS:
        raise NotVisible("There is no such letter.")
    referral = own_referral(acting(), referral_id)
    require_agreed(db.session(), referral, kind, on=clock.today())
    if referral.person is None:
        raise NotVisible("The person is no longer on record.")
    return referral, referral.person


def _page(referral: Referral, person: Person, kind: str, form: LetterForm, *, status: int = 200) -> Response:
    line = require_agreed(db.session(), referral, kind, on=clock.today())
    return page_about(
        person,
        "telling/new.html",
        status=status,
        referral=referral,
        kind=kind,
        form=form,
        recipient=line.named_partner or "",
        letter=write_letter(referral, person, kind),
    )
