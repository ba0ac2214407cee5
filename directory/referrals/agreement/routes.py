"""What somebody agreed to, and ending it: from that moment nothing more is shared."""

from collections.abc import Sequence
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug import Response

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.accounts.signed_in import acting
from directory.errors import RuleBroken
from directory.extensions import db
from directory.referrals.agreement.blueprint import blueprint as blueprint
from directory.referrals.agreement.forms import WithdrawalForm
from directory.referrals.agreement.ledger import lines_of, withdraw
from directory.referrals.agreement.standing import IN_GENERAL, Standing, standings
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.models import Person, Referral
from directory.referrals.people.flags import flags_of
from directory.referrals.people.loading import opened_person
from directory.referrals.policy import visible_referrals
from directory.web.access import access

Answer = Response | str | tuple[str, int]


@blueprint.get("/people/<uuid:person_id>/agreements")
@access(Permission.REFER)
def agreements(person_id: UUID) -> Answer:
    """What holds today, and what was said before."""
    person = opened_person(person_id)
    return _page(acting(), person, WithdrawalForm())


@blueprint.post("/people/<uuid:person_id>/agreements")
@access(Permission.REFER)
def withdrawals(person_id: UUID) -> Answer:
    """End what they no longer agree to, at once."""
    user = acting()
    person = opened_person(person_id)
    form = WithdrawalForm()
    if form.validate_on_submit():
        try:
            _end(user, person, form)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(url_for(".agreements", person_id=person.id), 303)
    return _page(user, person, form), 422


def _end(user: User, person: Person, form: WithdrawalForm) -> None:
    session, at = db.session(), clock.now()
    referrals = {str(each.id): each for each in _referrals(user, person)}
    offered = {each.key for each in _standing(user, person) if each.holds}
    chosen = [key for key in form.ended.data or () if key in offered]
    if not chosen:
        raise RuleBroken("ended", "Select what they no longer agree to")
    for key in chosen:
        purpose, about = key.split()
        withdraw(
            session,
            person,
            [Purpose(purpose)],
            channel=Channel(form.channel.data),
            by=user.actor,
            at=at,
            referral=None if about == IN_GENERAL else referrals[about],
        )


def _referrals(user: User, person: Person) -> Sequence[Referral]:
    of = visible_referrals(user).where(Referral.person_id == person.id)
    return db.session.scalars(of.order_by(Referral.created_at, Referral.id)).all()


def _standing(user: User, person: Person) -> list[Standing]:
    return standings(lines_of(db.session(), person.id), _referrals(user, person), clock.today())


def _page(user: User, person: Person, form: WithdrawalForm) -> str:
    found = _standing(user, person)
    form.ended.choices = [(each.key, each.sentence) for each in found if each.holds]
    return render_template(
        "referring/agreements.html",
        person=person,
        flags=flags_of(person, user),
        holding=[each for each in found if each.holds],
        over=[each for each in found if not each.holds],
        form=form,
    )
