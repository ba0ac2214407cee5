"""One's own account: what it shows, what may be changed, and that other browsers notice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock, encryption
from directory.accounts import totp
from directory.accounts.models import Membership, SignInSession, User
from directory.accounts.roles import Role
from tests.accounts.conftest import PASSWORD, Post, is_in, knock, link_in
from tests.cast import DISTRICT
from tests.client import CheckedClient
from tests.factories import accounts as people
from tests.factories import listings as make
from tests.page import Page

Give = Callable[[User], User]
NEW = "velvet anchor thistle"
SENSITIVE = ("/account/email", "/account/password", "/account/authenticator", "/account/recovery-codes",
             "/account/passkeys", "/account/closure")  # fmt: skip


def another_browser(client: CheckedClient, user: User) -> CheckedClient:
    """Somewhere else, where the same person is signed in."""
    other = client.application.test_client()
    assert isinstance(other, CheckedClient)
    other.sign_in(user)
    return other


def test_the_account_shows_what_it_holds(client: CheckedClient, area_steward: User, session: Session) -> None:
    make.area(session, DISTRICT, "Mansfield")
    client.sign_in(area_steward)
    answer = client.get("/account")
    text = Page(answer.get_data(as_text=True)).text
    assert "Aled Steward" in text
    assert "Steward of the directory, Mansfield only" in text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_header_tells_who_is_in_and_says_nothing_without_a_session(client: CheckedClient, provider: User) -> None:
    assert "Your account" not in client.page("/cookies").links
    client.sign_in(provider)
    links = client.page("/cookies").links
    assert (links["Your account"], links["Your listings"]) == ("/account", "/provider")


def test_the_name_is_changed_and_must_be_something(client: CheckedClient, provider: User) -> None:
    client.sign_in(provider)
    assert client.submit("/account/name", {"name": " "}).status_code == 422
    assert client.submit("/account/name", {"name": "Siân O’Neill 🌻"}).status_code == 303
    assert provider.name == "Siân O’Neill 🌻"


def test_a_new_address_counts_once_its_link_was_used(client: CheckedClient, provider: User, post: Post) -> None:
    client.sign_in(provider)
    old = provider.email
    client.submit("/account/email", {"email": "New@Example.org"})
    assert provider.email == old
    assert "asked to use another email address" in post(old)[-1]
    link = link_in(post("new@example.org")[-1])
    assert client.page(link).h1 == "Use this address"
    assert provider.email == old
    client.submit(link)
    assert provider.email == "new@example.org"
    assert client.post(link, token=False).status_code == 409


def test_an_address_that_somebody_else_has_is_not_taken_and_not_told(
    client: CheckedClient, provider: User, connector: User, post: Post
) -> None:
    client.sign_in(provider)
    assert client.submit("/account/email", {"email": connector.email}).location == "/account?done=email"
    assert client.submit(link_in(post(connector.email)[-1])).status_code == 422


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(
    client: CheckedClient, provider: User, with_password: Give
) -> None:
    with_password(provider)
    client.sign_in(provider)
    other = another_browser(client, provider)
    wrong = client.submit("/account/password", {"present": "something else", "password": NEW})
    assert Page(wrong.get_data(as_text=True)).errors == ["Enter the password you have now"]
    assert client.submit("/account/password", {"present": PASSWORD, "password": NEW}).status_code == 303
    assert is_in(client)
    assert not is_in(other)
    assert knock(other, provider.email, NEW).status_code == 303


def test_signing_out_everywhere_does(client: CheckedClient, provider: User, session: Session) -> None:
    client.sign_in(provider)
    other = another_browser(client, provider)
    answer = client.post("/account/sessions/end")
    assert answer.location == "/signed-out"
    assert not is_in(client)
    assert not is_in(other)
    assert session.scalars(select(SignInSession).where(SignInSession.user_id == provider.id)).all() == []


@pytest.mark.parametrize("address", SENSITIVE)
def test_ways_in_are_changed_only_soon_after_signing_in(client: CheckedClient, provider: User, address: str) -> None:
    client.sign_in(provider)
    assert client.get(address).status_code == 200
    with clock.stopped_at(clock.now() + timedelta(minutes=61)):
        assert client.get(address).location.startswith("/sign-in?again=proof&next=%2Faccount%2F")
        assert client.get("/account").status_code == 200


def test_an_app_is_added_and_left_again_where_none_is_needed(client: CheckedClient, provider: User, post: Post) -> None:
    client.sign_in(provider)
    page = client.page("/account/authenticator")
    secret = "".join(page.text.split("Key: ")[1].split()[:8])
    sent = {**page.forms[0].values, "code": totp.code_at(secret, clock.now())}
    assert client.post("/account/authenticator", data=sent, token=False).status_code == 200
    assert provider.totp_secret == secret
    assert "An authenticator app was set up." in post(provider.email)[-1]
    assert client.post("/account/authenticator/removal").status_code == 303
    assert provider.totp_secret is None


def test_a_steward_keeps_at_least_one_second_step(client: CheckedClient, steward: User) -> None:
    client.sign_in(steward)
    assert client.post("/account/authenticator/removal").status_code == 422
    assert steward.totp_secret


def test_new_recovery_codes_are_shown_once_even_after_a_double_click(client: CheckedClient, steward: User) -> None:
    client.sign_in(steward)
    page = client.page("/account/recovery-codes")
    sent = page.forms[0].values
    shown = Page(client.post("/account/recovery-codes", data=sent, token=False).get_data(as_text=True))
    assert len(shown.all(".//code")) == 10
    assert client.post("/account/recovery-codes", data=sent, token=False).status_code == 409
    assert len(steward.recovery_codes) == 10


def test_a_closed_account_leaves_nothing_of_its_owner(client: CheckedClient, provider: User, session: Session) -> None:
    mark, user_id = provider.email_fingerprint, provider.id
    client.sign_in(provider)
    assert client.submit("/account/closure").status_code == 422
    assert client.submit("/account/closure", {"sure": "y"}).location == "/signed-out"
    assert not is_in(client)
    session.expire_all()
    assert session.scalars(select(User).where(User.email_fingerprint == mark)).all() == []
    assert session.scalars(select(Membership).where(Membership.user_id == user_id)).all() == []


def test_the_last_administrator_stays_until_there_is_another(
    client: CheckedClient, administrator: User, session: Session
) -> None:
    client.sign_in(administrator)
    answer = client.submit("/account/closure", {"sure": "y"})
    assert answer.status_code == 422
    people.person(session, "Second", Role.ADMINISTRATOR)
    assert client.submit("/account/closure", {"sure": "y"}).status_code == 303


def test_the_page_of_an_authenticator_reads_nothing_that_was_encrypted_for_another_place(
    client: CheckedClient, provider: User, steward: User
) -> None:
    assert steward.totp_secret
    stolen = encryption.encrypt(steward.totp_secret)
    client.sign_in(provider)
    page = Page(client.post("/account/authenticator", data={"secret": stolen, "code": "000000"}).text)
    assert totp.in_fours(steward.totp_secret) not in page.text
    assert "Key: " in page.text
