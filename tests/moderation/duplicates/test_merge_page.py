"""The page about a joining, and taking it back."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.listings.codes import Visibility
from directory.listings.models import Service
from directory.moderation.duplicates.models import Merge
from tests.client import CheckedClient
from tests.moderation.duplicates.conftest import Joining, listed


@pytest.fixture
def merge(join: Joining) -> Merge:
    """The twin was joined to the shed."""
    return join(url="https://shed.example.org/mansfield")


def test_the_page_says_what_was_done(client: CheckedClient, steward: User, merge: Merge) -> None:
    client.sign_in(steward)
    page = client.page(f"/staff/merges/{merge.id}")
    for words in ("Joined into one", "Mens Shed Mansfield", "Website", "Undo"):
        assert words in page.text
    assert "Mansfield Men's Shed" in client.page("/staff/merges").text


def test_a_steward_takes_a_joining_back(
    client: CheckedClient, session: Session, steward: User, twin: Service, merge: Merge
) -> None:
    client.sign_in(steward)
    sent = client.post(f"/staff/merges/{merge.id}/undoing")
    assert sent.status_code == 303
    assert "stand by themselves again" in client.page(sent.location).text
    assert client.get(f"/listings/{twin.id}").status_code == 200


def test_taking_it_back_twice_answers_409(client: CheckedClient, steward: User, merge: Merge) -> None:
    client.sign_in(steward)
    client.post(f"/staff/merges/{merge.id}/undoing")
    sent = client.post(f"/staff/merges/{merge.id}/undoing")
    assert sent.status_code == 409
    assert "undone already" in sent.text


def test_a_joining_elsewhere_is_not_there_for_an_area_steward(
    client: CheckedClient, session: Session, area_steward: User, join: Joining
) -> None:
    two = [listed(session, name, district="E07000175") for name in ("Worksop Men's Shed", "Mens Shed Worksop")]
    elsewhere = join(*two)
    client.sign_in(area_steward)
    assert client.get(f"/staff/merges/{elsewhere.id}").status_code == 404
    assert client.post(f"/staff/merges/{elsewhere.id}/undoing").status_code == 404
    assert "Worksop" not in client.page("/staff/merges").text


def test_nobody_else_sees_joinings(client: CheckedClient, connector: User, merge: Merge) -> None:
    assert client.get(f"/staff/merges/{merge.id}").status_code == 303
    client.sign_in(connector)
    assert client.get(f"/staff/merges/{merge.id}").status_code == 403


def test_an_unknown_joining_is_not_there(client: CheckedClient, steward: User) -> None:
    client.sign_in(steward)
    assert client.get("/staff/merges/0190a1b2-0000-7000-8000-000000000000").status_code == 404


def test_an_address_leads_on_only_to_what_the_reader_may_see(
    client: CheckedClient, session: Session, shed: Service, twin: Service, merge: Merge
) -> None:
    assert client.get(f"/listings/{twin.id}").status_code == 301
    shed.visibility = Visibility.PROFESSIONAL
    assert client.get(f"/listings/{twin.id}").status_code == 410


def test_a_listing_for_professionals_leads_on_for_professionals_only(
    client: CheckedClient, session: Session, connector: User, shed: Service, twin: Service, merge: Merge
) -> None:
    twin.visibility = Visibility.PROFESSIONAL
    assert client.get(f"/listings/{twin.id}").status_code == 404
    client.sign_in(connector)
    found = client.get(f"/listings/{twin.id}")
    assert (found.status_code, found.headers["Cache-Control"]) == (302, "no-store")


def test_a_joining_whose_listing_is_deleted_cannot_be_undone(
    client: CheckedClient, session: Session, steward: User, shed: Service, merge: Merge, at: datetime
) -> None:
    client.sign_in(steward)
    merge_id = merge.id
    session.delete(shed)
    session.flush()
    assert "cannot be undone any more" in client.page(f"/staff/merges/{merge_id}").text
    assert client.post(f"/staff/merges/{merge_id}/undoing").status_code == 409
