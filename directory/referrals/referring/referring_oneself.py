"""Somebody asks for help for themselves: a record in the queue of their area's team, agreement, and a referral."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.errors import Conflict, RuleBroken
from directory.listings.models import Service
from directory.referrals.agreement.ledger import Said, take_agreement, withdraw
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import Mover, ReferralStatus, Source
from directory.referrals.models import Person, Referral
from directory.referrals.moves import move
from directory.referrals.people.facts import PersonFacts
from directory.referrals.people.operations import make_person
from directory.referrals.referring.operations import draft_referral, submit
from directory.referrals.referring.pre_check import pre_check
from directory.referrals.referring.receipt_codes import give_code
from directory.referrals.sharing import SHAREABLE, shared_choices
from directory.referrals.states import find_move
from directory.referrals.told import Told

RESIDENT = "resident"  # who makes a record of themselves; there is no account, and no name in the audit record


@dataclass(frozen=True)
class Asking:
    """What somebody says for themselves. `also` are purposes beside this provider that they agreed to."""

    facts: PersonFacts
    need: str
    what_matters: str
    also: frozenset[Purpose] = frozenset()


def refer_oneself(session: Session, service: Service, asking: Asking, *, at: datetime) -> Referral:
    """Make the record, write the agreement down and send it. Raises `RuleBroken` for facts that cannot be kept."""
    _check(asking)
    person = make_person(session, asking.facts, by=RESIDENT, at=at)
    known = [key for key in SHAREABLE if getattr(person, key)]
    referral = draft_referral(
        session,
        person=person,
        service=service,
        need=asking.need,
        by=person.actor,
        at=at,
        source=Source.SELF,
        shared=shared_choices(*known, what_matters=asking.what_matters),
        checked=pre_check(session, service, born=person.born, postcode=person.postcode, need=asking.need, at=at),
    )
    give_code(referral)
    purposes = (Purpose.THIS_PROVIDER, Purpose.FOLLOW_UP_CONTACT, Purpose.ANONYMOUS_STATISTICS)
    agreed = asking.also | {Purpose.THIS_PROVIDER}
    said = [
        Said(each, AgreementValue.AGREED_WRITTEN if each in agreed else AgreementValue.NOT_AGREED) for each in purposes
    ]
    take_agreement(session, person, said, channel=Channel.ONLINE, by=person.actor, at=at, referral=referral)
    submit(session, referral, by=_actor(referral), at=at, mover=Mover.RESIDENT)
    return referral


def may_cancel(referral: Referral) -> bool:
    """Whether the person can still take it back themselves: until they have started."""
    line = find_move(referral.status, ReferralStatus.WITHDRAWN)
    return line is not None and Mover.RESIDENT in line.who


def cancel(session: Session, referral: Referral, *, at: datetime) -> None:
    """Take it back, and stop sharing with it. Raises `Conflict` once they have started."""
    if not may_cancel(referral):
        raise Conflict("This cannot be cancelled here any more. Ring us, and we sort it out together.")
    told = Told(reason="changed_mind")
    move(session, referral, ReferralStatus.WITHDRAWN, mover=Mover.RESIDENT, actor=_actor(referral), at=at, told=told)
    stop_sharing(session, referral, at=at)


def stop_sharing(session: Session, referral: Referral, *, at: datetime) -> None:
    """End agreement to this provider, and to those who passed it on: from now on they see only that it ended."""
    person = _person(referral)
    one: Referral | None = referral
    while one is not None:
        withdraw(
            session, person, (Purpose.THIS_PROVIDER,), channel=Channel.ONLINE, by=person.actor, at=at, referral=one
        )
        one = session.get(Referral, one.redirected_from_id) if one.redirected_from_id else None


def answer_question(session: Session, referral: Referral, words: str, *, at: datetime) -> None:
    """Answer what the provider asked. Raises `Conflict` when nothing is asked now, `RuleBroken` without words."""
    told = Told(words=words)
    move(session, referral, ReferralStatus.ACKNOWLEDGED, mover=Mover.RESIDENT, actor=_actor(referral), at=at, told=told)


def _person(referral: Referral) -> Person:
    if referral.person is None:
        raise Conflict("Your details were removed already. Nothing is shared.")
    return referral.person


def _actor(referral: Referral) -> str:
    return f"receipt:{referral.id}"


def _check(asking: Asking) -> None:
    facts = asking.facts
    if not (facts.phone or facts.email):
        raise RuleBroken("phone", "Enter a phone number or an email address, so that they can reach you")
    if len(facts.born) != len("1948-03-02") and sum(letter.isdigit() for letter in facts.phone) < 6:
        raise RuleBroken("born", "Enter your date of birth, or a phone number above: you look this up with one of them")
    if not asking.what_matters.strip():
        raise RuleBroken("what_matters", "Write what you would like help with")
