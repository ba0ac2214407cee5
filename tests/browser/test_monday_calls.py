"""H-S3: a steward on a Monday, by keyboard alone: whom to ring, what to read out, one key, the next."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from directory.extensions import db
from directory.moderation.desk.codes import CallOutcome
from directory.moderation.desk.models import Call
from tests.browser.conftest import Site, Sound
from tests.browser.people import STEWARD, come_in

pytestmark = pytest.mark.browser

FOCUSED = "(document.activeElement.innerText || document.activeElement.id || '') + ''"


def tab_to(page: Page, words: str) -> None:
    """Press the tab key until what has the focus bears these words, or this id."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if re.search(words, str(page.evaluate(FOCUSED))):
            return
    raise AssertionError(f"the tab key does not lead to {words}")


def calls_that_ended(site: Site, outcome: CallOutcome) -> int:
    with site.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Call).where(Call.outcome == outcome)) or 0


def test_calls_are_worked_down_without_a_mouse(phone: Page, sound: Sound, site: Site, javascript: bool) -> None:
    come_in(phone, site, STEWARD)
    phone.goto("/staff")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Monday morning")
    sound(phone)
    tab_to(phone, "^Start ringing")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Calls")
    sound(phone)
    first = phone.locator(".wp-calls__title a[href^='/staff/calls/0']").first.inner_text()
    tab_to(phone, f"^{re.escape(first)}$")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text(first)
    expect(phone.locator(".wp-call__say")).to_contain_text("Hello, I am ringing from")
    sound(phone)

    before = calls_that_ended(site, CallOutcome.NO_ANSWER)
    if javascript:
        phone.keyboard.press("3")
    else:
        tab_to(phone, "Nobody answered")
        phone.keyboard.press("Enter")
    expect(phone.locator(".wp-done")).to_contain_text("Nobody answered")
    assert calls_that_ended(site, CallOutcome.NO_ANSWER) == before + 1

    if javascript:  # key 2 leads to the fields, for something has to be changed first
        phone.wait_for_load_state("networkidle")  # the keys come with a script
        phone.keyboard.press("2")
        expect(phone.locator("textarea:focus")).to_be_visible()
    second = phone.get_by_role("heading", level=1).inner_text()
    tab_to(phone, "^alert$")
    phone.keyboard.type("Use the side door")
    tab_to(phone, "^Save what has changed")
    phone.keyboard.press("Enter")
    expect(phone.locator(".wp-done")).to_contain_text(f"{second} is put right and confirmed")
    sound(phone)

    if javascript:
        phone.keyboard.press("1")
    else:
        tab_to(phone, "All of it is right")
        phone.keyboard.press("Enter")
    expect(phone.locator(".wp-done")).to_contain_text("is confirmed")


def test_how_true_it_is_and_who_answers_for_what(phone: Page, sound: Sound, site: Site) -> None:
    come_in(phone, site, STEWARD)
    phone.goto("/staff/truth")
    expect(phone.locator("main")).to_contain_text("were checked by somebody in the last 92 days")
    sound(phone)
    phone.goto("/staff/owners")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Who answers for what")
    sound(phone)
    phone.get_by_role("link", name="Give them to somebody").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nobody answers for these")
    sound(phone)
