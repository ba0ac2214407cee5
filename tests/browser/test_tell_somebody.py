"""H-N1, H-N5, H-N8 and H-N9: thirty seconds at a counter. Each is over before the next person comes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Sound
from tests.browser.people import CONNECTOR, come_in

pytestmark = pytest.mark.browser


@pytest.mark.requirement("A079")
def test_what_was_told_is_counted_in_one_tap_and_taken_back_in_one(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, CONNECTOR)
    phone.goto("/search?q=lunch+club&near=mansfield")
    card = phone.locator(".wp-card").first
    expect(phone.locator(".wp-card__work").get_by_role("link", name=re.compile("^Refer")).first).to_be_visible()
    for way in ("Introduce", "Print", "Text", "Email"):
        expect(card.get_by_role("link", name=re.compile(f"^{way}"))).to_be_visible()
    card.get_by_role("button", name=re.compile("^Told somebody")).click()
    expect(phone.get_by_text("Counted: Told about")).to_be_visible()
    sound(phone)
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_text("Counted: Told about")).to_have_count(0)
    expect(phone).to_have_url(re.compile("q=lunch"))


def test_a_listing_is_told_of_from_its_page(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, CONNECTOR)
    phone.goto("/search?q=lunch+club&near=mansfield")
    phone.locator(".wp-card__name a").first.click()
    phone.get_by_role("button", name="I told somebody about this").click()
    expect(phone.get_by_text("Counted: Told about")).to_be_visible()
    sound(phone)


def test_an_unmet_need_is_recorded_without_a_name(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, CONNECTOR)
    phone.goto("/contacts/new?kind=unmet")
    phone.get_by_label("What was it about?").select_option(label="Eating together")
    phone.get_by_label("Postcode or town (optional)").fill("Mansfield")
    phone.get_by_label("Why?").select_option(label="No such service exists here")
    phone.get_by_label("High").check()
    sound(phone)
    phone.get_by_role("button", name="Count it").click()
    expect(phone.get_by_text("Counted: Nothing suitable.")).to_be_visible()
    sound(phone)


def test_somebody_at_risk_is_passed_on_without_a_word_of_it(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, CONNECTOR)
    phone.goto("/conversations/new")
    phone.get_by_role("link", name="Tell safeguarding first").click()
    expect(phone.get_by_role("link", name="999").first).to_be_visible()
    assert phone.locator("main textarea, main input[type=text]").count() == 0
    sound(phone)
    phone.get_by_label("The council’s adult safeguarding team").check()
    phone.get_by_role("button", name="Record that it was passed on").click()
    expect(phone.get_by_text("A worry about harm was passed to")).to_be_visible()
    sound(phone)


def test_something_that_is_not_listed_is_suggested_from_a_conversation(phone: Page, site: Site) -> None:
    come_in(phone, site, CONNECTOR)
    phone.goto("/conversations/new")
    phone.get_by_label("What matters to them?").fill("The knitting group on Tuesdays")
    phone.get_by_role("button", name="Save and go on").click()
    phone.get_by_role("link", name="They told you of something not listed here").click()
    expect(phone).to_have_url(re.compile("/listings/new"))
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
