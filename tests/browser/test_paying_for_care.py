"""H-R8: somebody who pays for their own care compares prices, keeps a list, prints it and takes it along."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Sound

pytestmark = pytest.mark.browser


def keep(phone: Page, number: int) -> str:
    """Keep one of the listings found, from its card."""
    card = phone.locator(".wp-card").nth(number)
    name = card.locator(".wp-card__name").inner_text()
    card.get_by_role("button", name=re.compile("^Keep on my list")).click()
    return name


def test_compare_keep_and_print(phone: Page, sound: Sound, site: Site, chrome: Browser) -> None:
    phone.goto("/")
    phone.locator("#q").fill("paying for care")
    phone.get_by_label("Near where?").fill("Mansfield, Nottinghamshire")
    phone.get_by_role("button", name="Find help").click()
    cards = phone.locator(".wp-card")
    assert cards.count() >= 3
    for number in range(3):
        expect(cards.nth(number).locator(".wp-fact--cost")).not_to_be_empty()
    expect(phone.locator("main")).to_contain_text("You can ask for a full assessment")

    first = keep(phone, 0)
    expect(phone.locator("#said")).to_contain_text("Saved to your list.")
    assert "/search?" in phone.url
    expect(phone.locator("main")).not_to_contain_text("We left out")
    sound(phone)
    second = keep(phone, 1)
    phone.locator("#said").get_by_role("link", name="See your list").click()
    names = phone.locator(".wp-kept .wp-card__name")
    expect(names).to_have_text([first, second])
    sound(phone)

    phone.get_by_role("button", name=re.compile("^Move up")).first.click()
    expect(names).to_have_text([second, first])
    shared = phone.locator("#share a").first.get_attribute("href") or ""
    assert shared.startswith(f"{site.url}/shortlists/")

    phone.get_by_role("button", name="Print in large letters").click()
    sheet = phone.locator(".wp-sheet")
    expect(sheet.locator("article")).to_have_count(2)
    for fact in ("Phone", "When", "Where", "Cost", "Joining", "Access", "care and support assessment"):
        expect(sheet).to_contain_text(fact)
    sound(phone)

    other = chrome.new_context(viewport={"width": 390, "height": 844}).new_page()
    other.goto(shared)
    expect(other.locator(".wp-kept .wp-card__name")).to_have_text([second, first])
    expect(other.get_by_role("button", name=re.compile("^(Move|Take off)"))).to_have_count(0)
    other.get_by_role("button", name="Make it mine").click()
    expect(other.locator("#said")).to_contain_text("Copied to your own list.")
    other.context.close()

    phone.goto("/shortlist")
    phone.get_by_role("button", name=re.compile("^Take off the list")).first.click()
    expect(names).to_have_text([first])
    phone.get_by_role("button", name="Delete the whole list now").click()
    expect(phone.locator("main")).to_contain_text("There is nothing on it yet.")
    sound(phone)


def test_the_printed_sheet_is_a4_in_large_letters(chrome: Browser, site: Site) -> None:
    page = chrome.new_context(base_url=site.url).new_page()
    page.goto("/search?q=lunch&near=Mansfield,+Nottinghamshire")
    page.get_by_role("button", name=re.compile("^Keep on my list")).first.click()
    page.goto("/shortlist")
    page.get_by_role("button", name="Print in large letters").click()
    page.emulate_media(media="print")
    size = "(selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)"
    assert page.evaluate(size, ".wp-sheet dd p") == pytest.approx(24, abs=0.1)  # 18 point in CSS pixels
    assert page.evaluate(size, ".wp-sheet__phone strong") > 30
    for selector in (".wp-header", ".wp-footer", ".wp-sheet-tools >> nth=0"):
        expect(page.locator(selector)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.wp-sheet__contact')).breakInside") == "avoid"
    page.context.close()
