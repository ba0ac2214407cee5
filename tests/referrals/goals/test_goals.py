"""What somebody works towards: a goal in their words, steps with days, done or not, on the record and on their plan."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.referrals.models import Goal, GoalStep, Person
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.page import Page

MARKET = {
    "words": "Go to the market on the bus again",
    "step_0": "Walk to the stop together",
    "day_0": "12 January",
    "along_0": "y",
    "step_1": "Two stops and back",
    "day_1": "19 January",
    "along_1": "y",
    "step_2": "All the way, met at the other end",
    "day_2": "26 January",
    "step_3": "All the way",
    "day_3": "2 February",
}


@pytest.fixture
def edith(session: Session, connector: User) -> Person:
    return people.helped_person(session, connector, safety={"leave_message": "no"})


@pytest.fixture
def goal(session: Session, connector: User, edith: Person, at: datetime) -> Goal:
    made = Goal(person_id=edith.id, words="Go to the market", named_by=connector.actor)
    made.steps = [GoalStep(words="Walk to the stop", due_on=at.date() - timedelta(days=1)), GoalStep(words="Ride")]
    session.add(made)
    session.flush()
    return made


@pytest.mark.requirement("A101")
def test_a_goal_with_four_dated_steps_shows_how_far_it_is(
    client: CheckedClient, session: Session, connector: User, edith: Person
) -> None:
    client.sign_in(connector)
    assert client.submit(f"/people/{edith.id}/goals/new", MARKET).status_code == 303
    address = f"/people/{edith.id}/goals"
    page = client.page(address)
    assert "0 of 4 steps done" in page.text
    for form in page.forms[:2]:
        assert client.post(form.action, data=form.values).status_code == 303
    page = client.page(address)
    assert "2 of 4 steps done" in page.text
    assert "done 5 January 2026" in page.text
    assert "Do not leave a message" in page.text
    record = client.page(f"/people/{edith.id}")
    assert "2 of 4 steps done. Next: All the way, met at the other end, by 26 January 2026" in record.text
    events = session.scalars(select(AuditEvent).where(AuditEvent.action.startswith("goal."))).all()
    assert [event.action for event in events] == ["goal.named", "goal.step_done", "goal.step_done"]
    assert "market" not in str([event.detail for event in events])


def test_the_plan_says_it_on_paper_and_as_plain_text(
    client: CheckedClient, session: Session, connector: User, edith: Person, goal: Goal, at: datetime
) -> None:
    goal.steps[0].done_on = at.date()
    talk = people.conversation(session, connector, edith, at, what_matters="Fresh fruit")
    client.sign_in(connector)
    page = client.page(f"/conversations/{talk.id}/plan")
    assert "What you are working towards Go to the market Done: Walk to the stop, done 5 January 2026" in page.text
    text = client.get(f"/conversations/{talk.id}/plan.txt").text
    assert "[done] Walk to the stop" in text
    assert "[    ] Ride" in text


def test_a_step_is_added_undone_and_the_goal_reached(
    client: CheckedClient, session: Session, connector: User, edith: Person, goal: Goal
) -> None:
    client.sign_in(connector)
    base = f"/people/{edith.id}/goals/{goal.id}"
    assert client.submit(f"{base}/steps/new", {"words": "Alone", "day": "9 February"}).status_code == 303
    done = f"{base}/steps/{goal.steps[0].id}/completion"
    for said, days in (("yes", clock.today()), ("yes", clock.today()), ("no", None)):
        assert client.post(done, data={"done": said}).status_code == 303
        session.expire_all()
        assert session.get_one(Goal, goal.id).steps[0].done_on == days
    assert client.post(f"{base}/ending", data={"reached": "yes"}).status_code == 303
    assert "Reached on 5 January 2026" in client.page(f"/people/{edith.id}/goals").text
    assert client.post(f"{base}/ending", data={"reached": "no"}).status_code == 409
    assert client.post(done, data={"done": "yes"}).status_code == 409
    assert "Goal reached" in client.page(f"/people/{edith.id}").text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"words": ""}, "Enter what they would like to be able to do"),
        ({"step_1": ""}, "Write what is done by that day, or take the day away"),
        ({"day_0": "1 January 2026"}, "1 January 2026 has passed. Write a date to come"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(
    client: CheckedClient, session: Session, connector: User, edith: Person, values: dict[str, str], sentence: str
) -> None:
    client.sign_in(connector)
    page = Page(client.submit(f"/people/{edith.id}/goals/new", {**MARKET, **values}).text)
    assert page.errors == [sentence]
    assert "All the way, met at the other end" in page.html
    assert not session.scalars(select(Goal)).all()


def test_goals_are_for_whoever_may_open_the_record(
    client: CheckedClient, connector: User, colleague: User, other_connector: User, referrer: User, edith: Person,
    goal: Goal, session: Session,
) -> None:  # fmt: skip
    other = people.helped_person(session, connector, "Somebody Else")
    base = f"/people/{edith.id}/goals"
    assert client.get(base).status_code == 303
    for user, status in ((other_connector, 404), (referrer, 403)):
        client.sign_in(user)
        for address in (base, f"{base}/new", f"{base}/{goal.id}/steps/new"):
            assert client.get(address).status_code == status, address
        assert client.post(f"{base}/{goal.id}/ending", data={"reached": "yes"}).status_code == status
    client.sign_in(colleague)
    assert "/reason" in str(client.get(base).location)
    client.sign_in(connector)
    assert client.get(f"/people/{other.id}/goals/{goal.id}/steps/new").status_code == 404
    assert client.post(f"{base}/{goal.id}/steps/{other.id}/completion", data={"done": "yes"}).status_code == 404
