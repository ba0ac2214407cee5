"""How a listing usually answers, counted from referrals, and silent about a few."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.models import Service
from directory.referrals.codes.referral import Declined, ReferralStatus
from directory.referrals.models import Person
from directory.referrals.referring.reply_times import FEWEST, Habits, habits_of
from tests.factories import referrals as people

MONDAY = datetime(2025, 11, 3, 9, tzinfo=UTC)
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def answered(session: Session, user: User, person: Person, service: Service, count: int, **values: object) -> None:
    for _ in range(count):
        facts = {"status": ReferralStatus.ACCEPTED, "decided_at": MONDAY + timedelta(days=4), **values}
        people.referral(session, user, person, service, MONDAY, **facts)  # type: ignore[arg-type]  # as the test says


def test_what_is_usual_is_counted_in_working_days(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    answered(session, connector, edith, service, 6)
    no = {"status": ReferralStatus.NOT_ACCEPTED, "declined": Declined.FULL, "decided_at": MONDAY + timedelta(days=7)}
    answered(session, connector, edith, service, 2, **no)
    habits = habits_of(session, service.id, at=NOW)
    assert habits == Habits(answered=8, days=4, accepted_percent=75, wait_weeks=None)
    assert habits.sentence == "Usually answers within 4 working days. Said yes to 75% in the past year."


def test_a_few_answers_say_nothing(session: Session, connector: User, edith: Person, service: Service) -> None:
    answered(session, connector, edith, service, FEWEST - 1)
    answered(session, connector, edith, service, 3, decided_at=None)
    assert habits_of(session, service.id, at=NOW) is None


def test_what_is_older_than_a_year_or_closed_for_good_is_not_counted(
    session: Session, connector: User, edith: Person, service: Service
) -> None:
    answered(session, connector, edith, service, FEWEST)
    assert habits_of(session, service.id, at=NOW + timedelta(days=400)) is None
    gone = {"status": ReferralStatus.NOT_ACCEPTED, "declined": Declined.NO_SERVICE}
    answered(session, connector, edith, service, 3, **gone)
    habits = habits_of(session, service.id, at=NOW)
    assert habits is not None
    assert habits.accepted_percent == 100


@pytest.mark.parametrize(
    ("habits", "words"),
    [
        (Habits(9, 0, 100, None), "Usually answers on the same working day. Said yes to 100% in the past year."),
        (
            Habits(9, 1, 50, 6),
            "Usually answers within 1 working day. Said yes to 50% in the past year, usually after a wait of 6 weeks.",
        ),
    ],
)
def test_habits_are_a_sentence(habits: Habits, words: str) -> None:
    assert habits.sentence == words
