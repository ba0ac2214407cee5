"""The verbs of a provider: open a referral, answer it, pass it on. An answer is one move; letters follow it."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import Conflict, RuleBroken
from directory.listings.codes import ReferralRoute
from directory.listings.models import Service
from directory.referrals.agreement.ledger import Said, may_share, take_agreement
from directory.referrals.answering.inboxes import is_reached
from directory.referrals.answering.steps import Step
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.codes.work import TaskKind
from directory.referrals.following.planning import plan_for_referral
from directory.referrals.models import Person, Referral, ReferralInbox
from directory.referrals.moves import move
from directory.referrals.referring.operations import draft_referral
from directory.referrals.referring.receipt_codes import hand_on_code
from directory.referrals.timing.working_days import add_working_days
from directory.referrals.told import Told

WITHDRAWN = "The person has withdrawn their agreement, so there is nothing to answer any more."


def open_referral(session: Session, referral: Referral, *, actor: str, at: datetime) -> None:
    """The provider reads it for the first time: from now on it is seen. Reading it again changes nothing."""
    if referral.status is ReferralStatus.SUBMITTED:
        move(session, referral, ReferralStatus.ACKNOWLEDGED, mover=Mover.PROVIDER, actor=actor, at=at)


def answer(
    session: Session, referral: Referral, step: Step, told: Told, *, actor: str, at: datetime
) -> Referral | None:
    """Answer a referral. Gives the new referral where it was passed on to somebody who takes them here.

    Raises what `move` raises, and `Conflict` once agreement was withdrawn.
    """
    if not may_share(session, referral, on=clock.local(at).date()):
        raise Conflict(WITHDRAWN)
    move(session, referral, step.to, mover=Mover.PROVIDER, actor=actor, at=at, told=told)
    if step.to is ReferralStatus.REDIRECTED and told.service_id is not None and referral.person is not None:
        to = session.get_one(Service, told.service_id)
        return _pass_on(session, referral, referral.person, to, actor=actor, at=at)
    return None


def accept_terms(inbox: ReferralInbox, *, is_accepted: bool, at: datetime) -> None:
    """Whoever answers by a link accepts the terms of sharing once. Raises `RuleBroken` until they do."""
    if inbox.terms_accepted_at is not None:
        return
    if not is_accepted:
        raise RuleBroken("terms", "Say that you keep to this before you answer")
    inbox.terms_accepted_at = at


def _pass_on(session: Session, first: Referral, person: Person, to: Service, *, actor: str, at: datetime) -> Referral:
    """A new referral with what the person agreed to share, to the service that the provider asked them about.

    Where nobody there gets word of it, it waits as a draft, and whoever referred finds it on their list.
    """
    today = clock.local(at).date()
    passed = draft_referral(
        session,
        person=person,
        service=to,
        need=first.need,
        by=actor,
        at=at,
        source=first.source,
        navigator=session.get(User, first.navigator_id) if first.navigator_id else None,
        urgency=first.urgency,
        start_by=first.start_by if first.start_by and first.start_by >= today else None,
        not_before=first.not_before if first.not_before and first.not_before >= today else None,
        summary=first.summary or "",
        shared=dict(first.shared),
        redirected_from=first,
    )
    passed.team_id = first.team_id
    hand_on_code(first, to=passed)
    if to.referral_route is ReferralRoute.WAYPOST and is_reached(session, to):
        said = Said(Purpose.THIS_PROVIDER, AgreementValue.AGREED_VERBAL)
        take_agreement(session, person, [said], channel=Channel.PHONE, by=actor, at=at, referral=passed)
        move(session, passed, ReferralStatus.SUBMITTED, mover=Mover.NAVIGATOR, actor=actor, at=at)
    else:
        plan_for_referral(session, passed, TaskKind.NEXT_STEP, due_on=add_working_days(today, 1))
    return passed
