"""Who sees a listing: everyone, professionals or only stewards; proved on every way out."""

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.audit.models import AuditEvent
from directory.listings.codes import Visibility
from directory.listings.models import ListingVersion, Service
from tests.client import CheckedClient
from tests.moderation.stewardship.conftest import leave
from tests.page import Page


def address(listing: Service) -> str:
    return f"/staff/listings/{listing.id}"


def hide(client: CheckedClient, steward: User, listing: Service, visibility: str = "private") -> None:
    client.sign_in(steward)
    sent = client.post(f"{address(listing)}/visibility", data={"visibility": visibility, "why": "Address is secret"})
    assert sent.status_code == 303


@pytest.mark.requirement("A034")
def test_a_steward_keeps_a_listing_from_the_public_with_a_version_and_on_the_record(
    client: CheckedClient, steward: User, tea: Service, session: Session
) -> None:
    hide(client, steward, tea)
    assert session.get_one(Service, tea.id).visibility is Visibility.PRIVATE
    newest = session.scalars(select(ListingVersion).order_by(ListingVersion.number.desc())).first()
    assert newest is not None
    assert (newest.content["visibility"], newest.why, newest.by) == ("private", "Address is secret", steward.actor)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "listing.edited")).one()
    assert event.actor == steward.actor


@pytest.mark.requirement("A034")
@pytest.mark.parametrize("visibility", ["professional", "private"])
def test_anonymous_people_meet_it_nowhere(client: CheckedClient, steward: User, tea: Service, visibility: str) -> None:
    hide(client, steward, tea, visibility)
    leave(client)
    for path in (
        f"/listings/{tea.id}",
        f"/listings/{tea.id}/leaflet",
        f"/listings/{tea.id}/qr.svg",
        f"/organizations/{tea.organization_id}",
        f"/listings/{tea.id}/concerns/new",
    ):
        assert client.get(path).status_code == 404, path
    assert str(tea.id) not in client.get("/sitemaps/1.xml").get_data(as_text=True)


@pytest.mark.requirement("A034")
def test_a_professional_listing_is_open_to_a_connector_and_a_private_one_is_not(
    client: CheckedClient, steward: User, connector: User, tea: Service
) -> None:
    hide(client, steward, tea, "professional")
    client.sign_in(connector)
    assert client.page(f"/listings/{tea.id}").h1 == "Tea on Tuesdays"
    hide(client, steward, tea, "private")
    assert client.page(f"/listings/{tea.id}").h1 == "Tea on Tuesdays"
    client.sign_in(connector)
    assert client.get(f"/listings/{tea.id}").status_code == 404


def test_without_a_reason_nothing_changes_and_the_choice_is_kept(
    client: CheckedClient, steward: User, tea: Service, session: Session
) -> None:
    client.sign_in(steward)
    answer = client.post(f"{address(tea)}/visibility", data={"visibility": "private"})
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert page.errors == ["Enter why, for the listing’s history"]
    assert session.get_one(Service, tea.id).visibility is Visibility.PUBLIC


@pytest.mark.parametrize("who", ["provider", "connector", "administrator"])
def test_others_may_not(client: CheckedClient, tea: Service, who: str, request: pytest.FixtureRequest) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get(address(tea)).status_code == 403
    assert client.get("/staff/listings").status_code == 403
    assert client.post(f"{address(tea)}/visibility", data={"visibility": "private"}).status_code == 403


def test_anonymous_people_are_asked_to_sign_in(client: CheckedClient, tea: Service) -> None:
    answer = client.get(address(tea))
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/sign-in")


@pytest.mark.requirement("A032")
def test_a_steward_of_one_area_acts_there_only(
    client: CheckedClient, area_steward: User, tea: Service, far: Service
) -> None:
    client.sign_in(area_steward)
    assert client.page(address(tea)).h1 == "Steward’s page: Tea on Tuesdays"
    assert client.get(address(far)).status_code == 403
    listed = client.page("/staff/listings")
    assert "Tea on Tuesdays" in listed.text
    assert "Far away club" not in listed.text


def test_an_unknown_listing_is_404(client: CheckedClient, steward: User) -> None:
    client.sign_in(steward)
    assert client.get(f"/staff/listings/{uuid4()}").status_code == 404
