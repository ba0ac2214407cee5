"""A provider with an account: a list without names, one referral, one question an answer."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.referral import ClosureReason, ReferralStatus
from directory.referrals.codes.work import TaskKind
from directory.referrals.models import FollowUp, Person, Referral
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as people
from tests.referrals.answering.conftest import AT, MATTERS, NAME

S = ReferralStatus


def now_at(session: Session, referral: Referral) -> Referral:
    session.expire_all()
    return session.get_one(Referral, referral.id)


def test_the_list_names_nobody_and_new_ones_come_first(
    client: CheckedClient,
    session: Session,
    provider: User,
    connector: User,
    edith: Person,
    service: Service,
    referral: Referral,
) -> None:
    started = people.referral(session, connector, edith, service, AT, status=S.STARTED)
    over = people.referral(
        session, connector, edith, service, AT, status=S.CLOSED, closure_reason=ClosureReason.GOAL_MET
    )
    client.sign_in(provider)
    text = client.page("/provider/referrals").text
    assert text.index(referral.reference) < text.index(started.reference)
    assert NAME not in text
    assert over.reference not in text
    assert over.reference in client.page("/provider/referrals?show=all").text


def test_reading_a_new_one_is_opening_it(
    client: CheckedClient, session: Session, provider: User, referral: Referral
) -> None:
    client.sign_in(provider)
    address = f"/provider/referrals/{referral.id}"
    assert NAME not in client.page(address).text
    assert now_at(session, referral).status is S.SUBMITTED
    client.submit(address)
    assert now_at(session, referral).status is S.ACKNOWLEDGED
    text = client.page(address).text
    assert NAME in text
    assert MATTERS in text


def test_from_yes_to_the_end_in_two_clicks_each(
    client: CheckedClient, session: Session, provider: User, referral: Referral
) -> None:
    client.sign_in(provider)
    address = f"/provider/referrals/{referral.id}"
    client.submit(address)
    assert client.submit(f"{address}/acceptance", {"day": "7 March 2026"}).status_code == 303
    assert now_at(session, referral).expected_start_on == date(2026, 3, 7)
    assert client.submit(f"{address}/start", {"day": "today"}).status_code == 303
    assert client.submit(f"{address}/completion", {"closure": "now_independent"}).status_code == 303
    assert now_at(session, referral).ended_because is ClosureReason.NOW_INDEPENDENT


def test_a_question_is_asked_and_the_answer_read(
    client: CheckedClient, session: Session, provider: User, connector: User, referral: Referral
) -> None:
    client.sign_in(provider)
    address = f"/provider/referrals/{referral.id}"
    client.submit(address)
    assert client.submit(f"{address}/question").status_code == 422
    client.submit(f"{address}/question", {"words": "Can she manage two steps?"})
    assert now_at(session, referral).status is S.INFO_NEEDED
    assert "Can she manage two steps?" in client.page(address).text


@pytest.mark.parametrize("status", [S.WITHDRAWN, S.NOT_ACCEPTED, S.REDIRECTED, S.CLOSED])
def test_what_is_over_shows_nobody_any_more(
    client: CheckedClient, session: Session, provider: User, referral: Referral, status: ReferralStatus
) -> None:
    referral.closure_reason = ClosureReason.CHANGED_MIND if status is S.CLOSED else None
    referral.status = status
    session.flush()
    client.sign_in(provider)
    html = client.page(f"/provider/referrals/{referral.id}").html
    for private in (NAME, "960417", MATTERS, "bluebell"):
        assert private not in html


def test_it_is_passed_on_with_agreement_only(
    client: CheckedClient, session: Session, provider: User, referral: Referral
) -> None:
    other = people.takes_referrals(session, make.service(session, "Singing for Pleasure"))
    client.sign_in(provider)
    address = f"/provider/referrals/{referral.id}"
    client.submit(address)
    first = client.submit(f"{address}/redirection", {"other": "singing pleasure", "is_agreed": "y"})
    assert first.status_code == 422
    assert str(other.id) in first.get_data(as_text=True)
    told = {"other": "singing pleasure", "service": str(other.id), "words": ""}
    assert client.post(f"{address}/redirection", data=told).status_code == 422
    assert now_at(session, referral).status is S.ACKNOWLEDGED
    assert client.post(f"{address}/redirection", data={**told, "is_agreed": "y"}).status_code == 303
    session.expire_all()
    passed = session.scalars(select(Referral).where(Referral.redirected_from_id == referral.id)).one()
    assert (passed.status, passed.redirects, passed.service_id) == (S.SUBMITTED, 1, other.id)
    assert now_at(session, referral).status is S.REDIRECTED


def test_passed_on_to_whom_nobody_reaches_it_waits_with_whoever_referred(
    client: CheckedClient, session: Session, provider: User, connector: User, referral: Referral
) -> None:
    other = make.service(session, "Singing for Pleasure")
    client.sign_in(provider)
    address = f"/provider/referrals/{referral.id}"
    client.submit(address)
    told = {"other": "singing pleasure", "service": str(other.id), "is_agreed": "y"}
    assert client.post(f"{address}/redirection", data=told).status_code == 303
    session.expire_all()
    passed = session.scalars(select(Referral).where(Referral.redirected_from_id == referral.id)).one()
    task = session.scalars(select(FollowUp).where(FollowUp.referral_id == passed.id)).one()
    assert (passed.status, passed.navigator_id) == (S.DRAFT, connector.id)
    assert (task.kind, task.navigator_id) == (TaskKind.NEXT_STEP, connector.id)


@pytest.mark.parametrize(
    ("noun", "sent", "sentence"),
    [
        ("acceptance", {"day": ""}, "Enter a day"),
        ("acceptance", {"day": "someday"}, "as a date"),
        ("waiting", {"weeks": "soon"}, "as a number"),
        ("waiting", {"weeks": "9999"}, "from 1 to"),
        ("refusal", {}, "Select a reason"),
        ("refusal", {"declined": "because"}, "Select one of the answers"),
    ],
)
def test_a_bad_answer_says_what_to_do_and_changes_nothing(
    client: CheckedClient,
    session: Session,
    provider: User,
    referral: Referral,
    noun: str,
    sent: dict[str, str],
    sentence: str,
) -> None:
    client.sign_in(provider)
    address = f"/provider/referrals/{referral.id}"
    client.submit(address)
    refused = client.post(f"{address}/{noun}", data={**sent, "words": "kept words"})
    assert refused.status_code == 422
    assert sentence in refused.get_data(as_text=True)
    assert "kept words" in refused.get_data(as_text=True)
    assert now_at(session, referral).status is S.ACKNOWLEDGED


def test_an_answer_that_comes_too_late_is_refused(
    client: CheckedClient, session: Session, provider: User, referral: Referral
) -> None:
    client.sign_in(provider)
    address = f"/provider/referrals/{referral.id}"
    client.submit(address)
    client.submit(f"{address}/refusal", {"declined": "full"})
    assert client.post(f"{address}/acceptance", data={"day": "7 March 2026"}).status_code == 409
    assert client.get(f"{address}/acceptance").status_code == 404


def test_nobody_else_sees_it(
    client: CheckedClient,
    session: Session,
    referral: Referral,
    other_provider: User,
    steward: User,
    commissioner: User,
    administrator: User,
    connector: User,
) -> None:
    address = f"/provider/referrals/{referral.id}"
    assert client.get(address).status_code == 303
    client.sign_in(other_provider)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/opening").status_code == 404
    assert client.post(f"{address}/refusal", data={"declined": "full"}).status_code == 404
    assert referral.reference not in client.page("/provider/referrals?show=all").text
    assert client.get(f"/provider/referrals/{uuid4()}").status_code == 404
    for user in (steward, commissioner, administrator, connector):
        client.sign_in(user)
        assert client.get(address).status_code == 403
    assert now_at(session, referral).status is S.SUBMITTED


def test_a_draft_is_no_business_of_the_provider(
    client: CheckedClient, session: Session, provider: User, connector: User, edith: Person, service: Service
) -> None:
    draft = people.referral(session, connector, edith, service, clock.now(), status=S.DRAFT)
    client.sign_in(provider)
    assert client.get(f"/provider/referrals/{draft.id}").status_code == 404
