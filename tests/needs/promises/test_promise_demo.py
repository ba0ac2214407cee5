"""The demonstration shows what the page is for: somebody waits for a call."""

from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.geo.models import Area
from directory.needs.models import ListingOpening, Promise
from directory.needs.promises.demo import LEFT, fill_promises
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.needs.conftest import DISTRICT, ELSEWHERE


@pytest.mark.parametrize(
    ("area", "told"), [(DISTRICT, "Lunch at the hall"), (ELSEWHERE, "Nobody is waiting for a call")]
)
def test_somebody_is_to_be_told_of_what_takes_people_where_they_live(
    client: CheckedClient, session: Session, connector: User, town: Area, at: datetime, area: str, told: str
) -> None:
    hall = make.service(session, "Lunch at the hall")
    session.add(ListingOpening(service_id=hall.id, is_open=True, needs=["connect.lunch"], areas=[area], looked_at=at))
    session.flush()
    for _ in range(2):
        fill_promises(session, at=at)
    assert session.scalar(select(func.count()).select_from(Promise)) == len(LEFT)
    session.commit()
    client.sign_in(connector)
    page = client.page("/promises")
    assert told in page.text
    assert not any(number in page.html for _, _, number in LEFT)
