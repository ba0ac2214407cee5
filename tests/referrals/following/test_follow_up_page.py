"""The ring-back: before the call, during it, after it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.agreement.ledger import withdraw
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import Channel
from directory.referrals.codes.work import ActionKind, Attempt, Helped, TaskKind
from directory.referrals.conversations.operations import add_action
from directory.referrals.models import ContactAction, FollowUp, Person
from tests.client import CheckedClient


@pytest.fixture
def task(session: Session, connector: User, edith: Person, service: Service) -> FollowUp:
    add_action(
        session,
        None,
        ActionKind.SIGNPOST,
        by=connector,
        at=clock.now(),
        need="connect.groups",
        service_id=service.id,
        person=edith,
    )
    return session.scalars(select(FollowUp)).one()


def now_is(session: Session, task: FollowUp) -> FollowUp:
    session.expire_all()
    return session.get_one(FollowUp, task.id)


@pytest.mark.requirement("A060")
def test_it_is_due_exactly_a_fortnight_later_and_moved_with_a_reason_only(
    client: CheckedClient, session: Session, connector: User, task: FollowUp
) -> None:
    assert task.due_on == clock.today() + timedelta(days=14)
    client.sign_in(connector)
    address = f"/follow-ups/{task.id}"
    assert client.submit(address, {"due_on": "2 February 2026"}, form=2).status_code == 422
    assert client.submit(address, {"due_on": "2 February 2026", "reason": "they_asked"}, form=2).status_code == 303
    moved = now_is(session, task)
    assert (moved.due_on, moved.moved_reason) == (date(2026, 2, 2), "they_asked")
    assert moved.first_due_on == clock.today() + timedelta(days=14)


@pytest.mark.requirement("A091")
def test_a_signpost_stays_open_until_its_outcome_is_known(
    client: CheckedClient, session: Session, connector: User, task: FollowUp
) -> None:
    client.sign_in(connector)
    assert client.submit(f"/follow-ups/{task.id}").status_code == 422
    client.submit(f"/follow-ups/{task.id}", {"helped": "yes", "still_needed": "no", "words": "Goes each week"})
    session.expire_all()
    action = session.scalars(select(ContactAction)).one()
    assert (action.helped, action.still_needed, action.closed_on) == (Helped.YES, False, clock.today())
    assert "This is done" in client.page(f"/follow-ups/{task.id}").text


def test_what_is_still_needed_becomes_an_unmet_need(
    client: CheckedClient, session: Session, connector: User, task: FollowUp
) -> None:
    client.sign_in(connector)
    answers = {"helped": "no", "still_needed": "yes"}
    assert "Choose why it is not met" in client.submit(f"/follow-ups/{task.id}", answers).get_data(as_text=True)
    client.submit(f"/follow-ups/{task.id}", {**answers, "unmet_reason": "too_far", "severity": "high"})
    session.expire_all()
    unmet = session.scalars(select(ContactAction).where(ContactAction.kind == ActionKind.UNMET)).one()
    assert (unmet.need, unmet.unmet_reason, unmet.severity) == ("connect.groups", "too_far", "high")


def test_a_try_is_kept_and_comes_back_on_the_next_working_day(
    client: CheckedClient, session: Session, connector: User, task: FollowUp
) -> None:
    client.sign_in(connector)
    client.submit(f"/follow-ups/{task.id}", {"outcome": "no_answer", "best_time": "after ten"}, form=1)
    tried = now_is(session, task)
    assert (tried.due_on, tried.last_attempt) == (date(2026, 1, 6), Attempt.NO_ANSWER)
    page = client.page(f"/follow-ups/{task.id}").text
    assert "No answer" in page
    assert "after ten" in page


def test_who_does_not_want_to_be_asked_is_not_rung(
    client: CheckedClient, session: Session, connector: User, edith: Person, task: FollowUp
) -> None:
    purposes = [Purpose.FOLLOW_UP_CONTACT]
    withdraw(session, edith, purposes, channel=Channel.PHONE, by=connector.actor, at=clock.now())
    client.sign_in(connector)
    page = client.page(f"/follow-ups/{task.id}")
    assert "do not want to be asked" in page.text
    assert "Ring 01632" not in page.text


@pytest.mark.parametrize("kind", [TaskKind.CLOSE, TaskKind.HELP_APPEARED, TaskKind.OUTCOME_POINT])
def test_who_took_it_back_is_not_rung_whatever_it_is_about(
    client: CheckedClient, session: Session, connector: User, edith: Person, task: FollowUp, kind: TaskKind
) -> None:
    task.kind = kind
    client.sign_in(connector)
    assert "Ring 01632 960417" in client.page(f"/follow-ups/{task.id}").text
    purposes = [Purpose.FOLLOW_UP_CONTACT]
    withdraw(session, edith, purposes, channel=Channel.PHONE, by=connector.actor, at=clock.now())
    page = client.page(f"/follow-ups/{task.id}")
    assert "Close it without ringing" in page.text
    assert "Ring 01632" not in page.text


def test_done_twice_is_refused_and_changes_nothing(
    client: CheckedClient, session: Session, connector: User, task: FollowUp
) -> None:
    client.sign_in(connector)
    client.submit(f"/follow-ups/{task.id}", {"helped": "yes", "still_needed": "no"})
    again = client.post(f"/follow-ups/{task.id}/outcome", data={"helped": "no", "still_needed": "no"})
    assert again.status_code == 409
    for noun in ("attempts", "day", "completion"):
        assert client.post(f"/follow-ups/{task.id}/{noun}").status_code == 409
    assert now_is(session, task).helped is Helped.YES


@pytest.mark.parametrize(("who", "status"), [("other_connector", 404), ("volunteer", 404), ("steward", 403)])
def test_outsiders_see_nothing(
    client: CheckedClient, request: pytest.FixtureRequest, task: FollowUp, who: str, status: int
) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get(f"/follow-ups/{task.id}").status_code == status
    assert client.post(f"/follow-ups/{task.id}/completion").status_code == status


def test_a_colleague_says_why_first_and_an_unknown_one_is_404(
    client: CheckedClient, colleague: User, task: FollowUp
) -> None:
    client.sign_in(colleague)
    assert "/reason" in client.get(f"/follow-ups/{task.id}").location
    assert client.get(f"/follow-ups/{uuid4()}").status_code == 404
