"""H-R2, not sure what I need: "it asked about my life, not my diagnosis"."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Sound

pytestmark = pytest.mark.browser


@pytest.mark.requirement("A078")
def test_a_life_told_in_ticks_leads_to_help_in_three_groups_and_to_a_list(phone: Page, sound: Sound) -> None:
    phone.goto("/")
    phone.get_by_role("link", name="twelve plain questions").click()
    sound(phone)
    phone.get_by_label("A cup of tea and a chat").check()
    phone.get_by_label("I have fallen").check()
    phone.get_by_label("Heavy. It is hard to get going").check()
    phone.get_by_label("Where are you?").fill("Mansfield")
    phone.get_by_role("button", name="Show what may help").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("What may help near Mansfield, Nottinghamshire")
    assert "fallen" not in phone.url
    expect(phone.locator("main")).to_contain_text("You would like more company over a cup of tea.")
    expect(phone.locator(".wp-urgent").first).to_contain_text("116 123")
    for heading in ("Things you can just try", "Worth talking over with somebody", "Good to think about ahead"):
        expect(phone.get_by_role("heading", name=heading)).to_be_visible()
    expect(phone.locator("main")).to_contain_text("care and support assessment")
    sound(phone)
    phone.get_by_role("button", name="Change my answers").click()
    expect(phone.get_by_label("I have fallen")).to_be_checked()
    phone.get_by_role("button", name="Show what may help").click()
    phone.get_by_role("button", name="Keep these on my list").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your list")
    assert phone.locator(".wp-kept .wp-card").count() >= 3


def test_a_place_with_namesakes_is_asked_for_without_losing_an_answer(phone: Page, sound: Sound) -> None:
    phone.goto("/self-check")
    phone.get_by_label("Cooking").check()
    phone.get_by_label("Where are you?").fill("Sutton")
    phone.get_by_role("button", name="Show what may help").click()
    sound(phone)
    expect(phone.get_by_label("Cooking")).to_be_checked()
    phone.locator("input[name=near]").first.check()
    phone.get_by_role("button", name="Show what may help").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("What may help near Sutton")
