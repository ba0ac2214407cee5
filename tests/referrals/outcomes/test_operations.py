"""Keeping answers: pairs stay pairs, a point answered again is corrected, and the record names no answer."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.errors import Conflict, RuleBroken
from directory.referrals.models import OutcomeScore, Person, Point
from directory.referrals.outcomes.measures.library import library
from directory.referrals.outcomes.operations import Sitting, mark_of, take_measures
from directory.referrals.outcomes.queries import scores_of, was_measured
from tests.factories import listings as make
from tests.factories import referrals as given

GOAL = {"goal_1": "See my sister each week", "rating_1": "3"}
RINGS = {
    f"{ring}_{who}": str(count)
    for count, (ring, who) in enumerate((r, w) for r in ("inner", "middle", "outer") for w in ("people", "groups"))
}


@pytest.fixture
def person(session: Session, connector: User) -> Person:
    """Somebody on the connector's caseload."""
    return given.helped_person(session, connector, ward_code="E05000001")


def take(
    session: Session,
    person: Person,
    by: User,
    at: datetime,
    answers: Mapping[str, Mapping[str, str]],
    point: Point = Point.START,
    **values: object,
) -> list[OutcomeScore]:
    sitting = Sitting(point, date(2026, 1, 5), answers, **values)
    return take_measures(session, person, sitting, measures=library(), by=by, at=at)


def test_answers_are_kept_with_their_score_and_where_they_count(
    session: Session, connector: User, person: Person, at: datetime
) -> None:
    (kept,) = take(session, person, connector, at, {"goal": GOAL})
    assert (kept.measure, kept.point, kept.score, kept.parts) == ("goal", Point.START, None, {"goal_1": 3.0})
    assert (kept.ward_code, kept.month, kept.taken_by) == ("E05000001", date(2026, 1, 1), connector.actor)
    assert kept.answers == GOAL


@pytest.mark.requirement("A145")
def test_two_points_of_a_course_are_a_pair_and_another_course_is_none(
    session: Session, connector: User, person: Person, at: datetime
) -> None:
    referral = given.referral(session, connector, person, make.service(session, "Lunch Club"), at)
    (start,) = take(session, person, connector, at, {"goal": GOAL}, referral=referral)
    (later,) = take(session, person, connector, at, {"goal": GOAL}, Point.MONTHS_3, referral=referral)
    (other,) = take(session, person, connector, at, {"goal": GOAL})
    assert start.series_id == later.series_id != other.series_id
    assert (start.service_id, start.need) == (referral.service_id, referral.need)
    assert was_measured(session, referral.id)


@pytest.mark.requirement("A150")
def test_rings_are_kept_at_two_dates(session: Session, connector: User, person: Person, at: datetime) -> None:
    take(session, person, connector, at, {"network": RINGS})
    take(session, person, connector, at, {"network": {**RINGS, "inner_people": "4"}}, Point.MONTHS_3)
    assert [(score.point, score.parts, score.score) for score in scores_of(session, person.id)] == [
        (Point.START, {"inner": 1.0, "middle": 5.0, "outer": 9.0}, 15.0),
        (Point.MONTHS_3, {"inner": 5.0, "middle": 5.0, "outer": 9.0}, 19.0),
    ]


def test_answering_again_at_the_same_point_corrects_what_was_kept(
    session: Session, connector: User, person: Person, at: datetime
) -> None:
    kept = take(session, person, connector, at, {"goal": GOAL})
    take(session, person, connector, at, {"goal": {**GOAL, "rating_1": "4"}}, seen=mark_of(kept))
    assert [score.parts for score in scores_of(session, person.id)] == [{"goal_1": 4.0}]


def test_answers_that_somebody_kept_meanwhile_are_not_written_over(
    session: Session, connector: User, person: Person, at: datetime
) -> None:
    take(session, person, connector, at, {"goal": GOAL})
    with pytest.raises(Conflict, match="Somebody kept answers at this point"):
        take(session, person, connector, at, {"goal": {**GOAL, "rating_1": "9"}})
    assert [score.parts for score in scores_of(session, person.id)] == [{"goal_1": 3.0}]


def test_a_day_to_come_is_refused(session: Session, connector: User, person: Person, at: datetime) -> None:
    with pytest.raises(RuleBroken, match="a day that has been"):
        take(session, person, connector, at - timedelta(days=1), {"goal": GOAL})


def test_the_record_names_measures_and_no_answer(
    session: Session, connector: User, person: Person, at: datetime
) -> None:
    take(session, person, connector, at, {"goal": GOAL})
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "outcome.measured")).one()
    assert (event.subject, event.detail) == (person.actor, {"measures": ["goal"], "point": "start"})


def test_answers_are_unreadable_in_the_database(
    session: Session, connector: User, person: Person, at: datetime
) -> None:
    take(session, person, connector, at, {"goal": GOAL})
    raw = session.connection().exec_driver_sql("SELECT answers FROM outcome_score").scalar_one()
    assert "sister" not in str(raw)
