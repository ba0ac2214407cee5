"""Edith, of whom everything is kept that can be, among others whose names must not come out."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Organization
from directory.needs.codes import FlagSource
from directory.needs.models import Promise, UnmetNeed
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel, ContactWay
from directory.referrals.codes.referral import Mover, PartInReferral, ReferralStatus
from directory.referrals.codes.reminders import Every, PartOfDay
from directory.referrals.codes.work import ActionKind, Helped, TaskKind, UnmetReason
from directory.referrals.models import (
    ContactAction,
    FollowUp,
    Goal,
    GoalStep,
    OutcomeScore,
    Person,
    PersonalReminder,
    Point,
    QualitySample,
    Referral,
    ReferralParticipant,
    ShareLetter,
)
from directory.referrals.moves import move
from directory.referrals.people.caring import add_caring
from directory.referrals.people.opening import ReadingReason, give_reason
from directory.referrals.people.operations import PersonFacts, make_person
from directory.referrals.told import Told
from tests.factories import listings as make
from tests.factories import referrals as help_by

#: What only Edith's own records say: each must be in her copy, and nowhere once she is erased.
HERS = (
    "LAS 4471902",
    "Edith Example",
    "01623 555012",
    "edith@example.org",
    "1 Bluebell Walk",
    "18 point",
    "Bramble",
    "mornings before ten",
    "likes the garden",
    "plays the accordion",
    "could teach knitting",
    "note of the talk",
    "note of the action",
    "summary for the service",
    "maple otter lantern",
    "what matters travels",
    "words of the move",
    "note of the task",
    "answers of hers",
    "to the market by bus",
    "surgery at the mill",
    "2 Mill Lane",
    "first as far as the stop",
    "note of the sample",
    "best interests note",
    "niece by marriage",
    "words of the flag",
    "care of the post office",
    "speak to her left side",
    "water the tomatoes",
    "while he is at bowls",
    "shopping on Fridays",
    "after her programme",
    "Kirkby Memory Cafe",
    "looked at with care",
    "Edie to friends",
    "1948-03-02",
    "NG18 1AA",
    "07700 900222",
)
#: What is somebody else's, though it stands in her records.
OTHERS = ("Henry Host", "Norma Neighbour", "Dora Daughter", "07700 900111", "Connie Connector", "Colin Colleague")


@pytest.fixture
def edith(session: Session, connector: User, colleague: User, organization: Organization, at: datetime) -> Person:
    """Everything that the tables can hold about one person."""
    edith = _record(session, connector, at)
    _course(session, connector, edith, organization, at)
    give_reason(session, edith, ReadingReason.COVER, by=colleague, at=at)
    session.commit()
    return edith


def _record(session: Session, connector: User, at: datetime) -> Person:
    def made(**facts: Any) -> Person:
        return make_person(session, PersonFacts(**facts), by=connector.actor, at=at, navigator=connector)

    edith = made(
        name="Edith Example",
        phone="01623 555012",
        email="edith@example.org",
        address="1 Bluebell Walk",
        born="1948-03-02",
        postcode="NG18 1AA",
        best_time="mornings before ten",
        case_number="LAS 4471902",
        contact_ways=("phone",),
        safety={"leave_message": "no", "code_word": "Bramble"},
        communication={"large_print": "18 point"},
        cohorts=("older_people",),
    )
    dora = made(name="Dora Daughter", phone="07700 900111")
    add_caring(session, dora, edith, "niece by marriage", by=connector.actor, at=at)
    return edith


def _course(session: Session, connector: User, edith: Person, organization: Organization, at: datetime) -> None:
    service = make.service(session, "Tea on Tuesdays", organization=organization)
    talk = help_by.conversation(
        session,
        connector,
        edith,
        at,
        what_matters="likes the garden with Dora",
        strengths="plays the accordion",
        contribution="could teach knitting",
        note="note of the talk: Norma Neighbour came, ring 07700 900111, Connie Connector took it down",
        family_help={"who": "Dora Daughter", "what": "shopping on Fridays", "agreed": True},
        needs=["connect.groups"],
    )
    referral = help_by.referral(
        session,
        connector,
        edith,
        service,
        at,
        summary="summary for the service",
        receipt_code="maple otter lantern 4821",
        shared={"name": True, "what_matters": "what matters travels"},
        conversation_id=talk.id,
    )
    named = ReferralParticipant(referral_id=referral.id, name="Norma Neighbour", part=PartInReferral.FRIEND)
    named.contact = "07700 900111"
    session.add(named)
    told = Told(words="words of the move")
    move(session, referral, ReferralStatus.ACKNOWLEDGED, mover=Mover.PROVIDER, actor="link:1", at=at, told=told)
    action = help_by.action(session, talk, ActionKind.REFERRAL, service_id=service.id, note="note of the action")
    help_by.agreed(session, edith, None, at)
    _around(session, connector, edith, referral, at)
    _unmet(session, edith, action, at)
    _named_elsewhere(session, connector, edith, organization, at)
    task = FollowUp(kind=TaskKind.RING_BACK, person_id=edith.id, action_id=action.id, navigator_id=connector.id)
    task.due_on = task.first_due_on = at.date() + timedelta(days=14)
    task.note, task.best_time, task.helped = "note of the task", "after her programme", Helped.PARTLY
    session.add(task)
    session.flush()


def _named_elsewhere(
    session: Session, connector: User, edith: Person, organization: Organization, at: datetime
) -> None:
    """Edith is named in the referral of somebody else."""
    henry = help_by.helped_person(session, connector, "Henry Host")
    service = make.service(session, "Supper club", organization=organization)
    theirs = help_by.referral(session, connector, henry, service, at)
    named = ReferralParticipant(referral_id=theirs.id, person_id=edith.id, name="Edith Example")
    named.part, named.contact = PartInReferral.FAMILY, "care of the post office"
    named.communication = "speak to her left side"
    session.add(named)


def _unmet(session: Session, edith: Person, action: ContactAction, at: datetime) -> None:
    flag = UnmetNeed(need="connect.groups", reason=UnmetReason.FULL, source=FlagSource.NAVIGATOR, at=at)
    flag.month, flag.words, flag.action_id = at.date().replace(day=1), "words of the flag", action.id
    session.add(flag)
    session.flush()
    promise = Promise(unmet_need_id=flag.id, need=flag.need, person_id=edith.id, contact="07700 900222")
    promise.erase_on, promise.called = at.date() + timedelta(days=90), "Edie to friends"
    session.add(promise)


def _around(session: Session, connector: User, edith: Person, referral: Referral, at: datetime) -> None:
    session.add(
        OutcomeScore(
            person_id=edith.id,
            referral_id=referral.id,
            series_id=uuid4(),
            measure="goals",
            point=Point.START,
            taken_on=at.date(),
            month=at.date().replace(day=1),
            answers={"goal": "answers of hers"},
            score=3.0,
            taken_by=connector.actor,
        )
    )
    session.add(
        Goal(
            person_id=edith.id,
            words="to the market by bus",
            named_by=connector.actor,
            steps=[GoalStep(words="first as far as the stop", due_on=at.date())],
        )
    )
    reminded = PersonalReminder(person_id=edith.id, words="water the tomatoes", way=ContactWay.MOBILE_TEXT)
    reminded.every, reminded.part, reminded.safe_times = Every.WEEK, PartOfDay.MORNING, "while he is at bowls"
    reminded.first_on = reminded.last_on = at.date()
    reminded.token, reminded.token_mark, reminded.set_by = "token", "mark", connector.actor
    session.add(reminded)
    letter = ShareLetter(person_id=edith.id, referral_id=referral.id, purpose=Purpose.TELL_GP, at=at)
    letter.recipient, letter.address, letter.made_by = "surgery at the mill", "2 Mill Lane", connector.actor
    session.add(letter)
    sample = QualitySample(supervisor_id=connector.id, person_id=edith.id, month=at.date().replace(day=1))
    sample.note, sample.answers = "note of the sample", {"goal": "looked at with care", "choice": "partly"}
    session.add(sample)
    said = (
        help_by.Said(Purpose.TELL_GP, AgreementValue.BEST_INTERESTS, note="best interests note"),
        help_by.Said(Purpose.OTHER_NAMED_PARTNER, AgreementValue.AGREED_VERBAL, named_partner="Kirkby Memory Cafe"),
    )
    help_by.take_agreement(session, edith, said, channel=Channel.PHONE, by=connector.actor, at=at)
