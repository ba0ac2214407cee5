"""Mailed links: they say nothing about who has an account, do nothing when opened, and work once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import AccountLink, User
from directory.notifications.models import OutboxMessage
from tests.accounts.conftest import Post, is_in, knock, link_in
from tests.client import CheckedClient
from tests.page import Page

Give = Callable[[User], User]
NEW = "velvet anchor thistle"


@pytest.mark.parametrize("address", ["/sign-in/link", "/password", "/register"])
@pytest.mark.parametrize("email", ["priya.provider@example.org", "nobody@example.org"])
def test_the_answer_is_the_same_for_every_address(
    client: CheckedClient, provider: User, session: Session, address: str, email: str
) -> None:
    answer = client.submit(address, {"email": email})
    assert (answer.status_code, answer.location) == (303, "/sign-in/sent")
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 1


def test_nothing_is_mailed_to_strangers(client: CheckedClient, post: Post) -> None:
    client.submit("/sign-in/link", {"email": "nobody@example.org"})
    client.submit("/password", {"email": "nobody@example.org"})
    assert post("nobody@example.org") == []


def test_the_outbox_holds_no_address_and_nothing_that_signs_in(
    client: CheckedClient, provider: User, session: Session
) -> None:
    client.submit("/sign-in/link", {"email": provider.email})
    message = session.scalars(select(OutboxMessage)).one()
    link = session.scalars(select(AccountLink)).one()
    assert message.payload == {"link": str(link.id)}
    assert client.get(f"/sign-in/link/{link.id}").status_code == 404


def test_a_link_signs_in_by_its_button_and_once(client: CheckedClient, provider: User, post: Post) -> None:
    client.submit("/sign-in/link", {"email": provider.email})
    link = link_in(post(provider.email)[-1])
    for _ in range(2):
        assert client.page(link).h1 == "Sign in"
    assert not is_in(client), "opening a link does nothing: mail scanners open links"
    assert client.submit(link).location == "/provider"
    assert is_in(client)
    client.post("/sign-out", token=False)
    assert client.get(link).status_code == 409
    assert client.post(link, token=False).status_code == 409


def test_a_link_ends_after_half_an_hour(client: CheckedClient, provider: User, post: Post) -> None:
    client.submit("/sign-in/link", {"email": provider.email})
    link = link_in(post(provider.email)[-1])
    with clock.stopped_at(clock.now() + timedelta(minutes=31)):
        assert client.get(link).status_code == 409


def test_a_link_is_a_first_step_only_where_a_second_is_asked(client: CheckedClient, steward: User, post: Post) -> None:
    client.submit("/sign-in/link", {"email": steward.email})
    assert client.submit(link_in(post(steward.email)[-1])).location == "/sign-in/code"
    assert not is_in(client)


def test_a_partner_who_refers_needs_no_more_than_the_link(client: CheckedClient, referrer: User, post: Post) -> None:
    client.submit("/sign-in/link", {"email": referrer.email})
    client.submit(link_in(post(referrer.email)[-1]))
    assert is_in(client)


@pytest.mark.parametrize("change", ["x", ""])
def test_a_link_that_was_changed_leads_nowhere(client: CheckedClient, provider: User, post: Post, change: str) -> None:
    client.submit("/sign-in/link", {"email": provider.email})
    link = link_in(post(provider.email)[-1])
    broken = link + change if change else link[:-2]
    assert client.get(broken).status_code == 404
    assert client.get(link.replace("/sign-in/link/", "/password/")).status_code == 404


def test_a_new_password_ends_every_session_and_is_told(
    app: object, client: CheckedClient, provider: User, with_password: Give, post: Post
) -> None:
    with_password(provider)
    knock(client, provider.email)
    elsewhere = client.application.test_client()
    assert isinstance(elsewhere, CheckedClient)
    elsewhere.submit("/password", {"email": provider.email})
    link = link_in(post(provider.email)[-1])
    assert elsewhere.submit(link, {"password": NEW}).location == "/sign-in?again=password"
    assert not is_in(client)
    assert not is_in(elsewhere), "choosing a password signs nobody in"
    assert elsewhere.post(link, data={"password": NEW}, token=False).status_code == 409
    assert knock(client, provider.email).status_code == 422
    assert knock(client, provider.email, NEW).status_code == 303
    assert "Your password was changed." in post(provider.email)[-1]


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "Enter a password of 12 characters or more"),
        (
            "password123456",
            "Choose a password that is harder to guess, such as three words that do not belong together",
        ),
        (
            "priya.provider!",
            "Choose a password that is harder to guess, such as three words that do not belong together",
        ),
        ("x" * 129, "Shorten the password to 128 characters or fewer"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_still_works(
    client: CheckedClient, provider: User, post: Post, password: str, says: str
) -> None:
    client.submit("/password", {"email": provider.email})
    link = link_in(post(provider.email)[-1])
    answer = client.submit(link, {"password": password})
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).errors == [says]
    assert client.submit(link, {"password": NEW}).status_code == 303


def test_five_new_passwords_a_day_may_be_asked_for(client: CheckedClient, provider: User, post: Post) -> None:
    locations = {client.submit("/password", {"email": provider.email}).location for _ in range(7)}
    assert locations == {"/sign-in/sent"}
    assert len(post(provider.email)) == 5


def test_a_disabled_account_gets_no_link(client: CheckedClient, provider: User, post: Post) -> None:
    provider.active = False
    client.submit("/password", {"email": provider.email})
    assert post("priya.provider@example.org") == []
