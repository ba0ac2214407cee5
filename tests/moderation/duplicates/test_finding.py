"""Looking for duplicates over the whole directory."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.duplicates import finding
from directory.moderation.duplicates.codes import PairState
from directory.moderation.duplicates.merging import set_aside
from directory.moderation.duplicates.models import DuplicatePair, DuplicateSearch
from directory.moderation.duplicates.weekly import look_for_duplicates
from tests.moderation.duplicates.conftest import BY, listed, look, the_pair


def test_two_listings_of_one_group_are_found_once(session: Session, shed: Service, twin: Service, at: datetime) -> None:
    listed(session, "Warsop Choir", "01632 960 000")
    look(session, at)
    found = the_pair(session)
    assert {found.first_id, found.second_id} == {shed.id, twin.id}
    assert found.first_id.hex < found.second_id.hex
    assert "same phone" in found.reasons


def test_looking_again_makes_no_second_row(session: Session, shed: Service, twin: Service, at: datetime) -> None:
    look(session, at)
    look(session, at + timedelta(days=7))
    assert session.scalar(select(func.count()).select_from(DuplicatePair)) == 1


def test_a_pair_that_was_set_aside_stays_away(session: Session, shed: Service, twin: Service, at: datetime) -> None:
    look(session, at)
    set_aside(session, the_pair(session), by=BY, at=at)
    look(session, at + timedelta(days=7))
    assert the_pair(session).state is PairState.NOT_DUPLICATES


def test_a_pair_that_was_set_aside_returns_when_a_listing_changed(
    session: Session, shed: Service, twin: Service, at: datetime
) -> None:
    look(session, at)
    set_aside(session, the_pair(session), by=BY, at=at)
    twin.name = "Mansfield Mens Shed"
    look(session, at + timedelta(days=7))
    assert the_pair(session).state is PairState.WAITING


def test_a_check_of_a_listing_brings_no_pair_back(session: Session, shed: Service, twin: Service, at: datetime) -> None:
    look(session, at)
    set_aside(session, the_pair(session), by=BY, at=at)
    twin.verified_at = at
    look(session, at + timedelta(days=7))
    assert the_pair(session).state is PairState.NOT_DUPLICATES


def test_a_pair_that_was_mended_leaves_the_queue(session: Session, shed: Service, twin: Service, at: datetime) -> None:
    look(session, at)
    twin.listing_status = ListingStatus.ARCHIVED
    look(session, at + timedelta(days=7))
    assert session.scalars(select(DuplicatePair)).all() == []


class Killed(Exception):
    """What stops a worker midway."""


def test_a_look_that_was_stopped_goes_on_where_it_was(
    session: Session, shed: Service, twin: Service, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "STEP", 1)
    session.commit()
    steps = 0

    def stop_at_second(_done: int) -> None:
        nonlocal steps
        steps += 1
        if steps == 1:
            raise Killed

    with pytest.raises(Killed):
        look(session, at, watch=stop_at_second)
    session.rollback()
    stopped = session.scalars(select(DuplicateSearch)).one()
    assert stopped.ended_at is None
    assert stopped.listings == 1
    look(session, at + timedelta(hours=1))
    ended = session.scalars(select(DuplicateSearch)).one()
    assert ended.ended_at is not None
    assert ended.listings == 2
    assert session.scalar(select(func.count()).select_from(DuplicatePair)) == 1


def test_the_weekly_look_is_done_once_a_week(session: Session, shed: Service, twin: Service, at: datetime) -> None:
    assert look_for_duplicates(session, at) == "2 listings compared, 1 pair looks alike"
    assert look_for_duplicates(session, at + timedelta(hours=1)) == "not due"
    assert look_for_duplicates(session, at + timedelta(days=7)) != "not due"
