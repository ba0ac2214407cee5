"""Gap cases by themselves: what they take, how they move, what falls due, and what there is near them."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import Conflict, RuleBroken
from directory.jobs.registry import HANDLERS
from directory.listings.codes import CapacityStatus
from directory.listings.models import ServiceCapacity
from directory.needs.cases import operations
from directory.needs.cases.grouping import clusters, gather, window
from directory.needs.cases.operations import Planned
from directory.needs.cases.states import MOVES, flags_become
from directory.needs.cases.supply import journey_miles, offers
from directory.needs.cases.tending import TOPIC, tend_gaps
from directory.needs.codes import ActionType, CaseState, FlagStatus, Reviewed
from directory.needs.models import GapAction, GapCase, UnmetNeed
from directory.notifications.models import OutboxMessage
from directory.referrals.codes.work import UnmetReason
from tests.cast import DISTRICT
from tests.factories import listings as make
from tests.needs.gaps import LADYBROOK, NEED, OAK_TREE, flag, gap


def statuses(session: Session) -> list[FlagStatus]:
    return list(session.scalars(select(UnmetNeed.status).order_by(UnmetNeed.id)))


def planned(by: User, **values: Any) -> Planned:
    facts = {"due_on": clock.today() + timedelta(days=30), "measure": "Twenty a week", **values}
    return Planned(ActionType.TRANSPORT, facts.pop("words", "A minibus"), facts.pop("owner_id", by.id), **facts)


def test_a_gap_takes_the_flags_of_its_need_and_place_and_no_other(session: Session, commissioner: User) -> None:
    mine = flag(session)
    for other in (
        flag(session, need="home.gardening"),
        flag(session, district="E07000171", ward=None),
        flag(session, reason=UnmetReason.DECLINED),
        flag(session, need="unsorted"),
    ):
        assert other.gap_case_id is None
    case = gap(session, commissioner)
    assert session.scalars(select(UnmetNeed.id).where(UnmetNeed.gap_case_id == case.id)).all() == [mine.id]


def test_a_gap_for_one_group_or_ward_takes_only_theirs(session: Session, commissioner: User) -> None:
    theirs = flag(session, cohorts=("carer",))
    flag(session)
    case = gap(session, commissioner, cohort="carer")
    assert session.scalars(select(UnmetNeed.id).where(UnmetNeed.gap_case_id == case.id)).all() == [theirs.id]
    elsewhere = flag(session, ward=OAK_TREE)
    ward = gap(session, commissioner, area=OAK_TREE)
    assert session.scalars(select(UnmetNeed.id).where(UnmetNeed.gap_case_id == ward.id)).all() == [elsewhere.id]


def test_a_suggestion_is_what_is_in_no_gap_of_months_that_are_over(session: Session, commissioner: User) -> None:
    today = clock.today()
    flag(session, 9)
    flag(session, 50, at=clock.now())
    assert [(each.need, each.people) for each in clusters(session, today, 8)] == [(NEED, 9)]
    assert not clusters(session, today, 10)
    gap(session, commissioner)
    flag(session, 30)
    assert not clusters(session, today, 8)
    assert window(today) == (today.replace(year=today.year - 1, day=1), today.replace(day=1))


def test_flags_follow_their_gap_to_its_end(session: Session, commissioner: User) -> None:
    flag(session)
    case, at = gap(session, commissioner), clock.now()
    assert statuses(session) == [FlagStatus.GROUPED]
    operations.give(session, case, commissioner, by=commissioner, at=at)
    assert statuses(session) == [FlagStatus.UNDER_REVIEW]
    operations.agree_action(session, case, planned(commissioner), by=commissioner, at=at)
    assert statuses(session) == [FlagStatus.ACTION_AGREED]
    operations.review(session, case, Reviewed.MET, "It is full", None, by=commissioner, at=at)
    assert statuses(session) == [FlagStatus.MET_LATER]
    with pytest.raises(Conflict):
        operations.note(session, case, "More", by=commissioner, at=at)


def test_a_gap_that_nobody_can_close_says_so_of_its_flags(session: Session, commissioner: User) -> None:
    flag(session)
    case, at = gap(session, commissioner), clock.now()
    operations.review(session, case, Reviewed.NOTHING_POSSIBLE, "No money", None, by=commissioner, at=at)
    assert (case.state, statuses(session)) == (CaseState.CLOSED, [FlagStatus.NO_ACTION_POSSIBLE])


def test_every_state_has_a_way_on_and_only_a_review_closes() -> None:
    assert set(MOVES) == set(CaseState)
    assert not MOVES[CaseState.CLOSED]
    assert all(CaseState.CLOSED in ways for state, ways in MOVES.items() if state is not CaseState.CLOSED)
    assert flags_become(CaseState.REVIEW_DUE, None, has_actions=False) is FlagStatus.UNDER_REVIEW


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"words": ""}, "words"),
        ({"measure": ""}, "measure"),
        ({"words": "Ring 01623 555 031"}, "words"),
        ({"due_on": clock.today() - timedelta(days=4000)}, "due_on"),
        ({"spend": -1}, "spend"),
    ],
)
def test_an_action_without_its_facts_is_refused(
    session: Session, commissioner: User, values: dict[str, Any], field: str
) -> None:
    case = gap(session, commissioner)
    with pytest.raises(RuleBroken) as refused:
        operations.agree_action(session, case, planned(commissioner, **values), by=commissioner, at=clock.now())
    assert refused.value.field == field


def test_only_somebody_who_works_on_gaps_answers_for_one(session: Session, commissioner: User, connector: User) -> None:
    case = gap(session, commissioner)
    with pytest.raises(RuleBroken):
        operations.give(session, case, connector, by=commissioner, at=clock.now())
    with pytest.raises(RuleBroken):
        operations.agree_action(
            session, case, planned(commissioner, owner_id=connector.id), by=commissioner, at=clock.now()
        )


def test_each_morning_flags_join_reviews_fall_due_and_owners_hear_once(
    app: Flask, session: Session, commissioner: User
) -> None:
    case, at = gap(session, commissioner), clock.now()
    operations.agree_action(
        session, case, planned(commissioner, due_on=clock.today() + timedelta(days=3)), by=commissioner, at=at
    )
    operations.plan_review(session, case, clock.today() + timedelta(days=1), by=commissioner, at=at)
    flag(session)
    said = tend_gaps(session, at + timedelta(days=1))
    assert said == "1 flags joined, 1 reviews due, 0 stories ended, 1 owners reminded"
    assert tend_gaps(session, at + timedelta(days=2)).startswith("0 flags joined, 0 reviews due, 0 stories ended, 0")
    assert session.scalars(select(GapCase)).one().state is CaseState.REVIEW_DUE
    message = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == TOPIC)).first()
    assert message is not None
    HANDLERS[TOPIC](session, message.payload, at)
    letter = app.extensions["mailman"].outbox[-1]
    assert case.reference in letter.body
    assert "minibus" not in letter.body
    assert "Lunch" not in letter.body


@pytest.mark.requirement("A156")
def test_a_story_ends_with_its_agreement(session: Session, commissioner: User) -> None:
    case, at = gap(session, commissioner), clock.now()
    action = operations.agree_action(session, case, planned(commissioner), by=commissioner, at=at)
    until = clock.today() + timedelta(days=20)
    operations.tell_story(session, case, action, "Nobody came", until, agreed=True, by=commissioner, at=at)
    assert "0 stories ended" in tend_gaps(session, at + timedelta(days=20))
    assert "1 stories ended" in tend_gaps(session, at + timedelta(days=21))
    kept = session.scalars(select(GapAction)).one()
    assert (kept.story, kept.story_until) == (None, None)


def test_a_correction_that_was_taken_back_does_not_join(session: Session, commissioner: User) -> None:
    mistaken = flag(session)
    mistaken.status = FlagStatus.TAKEN_BACK
    session.flush()
    assert gather(session, gap(session, commissioner), clock.now()) == 0


def test_what_there_is_near_a_gap_and_how_far_the_nearest_open_one_is(session: Session, commissioner: User) -> None:
    lunch = make.term(session, "needs", NEED, "Lunch clubs")
    area = make.area(session, DISTRICT, "Mansfield")
    corners = [[-1.3, 53.1], [-1.1, 53.1], [-1.1, 53.2], [-1.3, 53.2], [-1.3, 53.1]]
    area.geometry = {"type": "Polygon", "coordinates": [corners]}
    here, visits, near, far = (make.service(session, name) for name in ("Here", "Visits", "Near", "Far"))
    for listing in (here, visits, near, far):
        make.tag(session, listing, lunch)
    make.held_at(session, here, make.location(session, 53.15, -1.2, district_code=DISTRICT))
    make.covers(session, visits, area)
    make.held_at(session, near, make.location(session, 53.15, -1.0))
    make.held_at(session, far, make.location(session, 51.0, -1.2))
    session.add(ServiceCapacity(service_id=here.id, status=CapacityStatus.FULL, as_of=clock.now()))
    session.flush()
    found = offers(session, commissioner, NEED, DISTRICT, clock.now())
    assert [(each.name, each.is_here, each.comes_here, each.is_open) for each in found] == [
        ("Here", True, False, False),
        ("Visits", False, True, True),
        ("Near", False, False, True),
    ]
    miles = journey_miles(session, found, {DISTRICT: 9})
    assert miles == pytest.approx(8.28, abs=0.05)
    assert journey_miles(session, found[:2], {DISTRICT: 9}) is None
    assert journey_miles(session, found, {LADYBROOK: 9}) is None
