"""H-R1: somebody finds company near home. H-R5: somebody finds nothing, and is not left with it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Sound

pytestmark = pytest.mark.browser


def ask(page: Page, words: str, near: str) -> None:
    """Fill in the two boxes of the home page and send them."""
    page.goto("/")
    page.get_by_label("In your own words").fill(words)
    page.get_by_label("Near where?").fill(near)
    page.get_by_role("button", name="Find help").click()


@pytest.mark.requirement("A078")
def test_a_man_who_would_not_say_lonely_finds_company_and_can_ring_or_print(phone: Page, sound: Sound) -> None:
    ask(phone, "a chat over coffee", "NG18")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("near NG18")
    cards = phone.locator(".wp-card")
    assert cards.count() > 1
    expect(cards.filter(has_text="Next:").first).to_be_visible()
    expect(cards.filter(has_text=re.compile("mile")).first).to_be_visible()
    sound(phone)

    phone.locator(".wp-card__name a").first.click()
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    sound(phone)


def test_a_daughter_finds_help_after_a_fall_and_narrows_it_down(phone: Page, sound: Sound) -> None:
    ask(phone, "my dad keeps falling", "Mansfield")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("near Mansfield, Nottinghamshire")
    phone.get_by_text("Narrow these down").click()
    phone.get_by_label(re.compile(r"^Free \d")).check()
    sound(phone)
    phone.get_by_role("button", name="Apply filters").click()
    expect(phone).to_have_url(re.compile("cost=free"))
    sound(phone)
    phone.get_by_role("link", name="Remove filter: Free").click()
    expect(phone).not_to_have_url(re.compile("cost=free"))
    assert "q=my+dad+keeps+falling" in phone.url


@pytest.mark.requirement("A114")
def test_nothing_found_is_admitted_and_written_down_in_one_tap(phone: Page, sound: Sound) -> None:
    ask(phone, "zzqqx", "Mansfield")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("We found nothing for “zzqqx”")
    expect(phone.get_by_role("heading", name="People who can help you look")).to_be_visible()
    sound(phone)
    phone.get_by_role("button", name="Tell the council this is missing").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you. We have written it down")
    sound(phone)


def test_a_mistyped_postcode_is_mended_without_losing_the_words(phone: Page, sound: Sound) -> None:
    ask(phone, "lunch", "ZZ99 9ZZ")
    expect(phone.locator(".govuk-error-summary")).to_contain_text("ZZ99 9ZZ")
    sound(phone)
    phone.get_by_label("Near where?").fill("NG18")
    phone.get_by_role("button", name="Search again").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("“lunch” near NG18")


def test_namesakes_are_told_apart_by_a_tap(phone: Page, sound: Sound) -> None:
    ask(phone, "lunch", "Sutton")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Which place do you mean?")
    sound(phone)
    phone.get_by_role("link", name="Sutton in Ashfield, Nottinghamshire").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Sutton in Ashfield")


def test_despair_meets_a_number_to_ring_before_anything_else(phone: Page, sound: Sound) -> None:
    """H-R10: words of harm bring who to ring first, a way to leave at once, and no offer to write anything down."""
    ask(phone, "i want to die", "Mansfield")
    expect(phone.get_by_role("heading", name="You can talk to somebody now")).to_be_in_viewport()
    sound(phone)
    expect(phone.locator("main").get_by_role("link", name="116 123").first).to_be_visible()
    expect(phone.get_by_role("button", name=re.compile("Leave this site"))).to_be_visible()
    expect(phone.get_by_role("button", name="Tell the council this is missing")).to_have_count(0)


def test_the_map_is_drawn_when_asked_for_and_the_list_stays(phone: Page, sound: Sound, javascript: bool) -> None:
    phone.goto("/search?q=lunch&near=Mansfield")
    button = phone.get_by_role("button", name="Show on a map")
    if not javascript:
        expect(button).to_be_hidden()
        return
    button.click()
    expect(phone.locator(".wp-marker, .wp-cluster").first).to_be_visible()
    assert phone.locator(".wp-card").count() > 1
    sound(phone)


def test_where_i_am_fills_in_a_rounded_place(phone: Page, javascript: bool) -> None:
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": 53.14412, "longitude": -1.19634})
    phone.goto("/")
    button = phone.get_by_role("button", name="Use where I am")
    if not javascript:
        expect(button).to_be_hidden()
        return
    button.click()
    expect(phone.get_by_label("Near where?")).to_have_value("53.14, -1.20")


def test_places_are_offered_while_typing(phone: Page, javascript: bool) -> None:
    phone.goto("/")
    phone.get_by_label("Near where?").press_sequentially("mansf")
    offered = phone.locator("#near-places option[value='Mansfield, Nottinghamshire']")
    expect(offered).to_have_count(1 if javascript else 0)


@pytest.mark.requirement("A068")
@pytest.mark.parametrize(
    "address",
    [
        "/", "/needs", "/needs/connect", "/needs/health.falls?near=Mansfield", "/needs/safe.domestic",
        "/needs/mind.crisis?near=ZZ99", "/search", "/search?q=lunch&near=Mansfield&page=2&day=mon&for=men",
        "/assessment", "/urgent-help", "/privacy", "/cookies", "/accessibility-statement", "/data", "/nowhere",
    ],
)  # fmt: skip
def test_every_page_is_sound(phone: Page, sound: Sound, address: str) -> None:
    phone.goto(address)
    sound(phone)


@pytest.mark.parametrize("address", ["/", "/search?q=falls&near=Mansfield", "/needs/safe.domestic"])
def test_nothing_runs_off_a_screen_of_320_pixels(phone: Page, address: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(address)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_reaches_the_words_first_after_the_way_round(phone: Page) -> None:
    phone.goto("/")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="Skip to main content")).to_be_focused()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    expect(phone.get_by_label("In your own words")).to_be_focused()
