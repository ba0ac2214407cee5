"""The weights of the five columns: open, set by the council, printed on every report."""

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.insight.choosing import weights
from directory.insight.methods.gaps import Facet
from tests.client import CheckedClient

pytestmark = pytest.mark.usefixtures("year")


def test_weights_that_are_set_stand_on_the_next_report(
    client: CheckedClient, session: Session, commissioner: User
) -> None:
    client.sign_in(commissioner)
    assert client.submit("/insight/weights", {"severity": "3", "waiting": "0"}).status_code == 303
    assert weights(session)[Facet.SEVERITY] == 3
    text = client.page("/insight").text
    assert "how often it may lead to a crisis × 3" in text
    assert "how long people wait × 0" in text


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"severity": "11"}, "Enter a weight from 0 to 10 for how often it may lead to a crisis"),
        ({"severity": "much"}, "Enter a weight from 0 to 10 for how often it may lead to a crisis"),
        (dict.fromkeys((facet.value for facet in Facet), "0"), "Give at least one column a weight above 0"),
    ],
)
def test_weights_that_mean_nothing_are_refused(
    client: CheckedClient, session: Session, commissioner: User, values: dict[str, str], says: str
) -> None:
    client.sign_in(commissioner)
    answer = client.submit("/insight/weights", values)
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert set(weights(session).values()) == {1.0}


def test_supervisors_set_no_weights(client: CheckedClient, supervisor: User) -> None:
    client.sign_in(supervisor)
    assert client.get("/insight/weights").status_code == 403
    assert client.post("/insight/weights").status_code == 403
