"""Sheets made at night tell what would be told without them, hide what is hidden, and go when facts are counted."""

from datetime import datetime

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.insight.disclosure.rule import NHS
from directory.insight.facts.counting import recount
from directory.insight.gap_map.telling import SMALL, WITHHELD, keep_all
from directory.insight.models import FactRun, ToldSheet
from tests.client import CheckedClient
from tests.insight import land

pytestmark = pytest.mark.usefixtures("year")
ADDRESSES = [
    f"/insight/gap-map.csv?area={area}&need={need}&months={months}"
    for area in (land.COUNTY, land.MANSFIELD)
    for need in (land.NEED, "travel", "all")
    for months in ("year", "quarter")
]


def forget(session: Session, at: datetime) -> None:
    """As if counted anew with the same result: what was told so far is remembered no longer."""
    session.execute(delete(FactRun))
    session.add(FactRun(at=at, facts=0))
    session.commit()


def test_what_was_made_at_night_is_what_would_be_told_now(
    client: CheckedClient, session: Session, commissioner: User, at: datetime
) -> None:
    client.sign_in(commissioner)
    without = [client.get(address).get_data() for address in ADDRESSES]
    assert keep_all(session, NHS, clock.local(at).date()) > 0
    forget(session, at)
    assert [client.get(address).get_data() for address in ADDRESSES] == without


def test_groups_whose_sheets_were_not_made_are_told_as_if_none_were(
    client: CheckedClient, session: Session, commissioner: User, at: datetime
) -> None:
    land.missing(session, at, land.LADYBROOK, 20, cohorts=["older_80"])
    recount(session, at=at)
    session.commit()
    client.sign_in(commissioner)
    address = f"/insight/gap-map.csv?area={land.COUNTY}&need={land.NEED}&group=older_80"
    without = client.get(address).get_data(as_text=True)
    assert "All of Nottinghamshire,20," in without
    keep_all(session, NHS, clock.local(at).date(), with_groups=False)
    forget(session, at)
    assert client.get(address).get_data(as_text=True) == without


def test_what_is_kept_holds_no_number_that_is_hidden(session: Session, at: datetime) -> None:
    keep_all(session, NHS, clock.local(at).date())
    sheets = session.scalars(select(ToldSheet)).all()
    numbers = {number for sheet in sheets for of_need in sheet.told.values() for number in of_need.values()}
    assert SMALL in numbers
    assert all(number in (SMALL, WITHHELD) or (number > NHS.threshold and number % 5 == 0) for number in numbers)


def test_counting_anew_throws_away_what_was_told_before(session: Session, at: datetime) -> None:
    keep_all(session, NHS, clock.local(at).date())
    recount(session, at=at)
    assert session.scalars(select(ToldSheet)).all() == []
