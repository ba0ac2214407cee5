"""The gap map that can be moved and zoomed; the drawing and the table stand without it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Sound
from tests.browser.people import come_in

pytestmark = pytest.mark.browser


@pytest.fixture
def javascript() -> bool:
    """Without JavaScript the drawing stays."""
    return True


def test_the_map_can_be_moved_and_used_by_keyboard(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, "commissioner@example.org")
    phone.goto("/insight")
    phone.get_by_role("button", name="Map to move and zoom").click()
    expect(phone.get_by_text("Press an area, or Tab and Enter, to see why.")).to_be_visible()
    sound(phone)
    phone.locator(".wp-map--areas path[role=link]").first.focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Why", exact=True)).to_be_visible()
