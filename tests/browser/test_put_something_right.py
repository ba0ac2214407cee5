"""H-R9: somebody stood before a locked door and says so; later they read what was found."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Sound

pytestmark = pytest.mark.browser


def test_a_locked_door_is_told_in_two_taps_and_answered(phone: Page, sound: Sound, site: Site) -> None:
    phone.goto("/search?q=coffee&near=NG18")
    phone.locator(".wp-card__name a").first.click()
    listing = phone.url
    phone.get_by_role("link", name="Tell us what is wrong").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Is this right?")
    sound(phone)

    phone.get_by_role("button", name="Send", exact=True).click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("Select what is not right")
    sound(phone)

    site.let_time_pass(phone)
    phone.get_by_label("It has closed or nobody was there").check()
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
    sound(phone)
    reference = phone.url.rsplit("/", 1)[1]
    assert re.fullmatch(r"CN(-[2-9B-Z]{4}){2}", reference)
    expect(phone.locator("main")).to_contain_text(reference)

    site.command("inbox", "close", reference, "--outcome", "They moved to the library; the listing is put right")
    phone.reload()
    expect(phone.locator("main")).to_contain_text("They moved to the library")
    sound(phone)
    phone.get_by_role("link", name=re.compile("^Back to")).click()
    assert phone.url == listing


def test_a_worry_about_safety_is_told_whom_to_ring(phone: Page, sound: Sound, site: Site) -> None:
    phone.goto("/search?q=coffee&near=NG18")
    phone.locator(".wp-card__name a").first.click()
    phone.get_by_role("link", name="Tell us what is wrong").click()
    site.let_time_pass(phone)
    phone.get_by_label("I am worried that people are not safe there").check()
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(phone.locator("main").get_by_role("link", name="999")).to_be_visible()
    sound(phone)


def test_something_that_is_missing_is_suggested(phone: Page, sound: Sound, site: Site) -> None:
    phone.goto("/suggestions/new")
    site.let_time_pass(phone)
    sound(phone)
    phone.get_by_label("What is it called?").fill("Monday mending by the canal")
    phone.get_by_label("What happens there, and who is it for?").fill("Darning and tea")
    phone.get_by_label("Where is it?").fill("Boat by the bridge")
    phone.get_by_label("How do people get in touch?").fill("Just turn up")
    phone.get_by_label("I live nearby or heard about it").check()
    phone.get_by_role("button", name="Send my suggestion").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
    sound(phone)
