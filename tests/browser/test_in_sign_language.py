"""H-R7: a Deaf person whose language is BSL: "I never had to ask for a phone call not to happen"."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Sound

pytestmark = pytest.mark.browser


def test_a_deaf_person_finds_what_is_in_bsl_and_need_not_speak_to_anybody(phone: Page, sound: Sound) -> None:
    phone.goto("/")
    relay = phone.locator(".wp-talk-ways").last.get_by_role("link", name=re.compile("^18001 "))
    expect(relay).to_have_attribute("href", re.compile(r"^tel:180010\d+$"))
    phone.get_by_label("In your own words").fill("help with letters in BSL")
    phone.get_by_label("Near where?").fill("Nottingham")
    phone.get_by_role("button", name="Find help").click()
    phone.get_by_role("link", name="in British Sign Language", exact=True).last.click()
    expect(phone).to_have_url(re.compile("access=bsl"))
    phone.locator("summary").filter(has_text="Narrow these down").click()
    expect(phone.get_by_label(re.compile("^BSL used or bookable"))).to_be_checked()
    sound(phone)

    phone.locator(".wp-card__name").get_by_role("link", name=re.compile("Deaf")).first.click()
    film = phone.get_by_role("link", name="Watch this in British Sign Language (BSL)")
    expect(film).to_have_attribute("href", re.compile("^https://film"))
    touch = phone.locator(".wp-first").filter(has_text="Get in touch")
    expect(touch).to_contain_text("BSL video relay: ")
    expect(touch.locator("a[href^='tel:']")).to_have_count(1)
    expect(touch.locator("a[href^='sms:']")).to_be_visible()
    for first in (film, touch.locator("a[href^='tel:']")):
        assert first.evaluate("link => link.getBoundingClientRect().bottom") < PHONE["height"]
    sound(phone)
