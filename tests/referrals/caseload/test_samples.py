"""Five records a month that nobody chooses, seven questions about the work, and counts of who is seen by several."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import Conflict, RuleBroken
from directory.referrals.caseload import sampling
from directory.referrals.caseload.practice import Answer, Question
from directory.referrals.models import Person, QualitySample
from tests.client import CheckedClient
from tests.factories import referrals as people
from tests.page import Page

SOMEBODY = "00000000-0000-7000-8000-000000000000"
LAST_MONTH = datetime(2025, 12, 9, 10, tzinfo=UTC)
ALL_YES = {question.value: "yes" for question in Question}


def talked_with(session: Session, navigator: User, name: str, at: datetime = LAST_MONTH) -> Person:
    person = people.helped_person(session, navigator, name)
    people.conversation(session, navigator, person, at)
    return person


@pytest.fixture
def talks(session: Session, connector: User, colleague: User) -> list[Person]:
    """Nine people somebody of the team talked with in December."""
    return [talked_with(session, (connector, colleague)[number % 2], f"Name {number} Zzyzx") for number in range(9)]


@pytest.mark.requirement("A110")
def test_a_supervisor_draws_five_records_and_answers_seven_questions(
    client: CheckedClient, session: Session, supervisor: User, talks: list[Person]
) -> None:
    client.sign_in(supervisor)
    assert "people your team talked with in December" in client.page("/caseload/samples").text
    assert client.submit("/caseload/samples").status_code == 303
    drawn = session.scalars(select(QualitySample).order_by(QualitySample.id)).all()
    assert len(drawn) == 5
    assert {sample.person_id for sample in drawn} < {person.id for person in talks}
    page = client.page("/caseload/samples")
    assert page.text.count("not looked at yet") == 5
    assert "Zzyzx" not in page.html
    address = f"/caseload/samples/{drawn[0].id}"
    answer = client.submit(address, {**ALL_YES, "strengths": "no", "note": "Ask who is around them."})
    assert (answer.status_code, answer.location) == (303, "/caseload/samples")
    session.expire_all()
    assert drawn[0].answers["strengths"] == "no"
    assert drawn[0].done_on == clock.today()
    assert "1 record looked at." in client.page("/caseload/samples").text
    assert "Ask who is around them." in client.page(address).text


def test_the_record_itself_opens_only_with_a_reason(
    client: CheckedClient, session: Session, supervisor: User, talks: list[Person]
) -> None:
    sampling.draw(session, by=supervisor, at=clock.now())
    client.sign_in(supervisor)
    sample = session.scalars(select(QualitySample).limit(1)).one()
    page = client.page(f"/caseload/samples/{sample.id}")
    answer = client.get(page.links["Open the record"])
    assert (answer.status_code, "/reason" in str(answer.location)) == (303, True), page.links


def test_the_draw_is_the_same_for_whoever_draws_and_cannot_be_repeated(
    session: Session, supervisor: User, talks: list[Person], at: datetime
) -> None:
    first = {sample.person_id for sample in sampling.draw(session, by=supervisor, at=at)}
    with pytest.raises(Conflict):
        sampling.draw(session, by=supervisor, at=at)
    for sample in session.scalars(select(QualitySample)):
        session.delete(sample)
    session.flush()
    assert {sample.person_id for sample in sampling.draw(session, by=supervisor, at=at + timedelta(days=9))} == first


def test_nobody_is_drawn_who_was_not_met_or_whom_the_supervisor_helps(
    session: Session, supervisor: User, connector: User, other_connector: User, at: datetime
) -> None:
    talked_with(session, connector, "Too Early", at - timedelta(days=60))
    talked_with(session, connector, "This Month", at)
    talked_with(session, supervisor, "My Own")
    talked_with(session, other_connector, "Other Team")
    met = talked_with(session, connector, "Met")
    assert [sample.person_id for sample in sampling.draw(session, by=supervisor, at=at)] == [met.id]


def test_each_question_wants_an_answer_and_words_are_kept(
    client: CheckedClient, session: Session, supervisor: User, talks: list[Person]
) -> None:
    sampling.draw(session, by=supervisor, at=clock.now())
    sample = session.scalars(select(QualitySample).limit(1)).one()
    client.sign_in(supervisor)
    answer = client.submit(f"/caseload/samples/{sample.id}", {"matters_first": "yes", "note": "Kept words"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.errors == ["Select an answer"] * (len(Question) - 1)
    assert "Kept words" in page.html
    said = {Question.CHOICE: Answer.YES}
    with pytest.raises(RuleBroken):
        sampling.answer(session, sample, said, "", by=supervisor, at=clock.now())


def test_what_was_answered_stays(
    client: CheckedClient, session: Session, supervisor: User, talks: list[Person]
) -> None:
    sampling.draw(session, by=supervisor, at=clock.now())
    sample = session.scalars(select(QualitySample).limit(1)).one()
    client.sign_in(supervisor)
    form = client.page(f"/caseload/samples/{sample.id}").forms[0]
    said = dict.fromkeys(Question, Answer.PARTLY)
    sampling.answer(session, sample, said, "", by=supervisor, at=clock.now())
    assert client.post(form.action, data={**form.values, **ALL_YES}).status_code == 409
    session.expire_all()
    assert set(sample.answers.values()) == {"partly"}


def test_samples_are_for_the_supervisor_of_the_team(
    client: CheckedClient, session: Session, supervisor: User, connector: User, other_supervisor: User,
    talks: list[Person],
) -> None:  # fmt: skip
    sampling.draw(session, by=supervisor, at=clock.now())
    sample = session.scalars(select(QualitySample).limit(1)).one()
    addresses = ("/caseload/samples", f"/caseload/samples/{sample.id}", "/caseload/overlap")
    for address in addresses:
        assert client.get(address).status_code == 303
    client.sign_in(connector)
    for address in addresses:
        assert client.get(address).status_code == 403
    client.sign_in(other_supervisor)
    assert "not looked at yet" not in client.page("/caseload/samples").text
    client.page(addresses[1], status=404)
    assert client.post(addresses[1], data=ALL_YES).status_code == 404
    client.page(f"/caseload/samples/{SOMEBODY}", status=404)
