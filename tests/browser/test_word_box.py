"""The box for words offers names while somebody types, and stays a plain box for whoever does not look."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site, Sound

pytestmark = pytest.mark.browser


@pytest.fixture
def javascript() -> bool:
    """These tests are about what JavaScript adds; the last one is about what is there without it."""
    return True


@pytest.fixture
def box(phone: Page) -> Locator:
    """The box on the home page."""
    phone.goto("/")
    found = phone.get_by_label("In your own words")
    expect(found).to_have_role("combobox")
    return found


def type_and_wait(phone: Page, box: Locator, words: str) -> Locator:
    box.press_sequentially(words)
    options = phone.get_by_role("option")
    expect(options.first).to_be_visible()
    return options


def test_enter_without_a_choice_searches_for_what_was_typed(phone: Page, box: Locator) -> None:
    type_and_wait(phone, box, "fal")
    box.press("Enter")
    expect(phone).to_have_url(re.compile(r"/search\?q=fal&"))


def test_label_hint_and_limits_stay_while_typing(phone: Page, box: Locator, sound: Sound) -> None:
    type_and_wait(phone, box, "fal")
    expect(phone.get_by_label("In your own words")).to_have_value("fal")
    expect(box).to_have_attribute("aria-describedby", "q-hint")
    expect(box).to_have_attribute("maxlength", "300")
    expect(box).to_have_attribute("autocomplete", "off")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(phone.locator(".wp-search [role=status]", has_text="suggestions")).to_have_count(1)
    sound(phone)


def test_arrows_go_through_the_suggestions_and_back_to_the_box(phone: Page, box: Locator, sound: Sound) -> None:
    options = type_and_wait(phone, box, "fal")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    expect(box).to_be_focused()
    sound(phone)
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(box).to_have_value("fal")


def test_escape_closes_the_list_and_keeps_the_words(phone: Page, box: Locator) -> None:
    options = type_and_wait(phone, box, "fal")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("fal")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    box.press("Tab")
    expect(options.first).to_be_hidden()


def test_choosing_a_need_opens_it_near_the_place(phone: Page, box: Locator) -> None:
    phone.get_by_label("Near where?").fill("Mansfield")
    type_and_wait(phone, box, "worried about fal")
    box.press("ArrowDown")
    box.press("Enter")
    expect(phone).to_have_url(re.compile(r"/needs/health\.falls\?near=Mansfield$"))


def test_choosing_a_service_with_a_finger_opens_its_page(phone: Page, box: Locator) -> None:
    options = type_and_wait(phone, box, "keeping steady at")
    options.filter(has_text="Keeping Steady at home").first.tap()
    expect(phone).to_have_url(re.compile(r"/listings/[0-9a-f-]{36}$"))


def test_choosing_an_organisation_opens_its_page(phone: Page, box: Locator) -> None:
    type_and_wait(phone, box, "two mops of")
    phone.get_by_role("group", name="Organisations").get_by_role("option").first.click()
    expect(phone).to_have_url(re.compile(r"/organizations/"))


def test_choosing_a_place_fills_the_box_for_places(phone: Page, box: Locator) -> None:
    type_and_wait(phone, box, "mansfi")
    phone.get_by_role("group", name="Places").get_by_role("option").first.click()
    expect(phone.get_by_label("Near where?")).to_have_value("Mansfield, Nottinghamshire")
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    expect(phone.locator("[role=status]", has_text="Near Mansfield, Nottinghamshire.")).to_have_count(1)
    box.press("ArrowDown")
    expect(phone.get_by_role("option")).to_have_count(0)


def test_a_broken_connection_leaves_the_box_as_it_is(phone: Page, box: Locator) -> None:
    phone.route("**/search/suggestions*", lambda route: route.abort())
    box.press_sequentially("fal")
    phone.wait_for_timeout(400)
    expect(phone.get_by_role("option")).to_have_count(0)
    box.press("Enter")
    expect(phone).to_have_url(re.compile(r"/search\?q=fal&"))


def test_without_javascript_it_is_a_plain_box(chrome: Browser, site: Site) -> None:
    context = chrome.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    box = page.get_by_label("In your own words")
    box.fill("fal")
    expect(box).to_have_attribute("aria-describedby", "q-hint")
    expect(page.get_by_role("option")).to_have_count(0)
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=fal&"))
    context.close()
