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
    ("area", "told"),
    [
        (DISTRICT, "1 more waits for something to open."),
        (ELSEWHERE, "Nobody is waiting for a call. 2 still wait for something to open."),
    ],
)
def test_somebody_is_to_be_told_of_what_takes_people_where_they_live(
    client: CheckedClient, session: Session, connector: User, town: Area, at: datetime, area: str, told: str
) -> None:
    hall = make.service(session, "Lunch at the hall")
    bath = make.service(session, "A bath, and lunch")
    for each, more in ((bath, ["home.personal"]), (hall, [])):
        session.add(
            ListingOpening(service_id=each.id, is_open=True, needs=["connect.lunch", *more], areas=[area], looked_at=at)
        )
    session.flush()
    for _ in range(2):
        fill_promises(session, at=at)
    assert session.scalar(select(func.count()).select_from(Promise)) == len(LEFT)
    session.commit()
    client.sign_in(connector)
    page = client.page("/promises")
    assert ("Asked on 24 December 2025" in page.text) is (area == DISTRICT)
    assert told in " ".join(page.text.split())
    assert ("It takes people again: Lunch at the hall." in page.text) is (area == DISTRICT)
    assert not any(number in page.html for _, _, number in LEFT)
