"""H-C4, from a gap to an action on one page, and H-P7, telling the council whom one had to turn away."""

import re

import pytest
from playwright.sync_api import Page, expect

from directory import clock
from tests.browser.conftest import Site, Sound
from tests.browser.people import PROVIDER, come_in

pytestmark = pytest.mark.browser

COMMISSIONER = "commissioner@example.org"
FROM_NAME = re.compile(r"\b(?:RF|PE)-[A-Z0-9]{4}-[A-Z0-9]{4}\b")


def next_year() -> int:
    return clock.today().year + 1


def review(phone: Page, sound: Sound) -> None:
    """Say on the page of a gap that it is met in part, and when to look again."""
    phone.get_by_role("link", name="Review it: did it help?").click()
    sound(phone)
    phone.get_by_label("It is met in part: go on").check()
    phone.get_by_label("What did you find?").fill("Nine people came")
    phone.get_by_label("If it goes on: the next review").fill(f"1 September {next_year()}")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Nine people came")).to_be_visible()
    sound(phone)


@pytest.mark.requirement("A126")
def test_a_commissioner_goes_from_a_gap_to_a_fix_on_one_page(phone: Page, site: Site, sound: Sound) -> None:
    """H-C4: a gap, an action with owner, day, measure and spend, a listing that came of it, a review."""
    come_in(phone, site, COMMISSIONER)
    phone.goto("/gaps")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Gaps")
    sound(phone)
    suggested = phone.get_by_role("table").get_by_role("link").first
    name = suggested.inner_text()
    suggested.click()
    sound(phone)
    phone.get_by_role("button", name="Open the gap").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(name)
    expect(phone.get_by_role("heading", name="Why it stays unmet")).to_be_visible()
    expect(phone.get_by_role("heading", name="What there is")).to_be_visible()
    assert not FROM_NAME.search(phone.content())
    sound(phone)
    phone.get_by_role("button", name="Agree on an action").click()
    sound(phone)
    phone.get_by_label("Lifts, outreach or another venue").check()
    phone.get_by_label("What is to be done?").fill("A second afternoon at the library")
    phone.get_by_label("Who does it?").select_option(label="Carl Commissioner")
    phone.get_by_label("By when?").fill("last summer")
    phone.get_by_label("How will you know that it helped?").fill("Fifteen people a week by June")
    phone.get_by_label("What does it cost, in pounds? (optional)").fill("4,500")
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("date")
    sound(phone)
    phone.get_by_label("By when?").fill(f"12 March {next_year()}")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("A second afternoon at the library")).to_be_visible()
    expect(phone.get_by_text("Carl Commissioner does it. It costs £4,500")).to_be_visible()
    expect(phone.get_by_text("Fifteen people a week by June")).to_be_visible()
    sound(phone)
    phone.get_by_role("button", name="Work has begun").click()
    expect(phone.get_by_text("Under way")).to_be_visible()
    sound(phone)
    phone.get_by_role("link", name="Link a listing that came of it").click()
    phone.get_by_label("Name of the listing").fill("club")
    phone.get_by_role("button", name="Look").click()
    sound(phone)
    phone.get_by_role("button", name=re.compile("^This came of it")).first.click()
    expect(phone.get_by_role("button", name=re.compile("^Take it off"))).to_be_visible()
    sound(phone)
    review(phone, sound)


def test_a_commissioner_sees_what_is_offered_twice_and_the_ways_in(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, COMMISSIONER)
    for address in ("/gaps/overlaps", "/gaps/imports", "/gaps/panels"):
        phone.goto(address)
        expect(phone.get_by_role("heading", level=1)).to_be_visible()
        sound(phone)


@pytest.mark.requirement("A115")
def test_a_provider_says_whom_they_turned_away_and_hears_what_others_say(phone: Page, site: Site, sound: Sound) -> None:
    """H-P7: a quarter prefilled, whom they turned away and why, what others say with small numbers hidden."""
    come_in(phone, site, PROVIDER)
    phone.goto("/provider")
    phone.get_by_role("link", name="Tell us whom you had to turn away").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("What you could not do")
    sound(phone)
    phone.get_by_role("button", name=re.compile("^(Fill in|See or correct)")).first.click()
    sound(phone)
    turned_away = phone.get_by_label("How many people did you have to turn away?").first
    turned_away.fill("a few")
    send = phone.get_by_role("button", name=re.compile("^Send"))
    send.click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("Enter a number")
    sound(phone)
    phone.get_by_label("How many people did you have to turn away?").first.fill("11")
    phone.get_by_label("Why, most often?").first.select_option("full")
    phone.get_by_label("How many are waiting?").first.fill("4")
    phone.get_by_role("button", name=re.compile("^Send")).click()
    expect(phone.get_by_text("Thank you.")).to_be_visible()
    expect(phone.get_by_text(re.compile("What others say|Too few others")).first).to_be_visible()
    assert not FROM_NAME.search(phone.content())
    sound(phone)
