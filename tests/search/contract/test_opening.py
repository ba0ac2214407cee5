"""Open-now over arrays agrees with the listing's own arithmetic, at random moments of random timetables."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.listings.models import Schedule, ScheduleException, Service
from directory.listings.schedules import DayOff, Pattern, is_open
from tests.factories.listings import closed_that_day, service, weekly
from tests.search.conftest import Searching

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
START = date(2026, 1, 5)


def timetable(session: Session, chance: random.Random, number: int) -> None:
    """A listing with one to three patterns and perhaps a day off."""
    made = service(session, f"Club {number}")
    for _ in range(chance.randint(1, 3)):
        opens = chance.randint(0, 23)
        values = chance.choice(
            [
                {},
                {"interval": 2, "dtstart": START},
                {"valid_from": START + timedelta(days=9)},
                {"valid_to": START + timedelta(days=9)},
            ]
        )
        closes = (opens + chance.randint(1, 9)) % 24  # some end after midnight
        weekly(session, made, ",".join(chance.sample(DAYS, 2)), f"{opens:02}:00", f"{closes:02}:30", **values)
    if chance.random() < 0.5:
        off = START + timedelta(days=chance.randint(0, 20))
        hours = chance.choice([{}, {"is_closed": False, "opens_at": "11:00", "closes_at": "13:00"}])
        closed_that_day(session, made, off, **hours)


@pytest.mark.parametrize("seed", range(5))
def test_open_now_agrees_with_the_schedules_of_each_listing(searching: Searching, session: Session, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(15):
        timetable(session, chance, number)
    searching.reindex()
    for _ in range(25):
        at = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 20 * 24 * 60))
        assert set(searching.ids(open="yes", at=at)) == set(open_by_hand(session, at)), at


def open_by_hand(session: Session, at: datetime) -> list[object]:
    """The services that are open by their own schedules."""
    wall = clock.local(at).replace(tzinfo=None)
    return [
        each
        for each in session.scalars(select(Service.id))
        if is_open(
            [Pattern.from_row(row) for row in session.scalars(select(Schedule).where(Schedule.service_id == each))],
            [
                DayOff.from_row(row)
                for row in session.scalars(select(ScheduleException).where(ScheduleException.service_id == each))
            ],
            at=wall,
        )
    ]
