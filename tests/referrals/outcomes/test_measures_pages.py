"""Asking what matters and looking at what has changed: the pages a connector has open beside somebody."""

from datetime import datetime
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.referrals.models import OutcomeScore, Person, Point
from directory.referrals.outcomes.queries import scores_of
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.factories import referrals as given
from tests.page import Page

START = {"goal-goal_1": "See my sister", "goal-rating_1": "3"}
COMPANY = ("companionship", "left_out", "isolated")


@pytest.fixture
def person(session: Session, connector: User) -> Person:
    """Somebody on the connector's caseload."""
    return given.helped_person(session, connector)


def of(person: Person, page: str = "") -> str:
    return f"/people/{person.id}/measures{page}"


def asked(person: Person, *codes: str, point: str = "start") -> str:
    measures = "&".join(f"measure={code}" for code in codes)
    return of(person, f"/new?{measures}&point={point}")


def kept(session: Session, person: Person) -> list[tuple[str, str]]:
    return [(score.measure, score.point.value) for score in scores_of(session, person.id)]


def test_a_goal_is_asked_kept_and_rated_again_in_the_same_words(
    client: CheckedClient, connector: User, person: Person, session: Session, at: datetime
) -> None:
    client.sign_in(connector)
    assert client.submit(asked(person, "goal"), START).headers["Location"] == of(person)
    page = client.page(asked(person, "goal", point="months_3"))
    assert page.forms[0].values["goal-goal_1"] == "See my sister"
    assert "How is “See my sister” going?" in page.text
    assert not page.forms[0].values.get("goal-rating_1"), "the rating of the start is not suggested"
    client.submit(asked(person, "goal", point="months_3"), {"goal-rating_1": "7"})
    words = client.page(of(person)).text
    assert "See my sister At the start 3 After 3 months 7 4 higher: better" in words
    assert kept(session, person) == [("goal", "start"), ("goal", "months_3")]


@pytest.mark.requirement("A141")
def test_choosing_the_direct_question_brings_the_indirect_ones_before_it(
    client: CheckedClient, connector: User, person: Person
) -> None:
    client.sign_in(connector)
    page = client.page(asked(person, "lonely_direct"))
    places = [page.html.index(f'name="ucla3-{item}"') for item in COMPANY]
    assert max(places) < page.html.index('name="lonely_direct-lonely"')
    before = page.text[: page.text.index("How often do you feel lonely?")]
    assert "lonel" not in before.casefold()


def test_a_measure_left_empty_is_left_out(
    client: CheckedClient, connector: User, person: Person, session: Session
) -> None:
    client.sign_in(connector)
    client.submit(asked(person, "goal", "ons4"), {"ons4-happy": "6"})
    assert kept(session, person) == [("ons4", "start")]
    assert "Overall, how happy did you feel yesterday? At the start 6 (medium)" in client.page(of(person)).text


def test_what_to_ask_is_chosen_with_what_matters_first(client: CheckedClient, connector: User, person: Person) -> None:
    client.sign_in(connector)
    page = client.page(of(person, "/new"))
    codes = [box.get("value") for box in page.all(".//input[@name='measure']")]
    assert codes[0] == "goal"
    assert {"icecap_a", "pam", "helped"}.isdisjoint(codes)
    assert "Copied from the licensed paper form" in page.text


def test_choosing_nothing_is_answered_with_a_sentence(client: CheckedClient, connector: User, person: Person) -> None:
    client.sign_in(connector)
    assert client.page(of(person, "/new?point=start"), status=422).errors == ["Select what you want to ask"]


def test_the_answers_of_a_referral_stand_under_it(
    client: CheckedClient, connector: User, person: Person, session: Session, at: datetime
) -> None:
    referral = given.referral(session, connector, person, make.service(session, "Lunch Club"), at)
    client.sign_in(connector)
    assert f"Lunch Club, {referral.reference}" in client.page(of(person, "/new")).text
    client.submit(f"{asked(person, 'goal')}&referral={referral.id}", START)
    page = client.page(of(person))
    assert f"Lunch Club, {referral.reference}" in page.text
    assert "Next after 3 months, about 30 March 2026" in page.text
    again = page.links["Ask the same again: Lunch Club"]
    assert "See my sister" in client.page(again).html


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Answer at least one question, or go back"),
        ({"goal-goal_1": "See my sister"}, "Rate “See my sister” from 0 to 10"),
        ({"ucla3-left_out": "often"}, "Answer “How often do you feel that you lack companionship?” too"),
        ({**START, "taken_on": "soon"}, "Enter the day of the answers as a date"),
        ({**START, "taken_on": "6 January 2026"}, "Enter today or a day that has been"),
    ],
)
def test_answers_that_cannot_be_kept_come_back_with_a_sentence(
    client: CheckedClient, connector: User, person: Person, session: Session, values: dict[str, str], sentence: str
) -> None:
    client.sign_in(connector)
    answer = client.submit(asked(person, "goal", "ucla3"), values)
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert any(error.startswith(sentence) for error in page.errors)
    assert {name: page.forms[0].values.get(name) for name in values} == values
    assert kept(session, person) == []


