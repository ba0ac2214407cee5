"""Flags and gaps for tests: valid and dull."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.needs.cases.operations import open_case
from directory.needs.codes import FlagSource
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.models import GapCase, UnmetNeed
from directory.referrals.codes.work import UnmetReason
from tests.cast import DISTRICT

NEED = "connect.lunch"
LADYBROOK, OAK_TREE = "E05009876", "E05009877"


def last_month(today: date | None = None) -> datetime:
    """The middle of the month before this one: a month that is over."""
    first = (today or clock.today()).replace(day=1)
    month = first.replace(year=first.year - 1, month=12) if first.month == 1 else first.replace(month=first.month - 1)
    return clock.now().replace(year=month.year, month=month.month, day=15, hour=12)


def flag(session: Session, people: int = 1, **values: Any) -> UnmetNeed:
    """Somebody in Mansfield missed a lunch club last month."""
    at = values.pop("at", last_month())
    facts = {
        "need": NEED,
        "reason": UnmetReason.NO_SERVICE,
        "source": FlagSource.NAVIGATOR,
        "district": DISTRICT,
        "ward": LADYBROOK,
        **values,
    }
    return raise_flag(session, Flag(people=people, **facts), by="user:test", at=at)


def gap(session: Session, by: User, **values: Any) -> GapCase:
    """A gap about lunch in Mansfield."""
    return open_case(
        session,
        values.pop("need", NEED),
        values.pop("area", DISTRICT),
        "Lunch clubs, Mansfield",
        by=by,
        at=values.pop("at", clock.now()),
        **values,
    )
