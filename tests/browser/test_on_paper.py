"""H-R6: somebody who cannot use the internet: "It came in big letters with a map".

A daughter prints it, or a navigator does and posts it; the letter itself is posted in `test_one_visit`.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, Sound
from tests.browser.people import CONNECTOR, come_in

pytestmark = pytest.mark.browser

PIXELS_OF_18_POINT = 24
#: Web addresses are smaller: they are for others than who cannot go online.
WORDS = "dd p:not(.wp-sheet__small), article h2, .wp-sheet__phone strong"
SMALLEST = "all => Math.min(...all.map(words => parseFloat(getComputedStyle(words).fontSize)))"
LETTERS_OF_THE_MAP = """map => Math.min(...[...map.querySelectorAll('text')]
    .map(words => parseFloat(getComputedStyle(words).fontSize) * map.getBoundingClientRect().width / 680))"""
A4 = {"width": 688, "height": 1000}  # between the margins


def search(phone: Page) -> None:
    phone.goto("/search?q=lunch&near=Mansfield,+Nottinghamshire")


def on_paper(phone: Page, name: str) -> Locator:
    """The sheet as a printer is given it: large everywhere, with a map by this heading."""
    sheet = phone.locator(".wp-sheet")
    picture = sheet.get_by_role("img", name=re.compile("^Sketch map"))
    expect(sheet.get_by_role("heading", name=name)).to_be_visible()
    size = phone.viewport_size
    assert size is not None
    phone.set_viewport_size(A4)
    phone.emulate_media(media="print")
    assert sheet.locator(WORDS).evaluate_all(SMALLEST) >= PIXELS_OF_18_POINT - 0.1
    assert picture.evaluate(LETTERS_OF_THE_MAP) >= PIXELS_OF_18_POINT - 0.5
    expect(phone.locator(".wp-header")).to_be_hidden()
    phone.emulate_media(media="screen")
    phone.set_viewport_size(size)
    return picture


def test_a_daughter_prints_a_pack_in_big_letters_with_a_map(phone: Page, sound: Sound) -> None:
    search(phone)
    for _ in range(2):
        phone.get_by_role("button", name=re.compile("^Keep on my list")).first.click()
        expect(phone.locator("#said")).to_contain_text("Saved to your list.")
    phone.goto("/shortlist")
    phone.get_by_role("button", name="Print in large letters").click()
    picture = on_paper(phone, "Where they are")
    numbers = ", ".join(picture.locator("text[fill='#fff']").all_text_contents())
    assert set(re.findall(r"\d+", numbers)) == {"1", "2"}
    expect(phone.locator(".wp-sheet").get_by_text("In danger, or badly hurt? Ring 999")).to_be_visible()
    sound(phone)


def test_a_navigator_prints_one_listing_for_the_post(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, CONNECTOR)
    search(phone)
    phone.locator(".wp-card", has=phone.locator(".wp-fact--place")).first.get_by_role(
        "link", name=re.compile("^Print")
    ).click()
    picture = on_paper(phone, "Where it is")
    expect(picture.locator("circle[fill='#000']")).to_have_count(1)
    sound(phone)
