"""H-C1, H-C2 and H-C3: a commissioner sees a gap, asks why, and whom we miss."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Sound
from tests.browser.people import come_in

pytestmark = pytest.mark.browser
COMMISSIONER = "commissioner@example.org"


@pytest.mark.requirement("A125")
@pytest.mark.requirement("A136")
@pytest.mark.requirement("A142")
def test_a_commissioner_sees_a_gap_asks_why_and_whom_we_miss(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, COMMISSIONER)
    phone.goto("/insight")
    sound(phone)
    expect(phone.get_by_text("The gap in Nottinghamshire is")).to_be_visible()
    expect(phone.get_by_text("there is no information: nobody asked there").first).to_be_visible()
    expect(phone.get_by_role("heading", name="Town and country")).to_be_visible()
    expect(phone.get_by_text("Slope index:")).to_be_visible()
    expect(phone.get_by_role("heading", name="Who is reached")).to_be_visible()
    phone.get_by_role("link", name="Bassetlaw", exact=True).click()
    sound(phone)
    expect(phone.get_by_role("heading", name="Why", exact=True)).to_be_visible()
    expect(phone.get_by_role("heading", name="What there is nearby")).to_be_visible()
