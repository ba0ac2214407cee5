"""The map of results keeps in step with the list."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Sound

pytestmark = pytest.mark.browser


@pytest.fixture
def javascript() -> bool:
    """Without JavaScript there is no map; the list says everything."""
    return True


@pytest.fixture
def results(phone: Page) -> Page:
    """Results whose map is drawn."""
    phone.goto("/search?q=falls&near=Mansfield")
    phone.get_by_role("button", name="Show on a map").click()
    expect(phone.locator(".wp-marker, .wp-cluster").first).to_be_visible()
    return phone


def test_a_focused_card_lights_its_marker_and_only_that(results: Page, sound: Sound) -> None:
    links = results.locator(".wp-card__name a")
    lit = results.locator(".wp-map .wp-lit")
    placed = 0
    for number in range(links.count()):
        links.nth(number).focus()
        assert lit.count() <= 1
        placed += lit.count()
    assert placed > 0
    sound(results)
    results.get_by_role("link", name="Your list").first.focus()
    expect(lit).to_have_count(0)


@pytest.mark.requirement("A081")
def test_toilets_and_seats_are_a_layer_one_can_put_on_and_take_off(results: Page) -> None:
    box = results.get_by_label("Show toilets and places to sit")
    box.check()
    expect(results.locator(".wp-map .wp-amenity").first).to_be_visible()
    expect(results.get_by_text(re.compile("within 5 miles of the place you searched from"))).to_be_visible()
    # Not asked whether plates on a map stand apart: where they stand is where the toilets are.
    box.uncheck()
    expect(results.locator(".wp-map .wp-amenity")).to_have_count(0)


def test_an_open_marker_lights_its_card_and_leads_to_it(results: Page, sound: Sound) -> None:
    while not results.locator(".wp-marker").count():
        results.locator(".wp-cluster").first.press("Enter")
        results.wait_for_timeout(400)
    results.locator(".wp-marker").first.press("Enter")
    popup = results.locator(".wp-popup")
    expect(popup).to_be_visible()
    name = popup.get_by_role("link").inner_text()
    expect(results.locator(".leaflet-popup").last).to_have_css("opacity", "1")  # it fades in, and faded ink is faint
    sound(results)
    button = popup.get_by_role("button", name="Show it in the list")
    if button.count():
        expect(results.locator(".wp-card--lit .wp-card__name")).to_have_text(name)
        button.click()
        expect(results.get_by_role("listitem").get_by_role("link", name=name, exact=True)).to_be_focused()
    else:
        expect(popup).to_contain_text("on another page of the list")


def test_every_marker_is_of_a_listing_on_the_list(results: Page) -> None:
    address = results.locator("[data-points]").get_attribute("data-points")
    points = results.request.get(str(address)).json()["places"]
    listed: set[str] = set()
    while True:
        links = results.locator(".wp-card__name a")
        listed |= {str(links.nth(number).get_attribute("href")) for number in range(links.count())}
        following = results.get_by_role("link", name="Next", exact=True)
        if not following.count():
            break
        following.click()
        results.wait_for_url(re.compile("page="))
    assert {place[3] for place in points} <= listed
