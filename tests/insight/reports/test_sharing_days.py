"""Until when a shared report opens: the day that was typed, and half a day for whoever opened it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.insight.models import ReportSnapshot
from tests.client import CheckedClient
from tests.insight.reports.test_report_pages import shared

pytestmark = pytest.mark.usefixtures("mansfield")


@pytest.mark.parametrize(("days", "said"), [(30, "4 February 2026"), (150, "4 June 2026")])
def test_the_last_day_of_a_link_is_the_day_that_was_typed(
    client: CheckedClient, session: Session, commissioner: User, days: int, said: str
) -> None:
    link = shared(client, session, commissioner, days)
    assert f"You can open it until {said}." in client.page(link).text
    assert (
        f"Until {said}." in client.page(f"/insight/snapshots/{session.scalars(select(ReportSnapshot)).one().id}").text
    )


def test_a_link_runs_out_by_itself_and_an_opening_after_half_a_day(
    client: CheckedClient, session: Session, commissioner: User, at: datetime
) -> None:
    link = shared(client, session, commissioner, days=2)
    opened = client.post(f"{link}/openings").location
    with clock.stopped_at(at + timedelta(hours=13)):
        assert client.get(opened).status_code == 302
        assert client.get(link).status_code == 200
    with clock.stopped_at(at + timedelta(days=3)):
        assert client.get(link).status_code == 410
