"""The steward's page of a listing: labels, notes and contacts, seen by stewards and by nobody else."""

from datetime import datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.listings.models import Service
from directory.moderation.freshness.codes import ContactHow
from directory.moderation.freshness.models import ProviderContact
from directory.moderation.stewardship.models import ListingLabel, LoggedContact, StewardNote
from tests.client import CheckedClient
from tests.moderation.stewardship.conftest import leave
from tests.page import Page


@pytest.fixture
def desk(client: CheckedClient, steward: User) -> CheckedClient:
    """The browser of a steward."""
    client.sign_in(steward)
    return client


def there(listing: Service, part: str = "") -> str:
    return f"/staff/listings/{listing.id}{part}"


def test_a_label_is_put_on_found_by_and_taken_off(desk: CheckedClient, tea: Service, session: Session) -> None:
    assert desk.post(there(tea, "/labels"), data={"label": "  winter   list "}).status_code == 303
    label = session.scalars(select(ListingLabel)).one()
    assert label.label == "winter list"
    assert "Tea on Tuesdays" in desk.page("/staff/listings?label=winter+list").text
    assert "No listing fits" in desk.page("/staff/listings?label=summer").text
    desk.post(there(tea, f"/labels/{label.id}/removal"))
    assert session.scalars(select(ListingLabel)).first() is None


def test_a_label_is_spelled_as_it_was_before(desk: CheckedClient, tea: Service, far: Service, session: Session) -> None:
    desk.post(there(tea, "/labels"), data={"label": "Winter list"})
    desk.post(there(far, "/labels"), data={"label": "winter LIST"})
    desk.post(there(far, "/labels"), data={"label": "winter list"})
    assert session.scalars(select(ListingLabel.label)).all() == ["Winter list", "Winter list"]


def test_the_thirteenth_label_is_refused(desk: CheckedClient, tea: Service) -> None:
    for number in range(12):
        desk.post(there(tea, "/labels"), data={"label": f"label {number}"})
    answer = desk.post(there(tea, "/labels"), data={"label": "one more"})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == ["Take a label off first: a listing has at most 12"]


def test_a_note_is_read_on_the_public_page_by_stewards_only(
    desk: CheckedClient, tea: Service, connector: User, session: Session
) -> None:
    desk.post(there(tea, "/notes"), data={"note": "The side door sticks"})
    assert "The side door sticks" in desk.page(f"/listings/{tea.id}").text
    assert desk.get(f"/listings/{tea.id}").headers["Cache-Control"] == "no-store"
    assert "Stella Steward" in desk.page(there(tea)).text
    desk.sign_in(connector)
    assert "side door" not in desk.page(f"/listings/{tea.id}").text
    leave(desk)
    assert "side door" not in desk.page(f"/listings/{tea.id}").text
    assert "side door" not in str(session.execute(text("SELECT text FROM steward_note")).all())


def test_a_note_is_deleted_without_a_trace_of_its_words(desk: CheckedClient, tea: Service, session: Session) -> None:
    desk.post(there(tea, "/notes"), data={"note": "Mrs Smith rang"})
    note = session.scalars(select(StewardNote)).one()
    desk.post(there(tea, f"/notes/{note.id}/removal"))
    assert session.scalars(select(StewardNote)).first() is None
    assert "Smith" not in str([event.detail for event in session.scalars(select(AuditEvent))])


def test_a_note_needs_words_and_says_what_not_to_write(desk: CheckedClient, tea: Service) -> None:
    answer = desk.post(there(tea, "/notes"), data={"note": " "})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == ["Enter a note"]
    assert "no names, numbers or addresses of private people" in answer.get_data(as_text=True)


@pytest.mark.requirement("A039")
def test_a_contact_is_noted_down_and_the_last_one_is_said(desk: CheckedClient, tea: Service, session: Session) -> None:
    assert "Nobody here has noted down a contact" in desk.page(there(tea)).text
    sent = desk.post(there(tea, "/contacts"), data={"way": "visit", "on_day": "2/1/2026", "said": "All well"})
    assert sent.status_code == 303
    assert session.scalars(select(LoggedContact)).one().organization_id == tea.organization_id
    assert "Last contact on 2 January 2026 (3 days ago): a visit." in desk.page(there(tea)).text


@pytest.mark.requirement("A039")
def test_what_the_desk_knows_of_a_later_contact_counts_too(
    desk: CheckedClient, tea: Service, session: Session, at: datetime
) -> None:
    desk.post(there(tea, "/contacts"), data={"way": "visit", "on_day": "2/1/2026"})
    session.add(ProviderContact(organization_id=tea.organization_id, at=at, how=ContactHow.CALLED))
    assert "Last contact on 5 January 2026 (today): we spoke on the phone." in desk.page(there(tea)).text


@pytest.mark.requirement("A039")
def test_the_page_of_an_organization_tells_stewards_of_the_last_contact(
    desk: CheckedClient, tea: Service, connector: User
) -> None:
    desk.post(there(tea, "/contacts"), data={"way": "visit", "on_day": "2/1/2026"})
    page = f"/organizations/{tea.organization_id}"
    assert "Last contact on 2 January 2026" in desk.page(page).text
    desk.sign_in(connector)
    assert "Last contact" not in desk.page(page).text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31/2/2026", "Enter the day as day, month and year, such as 3 12 2026"),
        ("", "Enter the day"),
        ("2026-01-06", "Enter a day that has come already"),
    ],
)
def test_a_day_that_cannot_be_is_refused(desk: CheckedClient, tea: Service, day: str, sentence: str) -> None:
    answer = desk.post(there(tea, "/contacts"), data={"way": "phone", "on_day": day, "said": "My words"})
    page = Page(answer.get_data(as_text=True))
    assert (answer.status_code, page.errors) == (422, [sentence])
    assert "My words" in page.text


def test_another_listings_label_and_note_are_not_found(
    desk: CheckedClient, tea: Service, far: Service, session: Session
) -> None:
    desk.post(there(tea, "/labels"), data={"label": "mine"})
    desk.post(there(tea, "/notes"), data={"note": "mine"})
    label, note = session.scalars(select(ListingLabel)).one(), session.scalars(select(StewardNote)).one()
    assert desk.post(there(far, f"/labels/{label.id}/removal")).status_code == 404
    assert desk.post(there(far, f"/notes/{note.id}/removal")).status_code == 404


def test_an_area_steward_leaves_nothing_elsewhere(client: CheckedClient, area_steward: User, far: Service) -> None:
    client.sign_in(area_steward)
    for part, data in (("/notes", {"note": "x"}), ("/labels", {"label": "x"}), ("/contacts", {"way": "phone"})):
        assert client.post(there(far, part), data=data).status_code == 403


def test_the_list_is_narrowed_by_name_visibility_and_state_and_mends_odd_addresses(
    desk: CheckedClient, tea: Service, far: Service
) -> None:
    assert "Far away club" not in desk.page("/staff/listings?q=tea").text
    assert "Tea on Tuesdays" in desk.page("/staff/listings?q=Kirkby+Good").text
    assert "No listing fits" in desk.page("/staff/listings?visibility=private").text
    assert "2 listings" in desk.page("/staff/listings?visibility=nonsense&status=published&page=x").text
    assert "No listing fits" in desk.page("/staff/listings?page=99").text
