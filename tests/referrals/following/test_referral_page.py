"""A referral for whoever made it: where it is, and the steps that are theirs."""

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.referral import ClosureReason, Declined, Mover, ReferralStatus, Source
from directory.referrals.codes.work import ActionKind, Helped, UnmetReason
from directory.referrals.models import ContactAction, Person, Referral
from directory.referrals.moves import move
from directory.referrals.told import Told
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.referrals.following.conftest import AT

S = ReferralStatus
NAME = "Edith Zzyzx"


def now_at(session: Session, referral: Referral) -> Referral:
    session.expire_all()
    return session.get_one(Referral, referral.id)


def address(referral: Referral) -> str:
    return f"/referrals/{referral.id}"


def test_the_page_tells_where_it_is_and_its_title_names_nobody(
    client: CheckedClient, connector: User, referral: Referral
) -> None:
    client.sign_in(connector)
    page = client.page(address(referral))
    assert NAME in page.text
    assert NAME not in page.title
    assert "Sent to provider" in page.text
    assert client.get(address(referral)).headers["Cache-Control"] == "no-store"


def test_a_question_is_answered(client: CheckedClient, session: Session, connector: User, referral: Referral) -> None:
    for to, told in ((S.ACKNOWLEDGED, Told()), (S.INFO_NEEDED, Told(words="Can she manage steps?"))):
        move(session, referral, to, mover=Mover.PROVIDER, actor="link:x", at=clock.now(), told=told)
    client.sign_in(connector)
    assert "Can she manage steps?" in client.page(f"{address(referral)}/answer").text
    assert client.submit(f"{address(referral)}/answer").status_code == 422
    client.submit(f"{address(referral)}/answer", {"words": "Yes, with a rail"})
    assert now_at(session, referral).status is S.ACKNOWLEDGED
    assert "Yes, with a rail" in client.page(address(referral)).text


