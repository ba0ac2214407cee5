"""H-R3: somebody has started looking after someone: "I did not know I counted as a carer"."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Sound

pytestmark = pytest.mark.browser


@pytest.mark.requirement("A139")
def test_a_new_carer_finds_a_break_a_plan_and_a_group_with_its_times(phone: Page, sound: Sound) -> None:
    phone.goto("/")
    phone.get_by_role("link", name="I have started looking after someone").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("I have started looking after someone")
    sound(phone)
    for help_wanted in ("A break from caring", "If I suddenly could not care", "Am I getting the right benefits?"):
        expect(phone.get_by_role("button", name=help_wanted)).to_be_visible()
    expect(phone.get_by_role("button", name="Feeling low, stressed or worried")).to_be_visible()
    expect(phone.get_by_role("heading", name="You can ask for a carer’s assessment")).to_be_visible()
    phone.get_by_label("Where are you?").fill("NG18")
    phone.get_by_role("button", name="Advice and support for carers").click()
    expect(phone).to_have_url(re.compile("need=carer.support"))
    sound(phone)
    group = phone.locator(".wp-card").filter(has_text=re.compile(r"Next: \w+ \d+ \w+")).first
    expect(group).to_be_visible()
    group.get_by_role("link").first.click()
    expect(phone.locator("main")).to_contain_text(re.compile(r"\d(am|pm)"))
    sound(phone)


def test_the_break_is_near_the_place_that_was_named(phone: Page, sound: Sound) -> None:
    phone.goto("/life-events/became_carer")
    phone.get_by_label("Where are you?").fill("NG18")
    phone.get_by_role("button", name="A break from caring").click()
    expect(phone.locator(".wp-card").first).to_be_visible()
    assert "need=carer.break" in phone.url