def test_answers_of_a_paper_form_bear_its_day(
    client: CheckedClient, connector: User, person: Person, session: Session
) -> None:
    client.sign_in(connector)
    client.submit(asked(person, "goal"), {**START, "taken_on": "22 December"})
    assert "At the start, 22 December 2025" in client.page(of(person)).text


def test_answers_kept_meanwhile_by_a_colleague_are_not_written_over(
    client: CheckedClient, connector: User, person: Person, session: Session, at: datetime
) -> None:
    client.sign_in(connector)
    opened = client.page(asked(person, "goal")).forms[0]
    client.submit(asked(person, "goal"), START)
    late = client.post(opened.action, data={**opened.values, **START, "goal-rating_1": "9"}, token=False)
    assert late.status_code == 409
    assert [score.parts for score in scores_of(session, person.id)] == [{"goal_1": 3.0}]


def test_what_was_kept_at_a_point_can_be_corrected(
    client: CheckedClient, connector: User, person: Person, session: Session
) -> None:
    client.sign_in(connector)
    client.submit(asked(person, "goal"), START)
    page = client.page(asked(person, "goal"))
    assert page.forms[0].values["goal-rating_1"] == "3"
    assert "This was answered at this point already" in page.text
    client.submit(asked(person, "goal"), {"goal-rating_1": "2"})
    assert [score.parts for score in scores_of(session, person.id)] == [{"goal_1": 2.0}]


def test_no_title_names_the_person_and_nothing_is_kept_by_browsers(
    client: CheckedClient, connector: User, person: Person
) -> None:
    client.sign_in(connector)
    for address in (of(person), of(person, "/new"), asked(person, "ons4")):
        assert person.name not in client.page(address).title
        assert client.get(address).headers["Cache-Control"] == "no-store"


def test_anonymous_readers_are_sent_to_sign_in(client: CheckedClient, person: Person) -> None:
    for address in (of(person), of(person, "/new")):
        assert client.get(address).headers["Location"].startswith("/sign-in")
    assert client.post(of(person)).status_code in (302, 303, 403)


@pytest.mark.parametrize("who", ["steward", "commissioner", "administrator", "provider", "referrer"])
def test_people_who_help_nobody_are_refused(
    client: CheckedClient, person: Person, who: str, request: pytest.FixtureRequest
) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get(of(person)).status_code == 403
    assert client.post(of(person)).status_code == 403


@pytest.mark.parametrize("who", ["other_connector", "other_supervisor", "volunteer"])
def test_somebody_elses_people_are_not_there(
    client: CheckedClient, person: Person, who: str, request: pytest.FixtureRequest
) -> None:
    client.sign_in(request.getfixturevalue(who))
    for address in (of(person), of(person, "/new"), asked(person, "goal")):
        assert client.get(address).status_code == 404
    assert client.post(of(person)).status_code == 404


def test_an_unknown_person_or_referral_is_not_there(client: CheckedClient, connector: User, person: Person) -> None:
    client.sign_in(connector)
    assert client.get(f"/people/{uuid4()}/measures").status_code == 404
    assert client.get(f"{asked(person, 'goal')}&referral={uuid4()}").status_code == 404


def test_a_referral_of_somebody_else_is_not_there(
    client: CheckedClient, connector: User, person: Person, session: Session, at: datetime
) -> None:
    neighbour = given.helped_person(session, connector, "Nora Neighbour")
    club = make.service(session, "Lunch Club")
    given.referral(session, connector, person, club, at)
    referral = given.referral(session, connector, neighbour, club, at)
    client.sign_in(connector)
    assert client.get(f"{asked(person, 'goal')}&referral={referral.id}").status_code == 404


def test_what_is_not_offered_is_not_asked(client: CheckedClient, connector: User, person: Person) -> None:
    client.sign_in(connector)
    assert client.page(asked(person, "icecap_a", "pam"), status=422).errors == ["Select what you want to ask"]


def test_a_course_of_a_year_asks_for_the_next_point(
    client: CheckedClient, connector: User, person: Person, session: Session, at: datetime
) -> None:
    session.add(
        OutcomeScore(
            person_id=person.id,
            series_id=uuid4(),
            measure="icecap_o",
            point=Point.START,
            taken_on=clock.local(at).date().replace(year=2025),
            month=clock.local(at).date().replace(year=2025, day=1),
            answers=dict.fromkeys(["attachment", "security", "role", "enjoyment", "control"], "4"),
            score=1.0,
            parts=dict.fromkeys(["attachment", "security", "role", "enjoyment", "control"], 4.0),
            taken_by=connector.actor,
        )
    )
    client.sign_in(connector)
    page = client.page(of(person))
    assert "point=months_12" in page.links["Ask the same again: all the help together"]
    assert "Score At the start 1" in page.text
