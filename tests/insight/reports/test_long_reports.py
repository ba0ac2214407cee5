"""What stands above the first number of a report."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.insight.reports.conftest import outcome_fact

pytestmark = pytest.mark.usefixtures("mansfield")


def test_many_tables_are_listed_folded_away_so_that_the_first_number_is_near_the_top(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    club = make.service(session, "Walk").id
    for measure in ("goal.goal_1", "ons4.happy", "ons4.anxious", "ucla3", "swemwbs"):
        outcome_fact(session, club, 40, [1.0] * 12, measure=measure)
    session.commit()
    client.sign_in(commissioner)
    for key, first, is_folded in (("outcomes", "together", True), ("prevention", "triangle", False)):
        above = client.page(f"/insight/{key}").html.partition(f'href="#{first}"')[0].partition("<h1>")[2]
        assert ("<summary" in above) is is_folded, key
