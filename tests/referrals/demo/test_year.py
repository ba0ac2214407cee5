"""A small year, without a database: every move is in the table, nothing is in the future, the stories are told."""

from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

import pytest

from directory import clock, encryption
from directory.referrals.codes.referral import ClosureReason, Mover, ReferralStatus, Source
from directory.referrals.codes.work import ActionKind
from directory.referrals.demo.books import Books
from directory.referrals.demo.neighbourhoods import BASSETLAW, MANSFIELD, NEWARK, RUSHCLIFFE, neighbourhoods
from directory.referrals.demo.stories import STORIES
from directory.referrals.demo.talks import GAP_NEED
from directory.referrals.demo.world import Listing, Worker, World
from directory.referrals.demo.year import SELF_PHONE, SELF_REFERENCE, make_year
from directory.referrals.outcomes.measures.library import library
from directory.referrals.states import find_move
from directory.referrals.timing.working_days import is_working_day

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # a Monday
CONNIE, NORA = UUID(int=1), UUID(int=2)
PARTNER, PROVIDER = UUID(int=8), UUID(int=9)
ORGANIZATION = UUID(int=10)


def world() -> World:
    """Two teams, and for each need one listing that takes referrals and one that does not."""
    listings = [
        Listing(UUID(int=100 + number), f"{code}-{takes}", (code,), frozenset(), takes)
        for number, (code, takes) in enumerate((code, takes) for code in STORIES for takes in (True, False))
    ]
    theirs = Listing(UUID(int=50), "provider", ("carer.support",), frozenset(), True, ORGANIZATION)
    silent = Listing(UUID(int=51), "silent", ("connect.befriending",), frozenset(), True)
    return World(
        workers=[
            Worker(CONNIE, UUID(int=20), (MANSFIELD,), 1.0),
            Worker(NORA, UUID(int=21), (BASSETLAW, NEWARK), 2.0),
        ],
        listings=[*listings, theirs, silent],
        measures=library(),
        partner_id=PARTNER,
        provider_id=PROVIDER,
        provider_organization_id=ORGANIZATION,
        silent="silent",
    )


@lru_cache(maxsize=1)
def small_year() -> Books:
    encryption.use_keys("", "k" * 40)
    return make_year(world(), AT, scale=0.3)


@pytest.fixture
def books() -> Books:
    return small_year()


def test_every_move_is_in_the_table_and_made_by_whom_it_is_for(books: Books) -> None:
    status = {referral.id: ReferralStatus.DRAFT for referral in books.referrals}
    last: dict[UUID, datetime] = {}
    for event in sorted(books.events, key=lambda event: (event.at, event.id)):
        line = find_move(event.frm, event.to)
        assert line is not None
        assert event.mover in line.who
        assert status[event.referral_id] is event.frm
        assert event.at >= last.get(event.referral_id, event.at)
        status[event.referral_id], last[event.referral_id] = event.to, event.at
    assert status == {referral.id: referral.status for referral in books.referrals}


def test_events_sort_by_their_ids(books: Books) -> None:
    for referral in books.referrals:
        mine = [event for event in books.events if event.referral_id == referral.id]
        assert sorted(mine, key=lambda event: event.id) == sorted(mine, key=lambda event: event.at)


def test_nothing_is_in_the_future_and_work_is_done_on_working_days(books: Books) -> None:
    assert max(event.at for event in books.events) <= AT
    assert max(talk.at for talk in books.conversations) <= AT
    assert all(task.done_at is None or task.done_at <= AT for task in books.tasks)
    days = {clock.local(talk.at).date() for talk in books.conversations}
    assert all(is_working_day(day) for day in days)


def test_every_status_is_there_for_the_connector_everybody_signs_in_as(books: Books) -> None:
    assert {each.status for each in books.referrals if each.navigator_id == CONNIE} >= set(ReferralStatus) - {
        ReferralStatus.REDIRECTED,
        ReferralStatus.CLOSED,
    }


def test_what_is_closed_says_how_it_ended_and_silence_is_no_success(books: Books) -> None:
    closed = [each for each in books.referrals if each.status is ReferralStatus.CLOSED]
    assert all(each.closure_reason for each in closed)
    silent = [each for each in books.referrals if each.service_id == UUID(int=51)]
    by_connector = [each for each in silent if each.source is Source.NAVIGATOR and each.status is ReferralStatus.CLOSED]
    assert by_connector
    assert {each.closure_reason for each in by_connector} == {ClosureReason.NO_RESPONSE}


def test_whoever_was_sent_agreed_first(books: Books) -> None:
    agreed = {line.referral_id for line in books.agreements}
    assert {each.id for each in books.referrals if each.submitted_at} == agreed


def test_there_is_work_for_today_and_work_that_is_late(books: Books) -> None:
    for worker in (CONNIE, NORA):
        open_tasks = [task for task in books.tasks if task.navigator_id == worker and task.done_at is None]
        assert sum(task.due_on == clock.local(AT).date() for task in open_tasks) >= 3
        assert sum(task.due_on < clock.local(AT).date() for task in open_tasks) >= 3


def test_nobody_of_rushcliffe_and_of_one_ward_in_each_district_was_in_touch(books: Books) -> None:
    assert RUSHCLIFFE not in {talk.district_code for talk in books.conversations}
    wards = {each.ward for each in neighbourhoods() if each.district == BASSETLAW}
    assert max(wards) not in {talk.ward_code for talk in books.conversations}


def test_carers_of_bassetlaw_find_no_break(books: Books) -> None:
    unmet = Counter((action.district_code, action.need) for action in books.actions if action.kind is ActionKind.UNMET)
    assert unmet.most_common(1)[0][0] == (BASSETLAW, GAP_NEED)
    assert all(action.unmet_reason and action.severity for action in books.actions if action.kind is ActionKind.UNMET)


def test_a_referral_somebody_made_themselves_can_be_looked_up(books: Books) -> None:
    found = next(each for each in books.referrals if each.reference == SELF_REFERENCE)
    person = next(life.person for life in books.lives if life.person.id == found.person_id)
    assert (found.source, found.status, person.phone) == (Source.SELF, ReferralStatus.ACKNOWLEDGED, SELF_PHONE)
    assert next(event for event in books.events if event.referral_id == found.id).mover is Mover.RESIDENT


def test_scores_come_in_pairs_and_are_never_complete(books: Books) -> None:
    points = Counter((score.measure, score.point.value) for score in books.scores)
    for measure in ("goal", "ons4", "ucla3"):
        assert 0 < points[measure, "months_3"] < points[measure, "start"]


def test_everything_is_plainly_invented(books: Books) -> None:
    for life in books.lives:
        person = life.person
        assert person.phone is not None
        assert person.phone.startswith(("01632 960", "0115 496 0"))
        assert person.email is None or person.email.endswith("@example.org")
        assert "Demonstration Row" in (person.address or "")


def test_the_same_year_is_drawn_each_time(books: Books) -> None:
    again = make_year(world(), AT, scale=0.3)
    assert [each.reference for each in again.referrals] == [each.reference for each in books.referrals]
    assert [life.person.name for life in again.lives] == [life.person.name for life in books.lives]
    assert [task.due_on for task in again.tasks] == [task.due_on for task in books.tasks]
