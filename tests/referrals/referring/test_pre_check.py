"""A look at a listing warns before anybody is asked for a name."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.listings.codes import CapacityStatus, LinkType, ListingStatus, ReferralRoute
from directory.listings.models import Service, ServiceCapacity
from directory.referrals.models import ReferralInbox
from directory.referrals.referring.pre_check import pre_check
from directory.referrals.referring.verdicts import Check, Rule, Verdict
from tests.factories import listings as make


def found(session: Session, service: Service, at: datetime, rule: Rule, **facts: object) -> list[Check]:
    looked = pre_check(session, service, at=at, **facts)  # type: ignore[arg-type]  # as the test names them
    return [check for check in looked.checks if check.rule is rule]


def test_a_listing_that_nobody_has_said_much_about_fits_and_asks_about_room(
    session: Session, service: Service, at: datetime
) -> None:
    looked = pre_check(session, service, at=at)
    assert looked.takes_referrals
    assert not looked.warnings
    assert {check.rule for check in looked.checks if check.verdict is Verdict.ASK} == {Rule.CAPACITY}


@pytest.mark.parametrize(
    ("born", "verdict"),
    [("1948", Verdict.PASS), ("1990", Verdict.FAIL), ("1960", Verdict.ASK), (None, Verdict.ASK)],
)
def test_age_is_compared_with_the_limits(
    session: Session, service: Service, at: datetime, born: str | None, verdict: Verdict
) -> None:
    service.minimum_age = 66
    (check,) = found(session, service, at, Rule.AGE, born=born)
    assert check.verdict is verdict
    assert "66" in check.sentence


def test_a_wait_is_said_before_anybody_promises_anything(session: Session, service: Service, at: datetime) -> None:
    room = ServiceCapacity(
        service_id=service.id, status=CapacityStatus.WAITING_LIST, note="About six weeks", as_of=at - timedelta(days=3)
    )
    session.add(room)
    session.flush()
    (check,) = found(session, service, at, Rule.CAPACITY)
    assert check.verdict is Verdict.ASK
    assert check.sentence == (
        "Waiting list: about six weeks. As of 2 January 2026. "
        "Tell the person about the wait before you promise anything."
    )
    room.status = CapacityStatus.FULL
    assert found(session, service, at, Rule.CAPACITY)[0].verdict is Verdict.FAIL
    room.expires_at = at
    assert found(session, service, at, Rule.CAPACITY)[0].sentence == "Nobody has told us lately whether there is room."


def test_a_paused_closed_or_closing_listing_is_told(session: Session, service: Service, at: datetime) -> None:
    service.closing_on = date(2026, 2, 1)
    assert found(session, service, at, Rule.OPEN)[0].sentence == "It ends for good on 1 February 2026."
    service.closing_on, service.listing_status = None, ListingStatus.PUBLISHED_PAUSED
    (paused,) = found(session, service, at, Rule.OPEN)
    assert paused.verdict is Verdict.FAIL
    service.listing_status, service.closed_from = ListingStatus.PUBLISHED, date(2026, 1, 1)
    assert found(session, service, at, Rule.OPEN)[0].verdict is Verdict.ASK


def test_a_postcode_is_held_against_the_areas_served(session: Session, service: Service, at: datetime) -> None:
    make.covers(session, service, "All of Bassetlaw")
    (check,) = found(session, service, at, Rule.AREA)
    assert (check.verdict, check.sentence) == (Verdict.ASK, "For people in All of Bassetlaw.")
    (check,) = found(session, service, at, Rule.AREA, postcode="XX99 9XX")
    assert check.sentence.endswith("We do not know that place.")


def test_who_it_is_for_is_a_plain_question_whose_answer_settles_it(
    session: Session, service: Service, at: datetime
) -> None:
    carers = make.term(session, "cohorts", "carer", "Unpaid carers")
    make.tag(session, service, carers, LinkType.COHORT_REQUIRED)
    service.exclusion_description = "People under 18."
    (check,) = found(session, service, at, Rule.COHORTS)
    assert (check.verdict, check.question) == (Verdict.ASK, "Unpaid carers: is that so for them?")
    for answer, verdict in (("yes", Verdict.PASS), ("no", Verdict.FAIL)):
        (check,) = found(session, service, at, Rule.COHORTS, answers={"cohort.carer": answer})
        assert check.verdict is verdict
    (barred,) = found(session, service, at, Rule.EXCLUSION, answers={"exclusion": "yes"})
    assert (barred.verdict, barred.sentence) == (Verdict.FAIL, "Not for: People under 18.")


def test_a_listing_without_a_way_in_says_how_to_reach_it(session: Session, service: Service, at: datetime) -> None:
    service.referral_route = ReferralRoute.PHONE
    looked = pre_check(session, service, at=at)
    assert not looked.takes_referrals
    assert looked.checks[0].sentence == "They take referrals by phone. Nothing can be sent to them from here."


def test_an_old_check_and_an_unlisted_need_are_asked_about(session: Session, service: Service, at: datetime) -> None:
    service.verified_at = None
    assert found(session, service, at, Rule.FRESHNESS)[0].verdict is Verdict.ASK
    assert found(session, service, at, Rule.NEED, need="safe.home")[0].verdict is Verdict.ASK
    assert found(session, service, at, Rule.NEED, need="connect.groups")[0].verdict is Verdict.PASS


def test_a_service_where_nobody_gets_word_is_told_of(session: Session, service: Service, at: datetime) -> None:
    assert [check.verdict for check in found(session, service, at, Rule.ROUTE)] == [Verdict.PASS]
    session.execute(delete(ReferralInbox))
    (unread,) = found(session, service, at, Rule.ROUTE)
    assert unread.sentence == "Nobody there gets word of referrals yet. Contact them as their page says."
    assert not pre_check(session, service, at=at).takes_referrals
