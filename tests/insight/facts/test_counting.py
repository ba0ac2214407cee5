"""Facts: the same counts as what they are made of, whenever they are counted."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.facts.counting import before, recount
from directory.insight.facts.queries import Asked, counts, navigators
from directory.insight.models import InsightFact
from directory.insight.models.facts import FactKind
from directory.needs.codes import FlagStatus
from directory.referrals.codes.referral import ClosureReason, ReferralStatus
from directory.referrals.codes.work import UnmetReason
from directory.search.models import Outcome, SearchCount
from tests.factories import referrals as people
from tests.insight import land

YEAR = Asked((), "", date(2025, 1, 1), date(2025, 12, 1))
DISTRICTS = (land.MANSFIELD, land.BASSETLAW, land.RUSHCLIFFE)


@pytest.fixture(autouse=True)
def _county(session: Session) -> None:
    land.county(session)


def amount(session: Session, kind: FactKind, place: str = land.MANSFIELD, asked: Asked = YEAR) -> int:
    return counts(session, kind, asked, DISTRICTS, by_ward=False).by_place.get(place, 0)


def rows(session: Session) -> list[tuple[object, ...]]:
    found = session.scalars(select(InsightFact)).all()
    return sorted((f.month, f.kind, f.district_code, f.ward_code, f.need, f.cohort, f.detail, f.amount) for f in found)


def test_flags_count_the_people_they_stand_for_and_what_does_not_count_counts_nobody(
    session: Session, at: datetime
) -> None:
    land.missing(session, at, land.LADYBROOK, 5)
    land.missing(session, at, land.OAK_TREE, 2)
    land.missing(session, at, land.LADYBROOK, 9, status=FlagStatus.DUPLICATE)
    land.missing(session, at, land.LADYBROOK, 9, status=FlagStatus.TAKEN_BACK)
    recount(session, at=at)
    assert amount(session, FactKind.FLAGS) == 7


def test_a_choice_is_no_gap_and_is_still_a_reason(session: Session, at: datetime) -> None:
    land.missing(session, at, land.LADYBROOK, 5, reason=UnmetReason.DECLINED)
    recount(session, at=at)
    assert amount(session, FactKind.FLAGS) == 0
    assert amount(session, FactKind.REASONS) == 5


def test_groups_are_counted_beside_everybody_not_on_top(session: Session, at: datetime) -> None:
    land.missing(session, at, land.LADYBROOK, 5, cohorts=["older_80"])
    recount(session, at=at)
    assert amount(session, FactKind.FLAGS) == 5
    asked = Asked((), "older_80", YEAR.first, YEAR.last)
    assert amount(session, FactKind.FLAGS, asked=asked) == 5


def test_referrals_are_counted_by_what_came_of_them(session: Session, connector: User, at: datetime) -> None:
    person = people.helped_person(session, connector)
    listing = land.offer(session, "Minibus")
    for status, reason in ((ReferralStatus.CLOSED, ClosureReason.GOAL_MET), (ReferralStatus.SUBMITTED, None)):
        people.referral(
            session, connector, person, listing, at, status=status, closure_reason=reason, need=land.NEED,
            ward_code=land.LADYBROOK,
        )  # fmt: skip
    people.referral(session, connector, person, listing, at, status=ReferralStatus.DRAFT, ward_code=land.LADYBROOK)
    recount(session, at=at)
    this_month = Asked((land.NEED,), "", date(2026, 1, 1), date(2026, 1, 1))
    found = counts(session, FactKind.REFERRALS, this_month, DISTRICTS, by_ward=False)
    assert found.by_detail == {(land.MANSFIELD, "positive"): 1, (land.MANSFIELD, "submitted"): 1}


def test_searches_that_found_little_are_counted_by_district(session: Session, at: datetime) -> None:
    for outcome, number in ((Outcome.NONE, 4), (Outcome.WEAK, 3), (Outcome.GOOD, 50)):
        session.add(SearchCount(day=date(2025, 12, 3), outcome=outcome, area=land.MANSFIELD, searches=number))
    recount(session, at=at)
    assert amount(session, FactKind.SEARCHES) == 7


def test_counting_twice_changes_nothing(session: Session, connector: User, at: datetime) -> None:
    land.missing(session, at, land.LADYBROOK, 5, cohorts=["older_80"])
    land.talks(session, connector, at, land.LADYBROOK, 3)
    recount(session, at=at)
    first = rows(session)
    recount(session, at=at + timedelta(days=1))
    assert rows(session) == first
    assert first


def test_months_that_retention_may_have_touched_stand(session: Session, at: datetime) -> None:
    old = land.missing(session, at, land.LADYBROOK, 5, month=date(2023, 3, 1))
    recount(session, at=at)
    session.delete(old)
    session.flush()
    recount(session, at=at)
    long_ago = Asked((), "", date(2023, 3, 1), date(2023, 3, 1))
    assert amount(session, FactKind.FLAGS, asked=long_ago) == 5


def test_connectors_are_counted_where_their_team_answers(session: Session, connector: User, colleague: User) -> None:
    assert navigators(session) == {land.MANSFIELD: 2}


@pytest.mark.parametrize(
    ("month", "months", "then"),
    [
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
        (date(2026, 1, 1), 12, date(2025, 1, 1)),
        (date(2026, 5, 1), 0, date(2026, 5, 1)),
    ],
)
def test_months_are_counted_back_over_the_turn_of_the_year(month: date, months: int, then: date) -> None:
    assert before(month, months) == then
