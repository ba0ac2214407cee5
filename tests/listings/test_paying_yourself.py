"""What people pay for themselves: a price, or whom to ask, whatever a provider left out."""

from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.listings.codes import CommissioningStatus
from directory.listings.models import CostOption, Service
from tests.client import CheckedClient


@pytest.mark.requirement("A013")
@pytest.mark.parametrize(
    ("cost", "said"),
    [
        ({}, "Cost not known: ask"),
        ({"cost_type": "private", "amount": 28, "amount_description": "an hour"}, "£28 an hour"),
        ({"cost_type": "private"}, "Charges apply: ask for prices"),
        ({"cost_type": "unknown"}, "Ask the provider"),
        ({"cost_type": "private", "amount_description": "by the length of the hedge"}, "Ask the provider for prices"),
        ({"cost_type": "personal_budget"}, "Ask the provider for prices"),
    ],
)
def test_what_people_pay_for_themselves_shows_a_price_or_whom_to_ask(
    client: CheckedClient, club: Service, session: Session, cost: dict[str, Any], said: str
) -> None:
    session.execute(delete(CostOption))
    club.commissioning_status = CommissioningStatus.PRIVATE
    if cost:
        session.add(CostOption(service_id=club.id, **cost))
    assert said in client.page(f"/listings/{club.id}").text
