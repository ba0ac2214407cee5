"""The verbs of a provider: open a referral, answer it, pass it on. An answer is one move; letters follow it."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory import clock
from directory.errors import Conflict, RuleBroken
from directory.listings.codes import ReferralRoute
from directory.listings.models import Service
from directory.referrals.agreement.ledger import Said, may_share, take_agreement
from directory.referrals.answering.steps import Step
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.models import Referral, ReferralInbox
from directory.referrals.moves import move
from directory.referrals.told import Told
from directory.web.references import new_reference

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
    if step.to is ReferralStatus.REDIRECTED and told.service_id is not None:
        return _pass_on(session, referral, session.get_one(Service, told.service_id), actor=actor, at=at)
    return None


def accept_terms(inbox: ReferralInbox, *, is_accepted: bool, at: datetime) -> None:
    """Whoever answers by a link accepts the terms of sharing once. Raises `RuleBroken` until they do."""
    if inbox.terms_accepted_at is not None:
        return
    if not is_accepted:
        raise RuleBroken("terms", "Say that you keep to this before you answer")
    inbox.terms_accepted_at = at


def _pass_on(session: Session, first: Referral, to: Service, *, actor: str, at: datetime) -> Referral:
    """A new referral with what the person agreed to share, to the service that the provider asked them about."""
    passed = Referral(
        reference=new_reference("RF"),
        person_id=first.person_id,
        service_id=to.id,
        need=first.need,
        cohorts=list(first.cohorts),
        source=first.source,
        navigator_id=first.navigator_id,
        team_id=first.team_id,
        conversation_id=first.conversation_id,
        urgency=first.urgency,
        start_by=first.start_by,
        not_before=first.not_before,
        summary=first.summary,
        shared=dict(first.shared),
        redirected_from_id=first.id,
        redirects=first.redirects + 1,
        status=ReferralStatus.DRAFT,
        status_since=at,
        ward_code=first.ward_code,
        lsoa_code=first.lsoa_code,
        district_code=first.district_code,
        month=clock.local(at).date().replace(day=1),
        receipt_fingerprint=first.receipt_fingerprint,
    )
    passed.person, passed.service = first.person, to
    session.add(passed)
    session.flush()
    if first.person is not None and to.referral_route is ReferralRoute.WAYPOST:
        said = Said(Purpose.THIS_PROVIDER, AgreementValue.AGREED_VERBAL)
        take_agreement(session, first.person, [said], channel=Channel.PHONE, by=actor, at=at, referral=passed)
        move(session, passed, ReferralStatus.SUBMITTED, mover=Mover.NAVIGATOR, actor=actor, at=at)
    return passed
