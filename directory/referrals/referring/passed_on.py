"""What a provider passed on and nobody got word of: a draft that waits until whoever it is about says yes or no."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import Conflict, RuleBroken
from directory.listings.codes import ReferralRoute
from directory.referrals.agreement.ledger import Said, take_agreement
from directory.referrals.answering.inboxes import is_reached
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.codes.work import TaskKind
from directory.referrals.following.planning import plan_for_referral
from directory.referrals.models import Referral
from directory.referrals.moves import move
from directory.referrals.referring.operations import submit
from directory.referrals.timing.working_days import add_working_days
from directory.referrals.told import Told

DECIDED = "This was decided already: it was sent, or taken away. Look at it again."
NOT_FROM_HERE = "Nobody at this service gets word from here any more. Get in touch with them as their page says"


def can_send(session: Session, referral: Referral) -> bool:
    """Whether its service takes referrals from here, and somebody there would get word of it."""
    service = referral.service
    return service.referral_route is ReferralRoute.WAYPOST and is_reached(session, service)


def send_own(session: Session, referral: Referral, *, at: datetime) -> None:
    """The person themselves says yes. Raises `Conflict` when that is decided, `RuleBroken` when it reaches nobody."""
    _require_reached(session, referral)
    _answered(session, referral, AgreementValue.AGREED_WRITTEN, at)
    submit(session, referral, by=_receipt(referral), at=at, mover=Mover.RESIDENT)


def refuse_own(session: Session, referral: Referral, *, at: datetime) -> None:
    """The person themselves says no: nothing goes there, and somebody here looks for something else with them."""
    _answered(session, referral, AgreementValue.NOT_AGREED, at)
    told = Told(reason="changed_mind")
    move(session, referral, ReferralStatus.ERROR, mover=Mover.RESIDENT, actor=_receipt(referral), at=at, told=told)
    due_on = add_working_days(clock.local(at).date(), 1)
    plan_for_referral(session, referral, TaskKind.NEXT_STEP, due_on=due_on)


def send_as_partner(session: Session, referral: Referral, *, user: User, at: datetime) -> None:
    """A partner asked the person, who says yes. Raises as `send_own` does."""
    _require_draft(referral)
    _require_reached(session, referral)
    said = [Said(Purpose.THIS_PROVIDER, AgreementValue.AGREED_VERBAL)]
    if referral.person is not None:
        take_agreement(
            session, referral.person, said, channel=Channel.IN_PERSON, by=user.actor, at=at, referral=referral
        )
    submit(session, referral, by=user.actor, at=at, navigator=user)


def _answered(session: Session, referral: Referral, value: AgreementValue, at: datetime) -> None:
    person = _require_draft(referral).person
    if person is None:
        raise Conflict(DECIDED)
    said = [Said(Purpose.THIS_PROVIDER, value)]
    take_agreement(session, person, said, channel=Channel.ONLINE, by=person.actor, at=at, referral=referral)


def _require_reached(session: Session, referral: Referral) -> None:
    """Before anything is written down: a yes to what cannot be sent is no agreement to anything."""
    if not can_send(session, referral):
        raise RuleBroken(None, NOT_FROM_HERE)


def _require_draft(referral: Referral) -> Referral:
    if referral.status is not ReferralStatus.DRAFT:
        raise Conflict(DECIDED)
    return referral


def _receipt(referral: Referral) -> str:
    return f"receipt:{referral.id}"
