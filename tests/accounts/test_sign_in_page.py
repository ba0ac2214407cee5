"""Signing in with a password: who gets in, what is refused, and that nothing tells who has an account."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts import throttles
from directory.accounts.forms import WRONG
from directory.accounts.models import SignInSession, User
from directory.audit.models import AuditEvent
from tests.accounts.conftest import PASSWORD, Post, is_in, knock, link_in, show_code
from tests.client import CheckedClient
from tests.page import Page

Give = Callable[[User], User]


def actions(session: Session) -> list[tuple[str, str]]:
    """What was recorded, and of whom."""
    events = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence))
    return [(event.action, event.subject) for event in events]


def test_a_provider_signs_in_and_it_is_recorded_by_id_only(
    client: CheckedClient, provider: User, with_password: Give, session: Session
) -> None:
    with_password(provider)
    answer = client.submit("/sign-in", {"email": " Priya.Provider@Example.org", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/provider")
    assert is_in(client)
    assert actions(session) == [("account.signed_in", f"user:{provider.id}")]


def test_they_are_led_back_to_where_they_wanted_to_go(
    client: CheckedClient, provider: User, with_password: Give
) -> None:
    with_password(provider)
    wanted = client.get("/account/name").location
    assert client.submit(wanted, {"email": provider.email, "password": PASSWORD}).location == "/account/name"


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\t/evil.example", "/\\evil.example", "javascript:alert(1)", ""],
)
def test_nobody_is_led_off_this_site(client: CheckedClient, provider: User, with_password: Give, target: str) -> None:
    with_password(provider)
    assert knock(client, provider.email, next=target).location == "/provider"


@pytest.mark.parametrize("email", ["priya.provider@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: CheckedClient, provider: User, with_password: Give, email: str
) -> None:
    with_password(provider)
    answer = knock(client, email, "not the right one")
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    assert page.errors == [WRONG]
    assert page.forms[0].values["email"] == email


def test_failures_are_recorded_although_they_are_refused_and_cost_the_same_rows(
    client: CheckedClient, provider: User, session: Session
) -> None:
    knock(client, provider.email, "not the right one")
    knock(client, "nobody@example.org", "not the right one")
    assert actions(session) == [
        ("account.sign_in_failed", f"user:{provider.id}"),
        ("account.sign_in_failed", "user:unknown"),
    ]


def test_the_same_work_is_done_for_nobody(
    client: CheckedClient, provider: User, with_password: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password(provider)
    checked: list[str] = []
    monkeypatch.setattr("directory.accounts.passwords.verify_password", lambda *words: checked.append("nobody"))
    monkeypatch.setattr(
        "directory.accounts.passwords.verify_and_update_password", lambda *words: checked.append("somebody")
    )
    for email in (provider.email, "nobody@example.org"):
        knock(client, email, "wrong wrong wrong")
    assert checked == ["somebody", "nobody"]


@pytest.mark.parametrize("email", ["priya.provider@example.org", "nobody@example.org"])
def test_after_six_wrong_passwords_even_the_right_one_waits(
    client: CheckedClient, provider: User, with_password: Give, email: str
) -> None:
    with_password(provider)
    statuses = [knock(client, email, "not the right one").status_code for _ in range(6)]
    assert statuses == [422] * 6
    answer = knock(client, email)
    assert answer.status_code == 429
    assert throttles.WAIT in Page(answer.get_data(as_text=True)).errors


def test_the_lock_ends_by_itself_after_five_minutes(client: CheckedClient, provider: User, with_password: Give) -> None:
    with_password(provider)
    for _ in range(6):
        knock(client, provider.email, "not the right one")
    with clock.stopped_at(clock.now() + timedelta(minutes=5, seconds=1)):
        assert knock(client, provider.email).status_code == 303


def test_a_locked_account_can_still_be_reached_by_a_mailed_link(
    client: CheckedClient, provider: User, with_password: Give, post: Post
) -> None:
    with_password(provider)
    for _ in range(7):
        knock(client, provider.email, "not the right one")
    client.submit("/sign-in/link", {"email": provider.email})
    client.submit(link_in(post(provider.email)[-1]))
    assert is_in(client)


def test_ten_wrong_passwords_from_anywhere_lock_the_account(
    client: CheckedClient, provider: User, with_password: Give
) -> None:
    with_password(provider)
    for number in range(10):
        elsewhere = {"REMOTE_ADDR": f"192.0.2.{number}"}
        wrong = {"email": provider.email, "password": "not the right one"}
        client.post("/sign-in", data=wrong, token=False, environ_overrides=elsewhere)
    assert knock(client, provider.email).status_code == 429


def test_twenty_wrong_passwords_lock_the_address_they_come_from(
    client: CheckedClient, provider: User, with_password: Give
) -> None:
    with_password(provider)
    for number in range(20):
        knock(client, f"guess{number}@example.org", "not the right one")
    assert knock(client, provider.email).status_code == 429


def test_a_forged_header_does_not_make_another_address(
    client: CheckedClient, provider: User, with_password: Give
) -> None:
    with_password(provider)
    for number in range(6):
        forged = {"X-Forwarded-For": f"198.51.100.{number}"}
        client.post("/sign-in", data={"email": provider.email, "password": "wrong"}, token=False, headers=forged)
    assert knock(client, provider.email).status_code == 429


def test_a_disabled_account_is_a_wrong_password(client: CheckedClient, provider: User, with_password: Give) -> None:
    with_password(provider).active = False
    assert knock(client, provider.email).status_code == 422


def test_the_page_sets_no_cookie_and_is_kept_by_no_browser(client: CheckedClient) -> None:
    answer = client.get("/sign-in")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_refused_from_another_site(client: CheckedClient, provider: User, with_password: Give) -> None:
    with_password(provider)
    there = {"email": provider.email, "password": PASSWORD}
    assert client.post("/sign-in", data=there, from_elsewhere=True).status_code == 403


def test_what_was_forgotten_is_asked_for(client: CheckedClient) -> None:
    answer = client.submit("/sign-in", {"email": "priya"})
    assert Page(answer.get_data(as_text=True)).errors == [
        "Enter an email address in the correct format, like name@example.org",
        "Enter your password",
    ]


def test_whoever_is_in_already_goes_on(client: CheckedClient, provider: User) -> None:
    client.sign_in(provider)
    assert client.get("/sign-in").location == "/provider"


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("commissioner", "/insight"),
        ("supervisor", "/caseload/team"),
        ("connector", "/caseload/today"),
        ("referrer", "/partner"),
        ("steward", "/staff"),
    ],
)
def test_each_begins_where_their_work_is(
    client: CheckedClient, request: pytest.FixtureRequest, session: Session, who: str, home: str
) -> None:
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/sign-in").location == home
    assert client.page(home).h1


def test_a_commissioner_is_told_on_the_first_day_what_the_map_lacks(client: CheckedClient, commissioner: User) -> None:
    client.sign_in(commissioner)
    page = client.page("/insight")
    assert page.h1 == "Where help is missing"
    assert "waypost small-areas load" in page.text
    assert "/gaps" in page.links.values()


def test_a_steward_is_not_in_before_the_code(
    client: CheckedClient, steward: User, with_password: Give, session: Session
) -> None:
    with_password(steward)
    assert knock(client, steward.email).location == "/sign-in/code"
    assert not is_in(client)
    assert client.get("/staff/searches").status_code == 303
    assert show_code(client, steward).location == "/staff"
    assert is_in(client)
    assert session.scalar(select(func.count()).select_from(SignInSession)) == 1


def test_signing_out_ends_the_session_for_whoever_kept_the_cookie(client: CheckedClient, provider: User) -> None:
    client.sign_in(provider)
    name = client.application.config["SESSION_COOKIE_NAME"]
    kept = client.get_cookie(name, domain="waypost.test")
    assert kept
    answer = client.post("/sign-out", token=False)
    assert answer.location == "/signed-out"
    last = answer.headers.getlist("Set-Cookie")[-1]
    assert f"{name}=;" in last
    assert "Secure" in last
    client.set_cookie(name, kept.value, domain="waypost.test", secure=True)
    assert not is_in(client)


@pytest.mark.parametrize("minutes", [29, 31])
def test_staff_are_signed_out_after_half_an_hour_of_nothing(client: CheckedClient, steward: User, minutes: int) -> None:
    client.sign_in(steward)
    with clock.stopped_at(clock.now() + timedelta(minutes=minutes)):
        assert is_in(client) is (minutes < 30)


def test_a_session_ends_after_twelve_hours_however_busy(client: CheckedClient, steward: User) -> None:
    client.sign_in(steward)
    start = clock.now()
    for quarter in range(1, 50):
        with clock.stopped_at(start + timedelta(minutes=15 * quarter)):
            assert is_in(client) is (quarter < 48), quarter
