"""H-N5, H-R5: what failed becomes a flag in two taps and three fields; a resident leaves a number and takes it back."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from directory import clock
from tests.browser.conftest import Site, Sound
from tests.browser.people import CONNECTOR, come_in

pytestmark = pytest.mark.browser
COMMISSIONER = "commissioner@example.org"
PARTNER = "referrer@example.org"
#: Longer than a program takes to answer a form.


class Hand:
    """Somebody's hand: counts how often it taps."""

    def __init__(self) -> None:
        self.taps = 0

    def taps_on(self, what: Locator) -> None:
        """Tap something."""
        what.click()
        self.taps += 1


def fields(page: Page) -> int:
    """How many fields somebody sees on a form before anything is unfolded."""
    return (
        page.locator("main form")
        .locator("input:visible:not([tabindex='-1']), select:visible, textarea:visible")
        .count()
    )


@pytest.mark.requirement("A112")
@pytest.mark.parametrize("who", [CONNECTOR, PARTNER])
def test_a_search_that_found_little_is_flagged_in_two_taps(phone: Page, site: Site, sound: Sound, who: str) -> None:
    """Two taps and three fields that are filled in already; nothing is typed, with a script or without."""
    come_in(phone, site, who)
    phone.goto("/search?q=zzqqx&need=connect.lunch&near=mansfield")
    sound(phone)
    hand = Hand()
    hand.taps_on(phone.get_by_role("button", name="Flag this as an unmet need"))
    expect(phone.get_by_label("What is missing?")).to_have_value("connect.lunch")
    expect(phone.get_by_label("Where?")).to_have_value(re.compile("Mansfield"))
    expect(phone.get_by_label("Why does it stay unmet?")).not_to_have_value("")
    assert fields(phone) <= 3
    sound(phone)
    hand.taps_on(phone.get_by_role("button", name="Save the flag"))
    expect(phone.get_by_text("The flag is saved.")).to_be_visible()
    assert hand.taps <= 2
    sound(phone)
    phone.get_by_role("button", name="Take it back").click()
    expect(phone.get_by_text("Taken back: noted by mistake")).to_be_visible()


@pytest.mark.requirement("A112")
def test_a_listing_that_is_full_is_flagged_in_two_taps(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, CONNECTOR)
    phone.goto("/search?q=lunch+club&near=mansfield")
    phone.locator(".wp-card__name a").first.click()
    sound(phone)
    hand = Hand()
    hand.taps_on(phone.get_by_role("link", name="It is full or closed to referrals"))
    assert fields(phone) <= 3
    sound(phone)
    hand.taps_on(phone.get_by_role("button", name="Save the flag"))
    expect(phone.get_by_text("The flag is saved.")).to_be_visible()
    assert hand.taps <= 2
    phone.goto("/flags")
    sound(phone)


@pytest.mark.requirement("A114")
def test_a_resident_says_it_leaves_a_number_and_takes_it_back(phone: Page, site: Site, sound: Sound) -> None:
    phone.goto("/search?q=zzqqx&near=mansfield")
    sound(phone)
    phone.get_by_role("button", name="Tell the council this is missing").click()  # one tap, and no field at all
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you. We have written it down")
    sound(phone)
    phone.get_by_role("link", name="Tell us what stands in the way").click()
    phone.get_by_label("I cannot afford it").check()
    site.let_time_pass(phone)
    sound(phone)
    phone.get_by_role("button", name="Send").click()
    phone.get_by_role("button", name="Tell me when something opens").click()
    phone.get_by_label("Phone number or email address").fill("07700 900123")
    site.let_time_pass(phone)
    sound(phone)
    phone.get_by_role("button", name="Keep this for me").click()
    expect(phone.get_by_role("heading", name="We will tell you when something opens")).to_be_visible()
    sound(phone)
    phone.get_by_role("button", name=re.compile("^Erase it now")).click()
    expect(phone.get_by_text("Your number or address is erased.")).to_be_visible()


@pytest.mark.requirement("A113")
def test_a_team_elsewhere_flags_by_a_short_link(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, COMMISSIONER)
    phone.goto("/flags")
    sound(phone)
    phone.get_by_role("link", name="Short links for teams elsewhere").click()
    phone.get_by_label("Which team is it for?").fill("Hospital discharge team")
    phone.get_by_label("Social worker").check()
    phone.get_by_label("Until when does it work?").fill(f"{clock.today() + timedelta(days=30):%d %B %Y}")
    phone.get_by_role("button", name="Make the link").click()
    link = phone.locator("main a[href*='/flag/']").first.get_attribute("href") or ""
    sound(phone)
    phone.context.clear_cookies()
    phone.goto(link)
    assert fields(phone) == 3
    phone.get_by_label("What is missing?").select_option(label="Eating together")
    phone.get_by_label("Where?").fill("Mansfield")
    phone.get_by_label("Why does it stay unmet?").select_option(label="Costs too much")
    site.let_time_pass(phone)
    sound(phone)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you. It is counted")
    sound(phone)
