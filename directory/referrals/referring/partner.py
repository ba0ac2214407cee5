"""A partner refers by the short form, and hears how it goes as far as the person agreed that they are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.listings.models import Service
from directory.referrals.agreement.ledger import Said, holds, take_agreement
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import ReferralStatus, Source
from directory.referrals.models import Agreement, Referral
from directory.referrals.people.facts import PersonFacts
from directory.referrals.people.operations import make_person
from directory.referrals.policy import visible_referrals
from directory.referrals.referring.operations import draft_referral, submit
from directory.referrals.referring.pre_check import pre_check
from directory.referrals.sharing import SHAREABLE, shared_choices
from directory.referrals.states import find_move
from directory.web.wording import short_date

NOT_TOLD = "They did not agree that you hear how it goes"


@dataclass(frozen=True)
class ShortForm:
    """What a partner says in a minute."""

    facts: PersonFacts
    need: str
    words: str
    start_by: date | None
    is_agreed: bool
    is_told_back: bool


@dataclass(frozen=True)
class Line:
    """One referral in a partner's list: a reference and how far it is. Never a name."""

    id: UUID
    reference: str
    service: str
    need: str
    sent_on: str
    status: str
    note: str
    is_asked: bool
    is_draft: bool


def refer_as_partner(session: Session, service: Service, said: ShortForm, *, user: User, at: datetime) -> Referral:
    """Make the record for the team of the area, write the agreement down and send it.

    Raises `RuleBroken` without agreement: a partner keeps no drafts of people.
    """
    if not said.is_agreed:
        raise RuleBroken("is_agreed", "Ask the person first, and tick that they agree. Nothing is sent without it")
    if not (said.facts.phone or said.facts.postcode):
        raise RuleBroken("phone", "Enter a phone number, or a postcode: somebody has to find them")
    person = make_person(session, said.facts, by=user.actor, at=at)
    known = [key for key in SHAREABLE if getattr(person, key)]
    referral = draft_referral(
        session,
        person=person,
        service=service,
        need=said.need,
        by=user.actor,
        at=at,
        source=Source.PARTNER,
        navigator=user,
        start_by=said.start_by,
        summary=said.words,
        shared=shared_choices(*known),
        checked=pre_check(session, service, postcode=person.postcode, need=said.need, at=at),
    )
    given = (Purpose.THIS_PROVIDER, *((Purpose.TELL_REFERRER_OUTCOME,) if said.is_told_back else ()))
    lines = [Said(purpose, AgreementValue.AGREED_VERBAL) for purpose in given]
    take_agreement(session, person, lines, channel=Channel.IN_PERSON, by=user.actor, at=at, referral=referral)
    submit(session, referral, by=user.actor, at=at, navigator=user)
    return referral


def may_withdraw(referral: Referral) -> bool:
    """Whether it can be taken back: until they have started. A draft that was passed on can always be taken away."""
    return referral.status is ReferralStatus.DRAFT or find_move(referral.status, ReferralStatus.WITHDRAWN) is not None


def own_referrals(user: User) -> Select[Referral]:
    """What a partner sent, the newest first; before it what was passed on and waits for them."""
    mine = visible_referrals(user).where(Referral.source == Source.PARTNER, Referral.navigator_id == user.id)
    return mine.order_by(Referral.submitted_at.is_not(None), Referral.submitted_at.desc(), Referral.id)


def count(session: Session, user: User) -> int:
    """How many."""
    return session.scalar(select(func.count()).select_from(own_referrals(user).order_by(None).subquery())) or 0


def told_back(session: Session, referrals: Sequence[Referral], *, on: date) -> frozenset[UUID]:
    """Those of these referrals whose person agreed that the referrer hears. One read for a whole page."""
    ids, people = [each.id for each in referrals], [each.person_id for each in referrals]
    lines = session.scalars(
        select(Agreement)
        .where(Agreement.purpose == Purpose.TELL_REFERRER_OUTCOME)
        .where(
            or_(Agreement.referral_id.in_(ids), and_(Agreement.referral_id.is_(None), Agreement.person_id.in_(people)))
        )
        .order_by(Agreement.at, Agreement.id)
    ).all()
    return frozenset(each.id for each in referrals if holds(_last(lines, each), on=on))


def _last(lines: Sequence[Agreement], referral: Referral) -> Agreement | None:
    """What was said last: of this referral, or of all that the person was referred to."""
    about = [line for line in lines if line.person_id == referral.person_id]
    return next((line for line in reversed(about) if line.referral_id in (None, referral.id)), None)


def present_lines(referrals: Sequence[Referral], told: frozenset[UUID], needs: Mapping[str, str]) -> list[Line]:
    """The list as the page shows it."""
    return [present_line(each, needs, is_told=each.id in told) for each in referrals]


def present_line(referral: Referral, needs: Mapping[str, str], *, is_told: bool) -> Line:
    """One of them; how far it is only where they agreed that it is told."""
    is_asked = referral.status is ReferralStatus.INFO_NEEDED
    return Line(
        id=referral.id,
        reference=referral.reference,
        service=referral.service.name,
        need=needs.get(referral.need, referral.need),
        sent_on=short_date(clock.local(referral.submitted_at or referral.status_since)),
        status=_status(referral, is_told=is_told or is_asked),
        note="" if is_told or is_asked or referral.status is ReferralStatus.DRAFT else NOT_TOLD,
        is_asked=is_asked or referral.status is ReferralStatus.DRAFT,
        is_draft=referral.status is ReferralStatus.DRAFT,
    )


def _status(referral: Referral, *, is_told: bool) -> str:
    if referral.status is ReferralStatus.DRAFT:
        return "Passed on to them, not sent yet"
    return referral.status.label if is_told else "Sent"
