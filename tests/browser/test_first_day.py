"""A new steward's first day, with the keyboard alone: invitation, password, authenticator app, staff page."""

import re

import pytest
from playwright.sync_api import Page, expect

from directory import clock
from directory.accounts import totp
from directory.accounts.demo import PASSWORD, secret_of
from directory.accounts.letters import HANDLERS
from directory.extensions import db
from directory.notifications.outbox import deliver
from tests.browser.conftest import Site, Sound

pytestmark = pytest.mark.browser
NEW_PASSWORD = "velvet anchor thistle"


def letters_to(site: Site, address: str) -> list[str]:
    """What the post has brought."""
    with site.app.app_context():
        deliver(db.session(), HANDLERS, at=clock.now())
        sent = site.app.extensions["mailman"].__dict__.get("outbox", [])
        return [letter.body for letter in sent if letter.to == [address]]


def code_of(site: Site, email: str) -> str:
    """The code that somebody of the demonstration sees on their phone, not used yet in this journey."""
    key = site.app.extensions["waypost_settings"].secret_key
    with site.app.app_context():
        from_demo = secret_of(email, key)
    return totp.code_at(from_demo, clock.now())


def type_into(page: Page, label: str, text: str) -> None:
    """Reach a box with the Tab key and type."""
    box = page.get_by_label(label, exact=True)
    reach(page, lambda: bool(box.evaluate("element => element === document.activeElement")), label)
    page.keyboard.type(text)


def press(page: Page, role: str, name: str) -> None:
    """Reach a button or link with the Tab key and press it."""
    control = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]  # a role's name
    reach(page, lambda: bool(control.evaluate("element => element === document.activeElement")), name)
    page.keyboard.press("Enter")


def reach(page: Page, is_there: object, what: str) -> None:
    """Press Tab until the thing has the focus."""
    for _ in range(60):
        if is_there():  # type: ignore[operator]  # a function
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never reaches “{what}”")


def an_administrator_signs_in(phone: Page, sound: Sound, site: Site) -> None:
    """Password, then code; the page in between opens nothing."""
    phone.goto("/sign-in")
    sound(phone)
    type_into(phone, "Email address", "administrator@example.org")
    type_into(phone, "Password", PASSWORD)
    press(phone, "button", "Sign in")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Enter the code")
    sound(phone)
    phone.goto("/staff/people")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sign in")
    phone.goto("/sign-in/code")
    with site.app.app_context():  # the other journey may have used the code of this half minute
        db.session.execute(db.text("UPDATE user_account SET totp_last_counter = NULL"))
        db.session.commit()
    type_into(phone, "Code", code_of(site, "administrator@example.org"))
    press(phone, "button", "Continue")
    expect(phone.get_by_role("heading", level=1)).to_have_text("People")
    sound(phone)


def they_invite(phone: Page, sound: Sound, site: Site, email: str) -> str:
    """Invite a steward, and give the link that was mailed."""
    press(phone, "button", "Invite somebody")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Invite somebody")
    sound(phone)
    type_into(phone, "Their email address", email)
    phone.get_by_label("Steward of the directory").focus()
    phone.keyboard.press("Space")
    press(phone, "button", "Send the invitation")
    expect(phone.get_by_role("status")).to_contain_text("on its way")
    expect(phone.locator("main")).to_contain_text(email)
    press(phone, "button", "Sign out")
    expect(phone.get_by_role("heading", level=1)).to_have_text("You are signed out")
    sound(phone)
    (letter,) = letters_to(site, email)
    link = re.search(r"http\S+/invitations/\S+", letter)
    assert link
    return link[0]


def test_a_new_steward_comes_in_for_the_first_time(phone: Page, sound: Sound, site: Site, javascript: bool) -> None:
    an_administrator_signs_in(phone, sound, site)
    phone.goto(they_invite(phone, sound, site, f"nia.{'script' if javascript else 'plain'}@example.org"))
    sound(phone)
    type_into(phone, "Your name", "Nia New")
    type_into(phone, "Choose a password", NEW_PASSWORD)
    press(phone, "button", "Open my account")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Set up your authenticator app")
    sound(phone)
    secret = "".join(phone.locator(".wp-key").inner_text().split())
    type_into(phone, "Code from the app", totp.code_at(secret, clock.now()))
    press(phone, "button", "Continue")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Keep these codes")
    expect(phone.locator(".wp-codes code")).to_have_count(10)
    sound(phone)
    press(phone, "button", "I have kept them")
    phone.wait_for_url("**/staff")
    phone.goto("/account")
    expect(phone.locator("main")).to_contain_text("Steward of the directory")
    sound(phone)
    if javascript:
        an_unused_session_warns(phone, sound)


def an_unused_session_warns(phone: Page, sound: Sound) -> None:
    """Two minutes before the half hour is over, a person may stay."""
    phone.clock.install()
    phone.goto("/account")
    phone.wait_for_load_state("networkidle")
    phone.clock.fast_forward("28:30")
    expect(phone.get_by_role("alert")).to_contain_text("signed out in two minutes")
    sound(phone)
    phone.get_by_role("button", name="Stay signed in").click()
    expect(phone.get_by_role("alert")).to_have_text("")