@pytest.mark.requirement("A006")
def test_it_cannot_be_closed_without_an_outcome_and_a_follow_up(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    referral = people.referral(
        session, connector, edith, service, AT, status=S.COMPLETED, ended_because=ClosureReason.GOAL_MET
    )
    client.sign_in(connector)
    closing = f"{address(referral)}/closure"
    assert client.submit(closing).status_code == 422
    assert client.submit(closing, {"closure": "goal_met"}).status_code == 422
    half = {"closure": "partly_met", "helped": "partly", "still_needed": "yes"}
    assert "Choose why it is not met" in client.submit(closing, half).get_data(as_text=True)
    assert now_at(session, referral).status is S.COMPLETED
    assert client.submit(closing, {**half, "unmet_reason": "transport"}).status_code == 303
    assert now_at(session, referral).closure_reason is ClosureReason.PARTLY_MET
    unmet = session.scalars(select(ContactAction).where(ContactAction.kind == ActionKind.UNMET)).one()
    assert (unmet.unmet_reason, unmet.referral_id, unmet.need) == (UnmetReason.TRANSPORT, referral.id, referral.need)


def test_after_a_no_it_is_closed_as_unmet_by_the_reason_that_was_given(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    referral = people.referral(session, connector, edith, service, AT, status=S.NOT_ACCEPTED, declined=Declined.FULL)
    client.sign_in(connector)
    assert "The next step" in client.page(f"{address(referral)}/next-step").text
    assert client.submit(f"{address(referral)}/decision", {"still_needed": "yes"}).status_code == 303
    assert now_at(session, referral).closure_reason is ClosureReason.NO_CAPACITY
    unmet = session.scalars(select(ContactAction)).one()
    assert (unmet.kind, unmet.unmet_reason) == (ActionKind.UNMET, UnmetReason.FULL)


def test_a_referral_made_after_a_no_passes_the_first_one_on(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    first = people.referral(session, connector, edith, service, AT, status=S.NOT_ACCEPTED, declined=Declined.FULL)
    other = make.service(session, "Singing for Pleasure")
    second = people.referral(
        session, connector, edith, other, AT, status=S.DRAFT, redirected_from_id=first.id, redirects=1
    )
    move(session, second, S.SUBMITTED, mover=Mover.NAVIGATOR, actor=connector.actor, at=AT)
    assert first.status is S.REDIRECTED


def test_only_a_supervisor_opens_a_closed_one_again(
    client: CheckedClient, session: Session, connector: User, supervisor: User, edith: Person, service: Service
) -> None:
    referral = people.referral(
        session, connector, edith, service, clock.now(), status=S.CLOSED, closure_reason=ClosureReason.GOAL_MET
    )
    client.sign_in(connector)
    again = f"{address(referral)}/reopening"
    assert client.get(again).status_code == 404
    assert client.post(again, data={"reason": "needed_again"}).status_code == 403
    assert now_at(session, referral).status is S.CLOSED
    client.sign_in(supervisor)
    assert client.get(again).status_code == 303, "why the record is opened is asked first"
    client.submit(f"/people/{edith.id}/reason?next={again}", {"reason": "sample"})
    assert client.submit(again, {"reason": "needed_again"}).status_code == 303
    assert now_at(session, referral).status is S.ACKNOWLEDGED


def test_a_partner_sees_how_far_it_is_and_nothing_of_the_person(
    client: CheckedClient, session: Session, referrer: User, edith: Person, service: Service
) -> None:
    referral = people.referral(session, referrer, edith, service, AT, source=Source.PARTNER)
    people.agreed(session, edith, referral, AT, Purpose.TELL_REFERRER_OUTCOME)
    client.sign_in(referrer)
    page = client.page(address(referral))
    assert "Sent to provider" in page.text
    assert NAME not in page.text
    assert "01632 960417" not in page.text
    assert client.submit(f"{address(referral)}/withdrawal", {"reason": "need_passed"}).status_code == 303
    assert now_at(session, referral).status is S.WITHDRAWN


def test_a_partner_hears_nothing_that_the_person_did_not_agree_to(
    client: CheckedClient, session: Session, referrer: User, edith: Person, service: Service
) -> None:
    referral = people.referral(session, referrer, edith, service, AT, source=Source.PARTNER)
    move(session, referral, S.ACKNOWLEDGED, mover=Mover.PROVIDER, actor="link:x", at=AT)
    told = Told(declined=Declined.FULL)
    move(session, referral, S.NOT_ACCEPTED, mover=Mover.PROVIDER, actor="link:x", at=AT, told=told)
    client.sign_in(referrer)
    page = client.page(address(referral))
    assert "They did not agree that you hear how it goes" in page.text
    for status in (S.ACKNOWLEDGED, S.NOT_ACCEPTED):
        assert status.label not in page.text


def test_a_partner_does_not_say_how_it_went(
    client: CheckedClient, session: Session, referrer: User, edith: Person, service: Service
) -> None:
    referral = people.referral(session, referrer, edith, service, AT, source=Source.PARTNER, status=S.ACCEPTED)
    client.sign_in(referrer)
    assert client.get(f"{address(referral)}/start").status_code == 404
    assert client.post(f"{address(referral)}/start", data={"day": "today"}).status_code == 403
    assert now_at(session, referral).status is S.ACCEPTED


@pytest.mark.parametrize(
    "who", ["other_connector", "volunteer", "steward", "commissioner", "administrator", "referrer"]
)
def test_outsiders_see_nothing(
    client: CheckedClient, session: Session, request: pytest.FixtureRequest, referral: Referral, who: str
) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get(address(referral)).status_code == 404
    assert client.post(f"{address(referral)}/withdrawal", data={"reason": "mistake"}).status_code == 404
    assert client.get(f"/referrals/{uuid4()}").status_code == 404
    assert now_at(session, referral).status is S.SUBMITTED


def test_a_step_that_comes_too_late_is_refused(
    client: CheckedClient, session: Session, connector: User, referral: Referral
) -> None:
    client.sign_in(connector)
    client.submit(f"{address(referral)}/withdrawal", {"reason": "changed_mind"})
    assert client.post(f"{address(referral)}/withdrawal", data={"reason": "changed_mind"}).status_code == 409
    assert client.get(f"{address(referral)}/start").status_code == 404
    assert client.get(f"{address(referral)}/nonsense").status_code == 404


def test_the_follow_up_is_kept_with_what_was_counted(
    client: CheckedClient, session: Session, connector: User, edith: Person, service: Service
) -> None:
    talk = people.conversation(session, connector, edith, AT)
    referral = people.referral(session, connector, edith, service, AT, status=S.COMPLETED)
    counted = people.action(session, talk, ActionKind.REFERRAL, referral_id=referral.id, service_id=service.id)
    client.sign_in(connector)
    client.submit(f"{address(referral)}/closure", {"closure": "now_independent", "helped": "yes", "still_needed": "no"})
    session.expire_all()
    assert session.get_one(ContactAction, counted.id).helped is Helped.YES
