"""Who keeps an organisation's listings: leads invite and remove; outsiders see nothing."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.accounts.roles import MembershipKind
from directory.extensions import limiter
from directory.listings.models import Organization
from tests.accounts.conftest import Post
from tests.client import CheckedClient
from tests.factories import accounts as people


@pytest.fixture
def page(organization: Organization) -> str:
    """The address of the organisation's page."""
    return f"/account/organizations/{organization.id}"


@pytest.fixture
def editor(session: Session, organization: Organization) -> User:
    """An editor of the same organisation."""
    return people.member(session, people.person(session, "Eddie Editor"), organization.id, MembershipKind.EDITOR)


def test_a_lead_invites_an_editor(client: CheckedClient, provider: User, page: str, post: Post) -> None:
    client.sign_in(provider)
    answer = client.submit(page, {"email": "nia@example.org", "kind": "editor"})
    assert answer.location == f"{page}?done=invited"
    assert "nia@example.org" in client.page(page).text
    assert len(post("nia@example.org")) == 1


def test_what_is_missing_is_asked_for(client: CheckedClient, provider: User, page: str) -> None:
    client.sign_in(provider)
    assert client.submit(page, {"email": "nia"}).status_code == 422


def test_a_lead_removes_an_editor(client: CheckedClient, provider: User, editor: User, page: str) -> None:
    client.sign_in(provider)
    assert client.post(f"{page}/members/{editor.memberships[0].id}/removal").status_code == 303
    assert editor.memberships == []


def test_it_is_asked_once_and_the_last_lead_is_told_what_it_means(
    client: CheckedClient, provider: User, editor: User, page: str
) -> None:
    client.sign_in(provider)
    asked = client.page(client.page(page).links["Leave this organisation"])
    assert asked.h1 == "Leave this organisation?"
    assert "Nobody else leads." in asked.text
    assert provider.memberships, "opening a page does nothing"
    other = client.page(client.page(page).links["Remove Eddie Editor"])
    assert "Nobody else leads." not in other.text
    client.submit(f"{page}/members/{editor.memberships[0].id}/removal")
    assert editor.memberships == []


def test_an_editor_sees_colleagues_but_invites_and_removes_nobody_else(
    client: CheckedClient, provider: User, editor: User, page: str
) -> None:
    client.sign_in(editor)
    assert "Priya Provider" in client.page(page).text
    assert "Invite somebody" not in client.page(page).text
    assert client.post(page, data={"email": "nia@example.org", "kind": "editor"}).status_code == 403
    assert client.post(f"{page}/members/{provider.memberships[0].id}/removal").status_code == 403
    assert client.get(f"{page}/members/{provider.memberships[0].id}/removal").status_code == 403
    assert client.post(f"{page}/members/{editor.memberships[0].id}/removal").location == "/account?done=left"


def test_outsiders_find_nothing(
    client: CheckedClient, other_provider: User, provider: User, page: str, other_organization: Organization
) -> None:
    assert client.get(page).status_code == 303
    client.sign_in(other_provider)
    member = provider.memberships[0].id
    assert client.get(page).status_code == 404
    assert client.post(f"{page}/members/{member}/removal").status_code == 404
    own = f"/account/organizations/{other_organization.id}"
    assert client.post(f"{own}/members/{member}/removal").status_code == 404
    assert client.get(f"/account/organizations/{uuid4()}").status_code == 404


def test_a_lead_writes_to_no_crowd(client: CheckedClient, provider: User, page: str) -> None:
    limiter.reset()
    client.sign_in(provider)
    statuses = [
        client.post(page, data={"email": f"nia{number}@example.org", "kind": "editor"}).status_code
        for number in range(21)
    ]
    assert statuses == [303] * 20 + [429]
