"""How far a referral is, as the person it is about reads it: status words and days, and nothing they told us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.referrals.agreement.ledger import may_share
from directory.referrals.codes.referral import SAID_TO_PERSON, ReferralStatus
from directory.referrals.models import Referral, ReferralEvent
from directory.referrals.referring.passed_on import can_send
from directory.referrals.referring.presenters import DECIDED_WITHIN
from directory.referrals.referring.referring_oneself import may_cancel
from directory.referrals.timing import due_on
from directory.web.wording import british_date, counted

S = ReferralStatus
#: What it means, and what comes next.
_MEANS: Mapping[ReferralStatus, str] = MappingProxyType(
    {
        S.SUBMITTED: "It is with them. We remind them if they do not open it.",
        S.ACKNOWLEDGED: "They have opened it and are deciding.",
        S.INFO_NEEDED: "They asked something. Answer below, and they go on.",
        S.ACCEPTED: "They said yes and will get in touch.",
        S.WAITING: "They said yes, and there is a wait. We ask now and then how you are.",
        S.STARTED: "You are with them now.",
        S.COMPLETED: "Their support has finished.",
        S.NOT_ACCEPTED: "They could not help this time. Somebody here looks for something else with you.",
        S.NOT_TAKEN_UP: "It did not come about. Ring us if you would like to try again.",
        S.WITHDRAWN: "It was cancelled.",
        S.REDIRECTED: "Somebody else was better for this, and it was passed on.",
        S.CLOSED: "It is closed.",
        S.ERROR: "It was removed.",
    }
)


@dataclass(frozen=True)
class Step:
    """One thing that happened."""

    on: str
    what: str


@dataclass(frozen=True)
class Asks:
    """It was passed on, and waits for a yes or a no. What cannot be sent from here says how to get in touch."""

    service_id: UUID
    can_send: bool


@dataclass(frozen=True)
class MyStatus:
    """All of the page. `question` is what the provider asked, while it is open."""

    reference: str
    service: str
    said: str
    means: str
    when: str
    question: str
    steps: tuple[Step, ...]
    may_cancel: bool
    is_shared: bool
    asks: Asks | None = None


def present_status(session: Session, referral: Referral, *, today: date) -> MyStatus:
    """The page for the person themselves."""
    of = select(ReferralEvent).where(ReferralEvent.referral_id == referral.id)
    events = session.scalars(of.order_by(ReferralEvent.at, ReferralEvent.id)).all()
    asks = Asks(referral.service_id, can_send(session, referral)) if referral.status is S.DRAFT else None
    return MyStatus(
        reference=referral.reference,
        service=referral.service.name,
        said=_said(referral, asks),
        means=_means(referral, asks),
        when=_when(referral, today),
        question=question_of(session, referral),
        steps=tuple(Step(british_date(event.at), SAID_TO_PERSON[event.to]) for event in events),
        may_cancel=may_cancel(referral),
        is_shared=may_share(session, referral, on=today),
        asks=asks,
    )


def _said(referral: Referral, asks: Asks | None) -> str:
    if asks is not None:
        return "Shall we pass it on?" if asks.can_send else "Somebody else may fit you better"
    if referral.status is S.ERROR and referral.redirected_from_id:
        return "Nothing was sent"
    return SAID_TO_PERSON[referral.status]


def _means(referral: Referral, asks: Asks | None) -> str:
    name = referral.service.name
    if asks is not None and asks.can_send:
        return f"You were told that {name} is better for this. They read what you told us only if you say yes."
    if asks is not None:
        return f"You were told that {name} is better for this. It takes nothing from here: get in touch with them."
    if referral.status is S.ERROR and referral.redirected_from_id:
        return f"You did not want this to go to {name}. Somebody here looks for something else with you."
    return _MEANS.get(referral.status, "")


def question_of(session: Session, referral: Referral) -> str:
    """What the provider asked, while nobody has answered."""
    if referral.status is not S.INFO_NEEDED:
        return ""
    asked = select(ReferralEvent).where(ReferralEvent.referral_id == referral.id, ReferralEvent.to == S.INFO_NEEDED)
    last = session.scalars(asked.order_by(ReferralEvent.at.desc(), ReferralEvent.id.desc()).limit(1)).first()
    return (last.note or "") if last is not None else ""


def _when(referral: Referral, today: date) -> str:
    if referral.status is S.ACCEPTED and referral.expected_start_on:
        return f"Probably from {british_date(referral.expected_start_on)}."
    if referral.status is S.WAITING and referral.wait_weeks:
        since = (today - clock.local(referral.status_since).date()).days // 7
        so_far = f", {counted(since, 'week')} of them gone" if since else ""
        return f"About {counted(referral.wait_weeks, 'week')}{so_far}."
    if referral.status in (S.SUBMITTED, S.ACKNOWLEDGED) and referral.submitted_at:
        return f"You should hear by {british_date(due_on(referral.submitted_at, DECIDED_WITHIN))}."
    return ""
