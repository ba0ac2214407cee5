"""H-N3, "make a referral": "It told me about the wait before I promised anything." By mouse, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from directory.extensions import db
from directory.listings.codes import ListingStatus, ReferralRoute, Visibility
from directory.listings.models import Service
from directory.referrals.answering.inboxes import is_reached
from tests.browser.conftest import Site, Sound
from tests.browser.people import CONNECTOR, come_in

pytestmark = pytest.mark.browser

TAKES = "They take referrals through Waypost."
REFERENCE = re.compile(r"RF-[A-Z0-9]{4}-[A-Z0-9]{4}")
MOST_TABS = 120


def a_listing(site: Site) -> str:
    """The address of one that takes referrals, for older people only."""
    with site.app.app_context():
        of = select(Service).where(
            Service.referral_route == ReferralRoute.WAYPOST,
            Service.listing_status == ListingStatus.PUBLISHED,
            Service.visibility == Visibility.PUBLIC,
            Service.minimum_age >= 50,
        )
        found = (each for each in db.session.scalars(of.order_by(Service.name)) if is_reached(db.session(), each))
        return f"/listings/{next(found).id}"


def go_to(page: Page, control: Locator) -> None:
    """Press Tab until this is reached, as somebody without a mouse does."""
    expect(control).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if control.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"{control} was not reached with the Tab key")


@pytest.mark.requirement("A088")
def test_a_connector_looks_first_reads_aloud_and_sends(phone: Page, site: Site, sound: Sound, javascript: bool) -> None:
    come_in(phone, site, CONNECTOR)
    phone.goto(a_listing(site))
    phone.locator("main a[href^='/referrals/new']").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Refer somebody")
    expect(phone.get_by_text(TAKES)).to_be_visible()
    expect(phone.locator("#name")).to_have_count(0)
    sound(phone)
    phone.get_by_label("How old are they?").fill("12")
    phone.get_by_label("Where do they live?").fill("TR1 1AA")
    phone.get_by_role("button", name="Does it fit?").click()
    expect(phone.get_by_text("Against").first).to_be_visible()
    assert "TR1" not in phone.url
    sound(phone)
    phone.get_by_label("How old are they?").fill("82")
    phone.get_by_label("Where do they live?").fill("NG18 1NP")
    phone.get_by_role("button", name="Go on").click()
    expect(phone.get_by_label("Postcode (optional)")).to_have_value("NG18 1NP")
    sound(phone)
    phone.get_by_role("button", name="Go on to agreement").click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("Enter a name")
    sound(phone)
    phone.get_by_label("What matters to them").fill("A cup of tea that is still hot, with somebody")
    phone.locator("#name").fill(f"Nora Trial {javascript}")
    phone.get_by_label("Phone (optional)").fill(f"01623 555 03{int(javascript)}")
    phone.get_by_text("Others who take part").click()
    phone.locator("#other_name_0").fill("Daniel")
    phone.get_by_label("In what part").first.select_option("family")
    phone.get_by_role("button", name="Go on to agreement").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Do they agree?")
    expect(phone.get_by_text("They see nothing else.")).to_be_visible()
    expect(phone.get_by_text("Daniel, family member")).to_be_visible()
    assert "Nora" not in phone.title()
    sound(phone)
    phone.get_by_label("Did not agree").check()
    phone.get_by_role("button", name="Save what they said").click()
    expect(phone.get_by_text("Nothing was sent.")).to_be_visible()
    phone.get_by_label("Postcode: NG18 1NP").uncheck()
    phone.get_by_label("Person agreed, spoken").check()
    phone.get_by_role("button", name="Save what they said").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sent")
    expect(phone.get_by_text(REFERENCE).first).to_be_visible()
    sound(phone)
    phone.get_by_role("button", name="Back to their record").click()
    phone.goto(f"{phone.url}/agreements")
    phone.get_by_label(re.compile("share what you told us with this service")).check()
    phone.get_by_role("button", name="End it now").click()
    expect(phone.get_by_text("Nothing holds today")).to_be_visible()
    sound(phone)


def test_the_way_of_a_referral_needs_no_mouse(phone: Page, site: Site, javascript: bool) -> None:
    come_in(phone, site, CONNECTOR)
    phone.goto(a_listing(site))
    keys = phone.keyboard
    go_to(phone, phone.locator("main a[href^='/referrals/new']").first)
    keys.press("Enter")
    go_to(phone, phone.get_by_role("button", name="Go on"))
    keys.press("Enter")
    go_to(phone, phone.get_by_label("What matters to them"))
    keys.type("Her garden")
    go_to(phone, phone.locator("#name"))
    keys.type(f"Keith Trial {javascript}")
    go_to(phone, phone.get_by_role("button", name="Go on to agreement"))
    keys.press("Enter")
    go_to(phone, phone.get_by_label("Person agreed, spoken"))
    keys.press("Space")
    go_to(phone, phone.get_by_role("button", name="Save what they said"))
    keys.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sent")
