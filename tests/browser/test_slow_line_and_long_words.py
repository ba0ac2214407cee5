"""What depends on luck elsewhere, made certain here: a script that arrives late, a code of the longest words."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


def test_filters_opened_before_their_script_arrives_stay_open(phone: Page) -> None:
    waiting: list[Route] = []
    phone.route(
        "**/filters.js*", lambda route: waiting.append(route)
    )  # playwright cannot wrap a bound method of a list
    phone.goto("/search?q=falls&near=Mansfield,+Nottinghamshire", wait_until="domcontentloaded")
    phone.get_by_text("Narrow these down").click()
    for route in waiting:
        route.continue_()
    phone.wait_for_load_state("networkidle")
    expect(phone.get_by_role("button", name="Apply filters")).to_be_visible()


def test_a_button_pressed_before_its_script_arrives_does_its_work(phone: Page, javascript: bool) -> None:
    waiting: list[Route] = []
    phone.route("**/js/map.js*", lambda route: waiting.append(route))
    phone.goto("/search?q=falls&near=Mansfield,+Nottinghamshire", wait_until="domcontentloaded")
    button = phone.get_by_role("button", name="Show on a map")
    if not javascript:
        expect(button).to_be_hidden()
        return
    button.click()
    for route in waiting:
        route.continue_()
    expect(phone.locator(".wp-marker, .wp-cluster").first).to_be_visible()


def test_a_list_whose_code_has_the_longest_words_fits_on_a_phone(phone: Page) -> None:
    phone.goto("/search?q=falls&near=Mansfield,+Nottinghamshire")
    phone.get_by_role("button", name="Keep on my list").first.click()
    phone.goto("/shortlist")
    link = phone.locator("#share a").first
    expect(link).to_contain_text("/shortlists/")
    long = "http://directory.exampleshire.example.org/shortlists/blueberry-bumblebee-strawberry-4821"
    link.evaluate("(link, words) => { link.textContent = words; }", long)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
