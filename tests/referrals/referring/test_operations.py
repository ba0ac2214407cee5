"""Writing a referral down and sending it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.listings.models import Service
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.referral import PartInReferral, ReferralStatus, Source, Urgency
from directory.referrals.codes.work import ActionKind
from directory.referrals.models import Agreement, ContactAction, Person, Referral
from directory.referrals.referring.agreeing import Answer, record_answer
from directory.referrals.referring.operations import Participant, draft_referral, submit
from directory.referrals.referring.queries import open_for, urgent_first
from directory.referrals.sharing import preview, shared_choices
from tests.factories import referrals as people

WORDS = shared_choices("name", "phone", what_matters="Company at Christmas")


def draft(session: Session, person: Person, service: Service, user: User, at: datetime, **values: object) -> Referral:
    facts = {"need": "connect.groups", "shared": WORDS, **values}
    return draft_referral(
        session,
        person=person,
        service=service,
        by=user.actor,
        at=at,
        navigator=user,
        **facts,  # type: ignore[arg-type]
    )


@pytest.mark.requirement("A011")
def test_a_draft_is_sent_once_they_agreed_and_counts_once(
    session: Session, edith: Person, service: Service, connector: User, at: datetime
) -> None:
    written = draft(session, edith, service, connector, at)
    assert written.status is ReferralStatus.DRAFT
    with pytest.raises(RuleBroken, match="agrees to share"):
        submit(session, written, by=connector.actor, at=at, navigator=connector)
    people.agreed(session, edith, written, at)
    submit(session, written, by=connector.actor, at=at, navigator=connector)
    assert (written.status, written.submitted_at) == (ReferralStatus.SUBMITTED, at)
    (action,) = session.scalars(select(ContactAction)).all()
    assert (action.kind, action.referral_id, action.service_id) == (ActionKind.REFERRAL, written.id, service.id)


@pytest.mark.requirement("A088")
def test_a_connector_cannot_send_before_what_matters_is_written(
    session: Session, edith: Person, service: Service, connector: User, at: datetime
) -> None:
    written = draft(session, edith, service, connector, at, shared=shared_choices("name", what_matters=" "))
    people.agreed(session, edith, written, at)
    with pytest.raises(RuleBroken, match="what matters to the person"):
        submit(session, written, by=connector.actor, at=at)
    written.source = Source.PARTNER
    submit(session, written, by=connector.actor, at=at)
    assert written.status is ReferralStatus.SUBMITTED


@pytest.mark.requirement("A107")
def test_a_referral_may_be_made_while_somebody_is_still_in_hospital(
    session: Session, edith: Person, service: Service, connector: User, at: datetime
) -> None:
    home, needed = at.date() + timedelta(days=9), at.date() + timedelta(days=12)
    written = draft(session, edith, service, connector, at, not_before=home, start_by=needed)
    assert (written.not_before, written.start_by, written.urgency) == (home, needed, Urgency.URGENT)
    for wrong in ({"start_by": at.date() - timedelta(days=1)}, {"start_by": home, "not_before": needed}):
        with pytest.raises(RuleBroken, match="Enter a day"):
            draft(session, edith, service, connector, at, **wrong)


@pytest.mark.requirement("A104")
def test_what_has_a_day_comes_first(
    session: Session, edith: Person, service: Service, connector: User, at: datetime
) -> None:
    usual = draft(session, edith, service, connector, at)
    soon = draft(session, edith, service, connector, at, urgency=Urgency.SOON)
    later = draft(session, edith, service, connector, at, start_by=at.date() + timedelta(days=9))
    first = draft(session, edith, service, connector, at, start_by=at.date() + timedelta(days=2))
    assert list(session.scalars(select(Referral).order_by(*urgent_first()))) == [first, later, soon, usual]


@pytest.mark.requirement("A098")
def test_a_family_meeting_names_several_people_with_their_parts(
    session: Session, edith: Person, service: Service, connector: User, at: datetime
) -> None:
    family = (
        Participant("Daniel", PartInReferral.FAMILY, contact="07700 900123"),
        Participant("Ruth", PartInReferral.ADVOCATE, communication="BSL interpreter"),
    )
    written = draft(session, edith, service, connector, at, participants=family)
    named = [(each.name, each.part, each.communication) for each in preview(written, edith).others]
    assert named == [("Daniel", "Family member", ""), ("Ruth", "Advocate", "BSL interpreter")]


@pytest.mark.requirement("A096")
def test_another_open_referral_for_the_same_need_is_warned_of_within_what_one_may_see(
    session: Session, edith: Person, service: Service, other_service: Service, connector: User, volunteer: User,
    other_connector: User, at: datetime,
) -> None:  # fmt: skip
    sent = people.referral(session, connector, edith, service, at)
    people.referral(
        session, connector, edith, other_service, at, status=ReferralStatus.CLOSED, closure_reason="goal_met"
    )
    people.referral(session, other_connector, edith, other_service, at)
    assert list(open_for(session, connector, edith, {"connect.groups"})) == [sent]
    assert not open_for(session, connector, edith, {"safe.home"})
    assert list(open_for(session, connector, edith, {"safe.home"}, [service.id])) == [sent]
    assert not open_for(session, volunteer, edith, {"connect.groups"})


def answer(value: AgreementValue = AgreementValue.AGREED_VERBAL, **values: object) -> Answer:
    facts = {"facts": frozenset({"name", "phone"}), "purposes": frozenset({Purpose.FOLLOW_UP_CONTACT}), **values}
    return Answer(value=value, channel=Channel.HOME_VISIT, **facts)  # type: ignore[arg-type]  # as the test names them


def held(session: Session, referral: Referral) -> dict[Purpose, AgreementValue]:
    lines = session.scalars(select(Agreement).where(Agreement.referral_id == referral.id))
    return {line.purpose: line.value for line in lines}


def test_one_answer_goes_into_the_ledger_for_each_referral_and_sends_them(
    session: Session, edith: Person, service: Service, other_service: Service, connector: User, at: datetime
) -> None:
    drafts = [draft(session, edith, each, connector, at) for each in (service, other_service)]
    assert record_answer(session, edith, drafts, answer(), user=connector, at=at) == drafts
    for each in drafts:
        said = held(session, each)
        assert said[Purpose.THIS_PROVIDER] is AgreementValue.AGREED_VERBAL
        assert said[Purpose.FOLLOW_UP_CONTACT] is AgreementValue.AGREED_VERBAL
        assert said[Purpose.TELL_GP] is AgreementValue.NOT_AGREED
        assert Purpose.OTHER_NAMED_PARTNER not in said


def test_a_no_is_recorded_and_the_draft_is_kept(
    session: Session, edith: Person, service: Service, connector: User, at: datetime
) -> None:
    written = draft(session, edith, service, connector, at)
    said = answer(AgreementValue.NOT_AGREED)
    assert record_answer(session, edith, [written], said, user=connector, at=at) == []
    assert written.status is ReferralStatus.DRAFT
    assert held(session, written) == {Purpose.THIS_PROVIDER: AgreementValue.NOT_AGREED}


def test_what_they_would_rather_not_tell_does_not_travel(
    session: Session, edith: Person, service: Service, connector: User, at: datetime
) -> None:
    written = draft(session, edith, service, connector, at)
    record_answer(session, edith, [written], answer(facts=frozenset({"name"})), user=connector, at=at)
    assert held(session, written)[Purpose.THIS_PROVIDER] is AgreementValue.PARTIAL
    assert preview(written, edith).facts == (("Name", edith.name),)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (answer(AgreementValue.BEST_INTERESTS), "why it is in their best interests"),
        (answer(purposes=frozenset({Purpose.OTHER_NAMED_PARTNER})), "which other organisation"),
        (answer(facts=frozenset()), "Keep the name"),
    ],
)
def test_an_answer_says_all_that_it_needs(
    session: Session, edith: Person, service: Service, connector: User, at: datetime, said: Answer, sentence: str
) -> None:
    written = draft(session, edith, service, connector, at)
    with pytest.raises(RuleBroken, match=sentence):
        record_answer(session, edith, [written], said, user=connector, at=at)


def test_the_one_that_was_declined_ends_when_the_one_instead_is_sent(
    session: Session, edith: Person, service: Service, other_service: Service, connector: User, at: datetime
) -> None:
    declined = people.referral(session, connector, edith, service, at, status=ReferralStatus.NOT_ACCEPTED)
    instead = draft(session, edith, other_service, connector, at, redirected_from=declined)
    assert instead.redirects == 1
    record_answer(session, edith, [instead], answer(), user=connector, at=at)
    assert declined.status is ReferralStatus.REDIRECTED
