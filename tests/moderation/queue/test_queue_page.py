"""One queue of everything that waits: danger first, then risk times age; an area steward sees their own."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.editing import Risk
from directory.moderation.concerns.codes import ConcernKind
from directory.moderation.concerns.operations import raise_concern
from directory.moderation.proposals import ProposalSource, propose_change
from directory.moderation.queueing import QueueRow
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import listings as make
from tests.page import Page


@pytest.mark.parametrize(
    ("risk", "days", "weight"), [(Risk.LOW, 0, 1), (Risk.USUAL, 0, 2), (Risk.HIGH, 2, 12), (Risk.LOW, 11, 12)]
)
def test_risk_times_days(risk: Risk, days: int, weight: float, at: datetime) -> None:
    row = QueueRow("edit", "CH-1", "Name", at - timedelta(days=days), "/x", risk)
    assert row.weight(at) == weight


def names(page: Page) -> list[str]:
    """What waits, in the order of the page."""
    return [page.text_of(link).split(",")[0] for link in page.all(".//ol/li/h2/a")]


def fill(session: Session, at: datetime) -> None:
    """Three things: a worry of today about safety, a suggestion of last week, a small thing of yesterday."""
    make.area(session, DISTRICT, "Mansfield")
    near, far = make.service(session, "Near"), make.service(session, "Far")
    make.held_at(session, near, make.location(session, 53.14, -1.2, district_code=DISTRICT))
    make.held_at(session, far, make.location(session, 53.3, -1.1, district_code="E07000171"))
    raise_concern(session, service=near, kind=ConcernKind.UNSAFE, at=at)
    raise_concern(session, service=far, kind=ConcernKind.EXTRA_INFO, text="Bring tea", at=at - timedelta(days=1))
    content = {"name": "Knitters"}
    propose_change(session, service=None, content=content, source=ProposalSource.RESIDENT, at=at - timedelta(days=7))


def test_danger_first_then_risk_times_age(client: CheckedClient, steward: User, session: Session, at: datetime) -> None:
    fill(session, at)
    client.sign_in(steward)
    page = client.page("/staff/queue")
    assert names(page) == ["Near", "Knitters", "Far"]
    assert "3 things wait" in page.text
    assert "Look at it today" in page.text


def test_narrowed_by_kind_and_area_with_counts(
    client: CheckedClient, steward: User, session: Session, at: datetime
) -> None:
    fill(session, at)
    client.sign_in(steward)
    assert names(client.page("/staff/queue?kind=new")) == ["Knitters"]
    assert names(client.page(f"/staff/queue?area={DISTRICT}")) == ["Near"]
    assert "Concerns (2)" in client.page("/staff/queue").text
    assert "Nothing of this kind waits" in client.page(f"/staff/queue?kind=new&area={DISTRICT}").text
    assert len(names(client.page("/staff/queue?kind=nonsense&area=nowhere&page=99999"))) == 0


@pytest.mark.requirement("A032")
def test_an_area_steward_sees_what_lies_in_their_area(
    client: CheckedClient, area_steward: User, session: Session, at: datetime
) -> None:
    fill(session, at)
    client.sign_in(area_steward)
    assert names(client.page("/staff/queue")) == ["Near"]


def test_an_empty_queue_says_so(client: CheckedClient, steward: User) -> None:
    client.sign_in(steward)
    assert "The queue is clear" in client.page("/staff/queue").text


def test_others_are_kept_out(client: CheckedClient, provider: User) -> None:
    assert client.get("/staff/queue").status_code == 303
    client.sign_in(provider)
    assert client.get("/staff/queue").status_code == 403
