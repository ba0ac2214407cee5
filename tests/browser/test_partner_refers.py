"""A partner with one minute: somebody at a desk, a queue behind them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Sound
from tests.browser.people import come_in

pytestmark = pytest.mark.browser

REFERRER = "referrer@example.org"


@pytest.mark.requirement("A105")
def test_a_partner_finds_who_helps_sends_and_sees_how_far_it_is(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, REFERRER)
    phone.goto("/partner")
    sound(phone)
    phone.get_by_role("button", name="Refer somebody").click()
    phone.get_by_label("What is it about?").select_option("safe.home")
    phone.get_by_label("Where?").fill("Mansfield")
    phone.get_by_role("button", name="Look").click()
    expect(phone.get_by_role("heading", name="These take referrals from you")).to_be_visible()
    sound(phone)
    phone.locator(".wp-card__name a").first.click()
    expect(phone.get_by_text("They take referrals through Waypost.")).to_be_visible()
    sound(phone)
    phone.get_by_label("Their name").fill("Desk Trial")
    phone.get_by_label("Phone", exact=True).fill("01623 555 050")
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("tick that they agree")
    sound(phone)
    phone.get_by_label("They agree that this service reads").check()
    phone.get_by_label("They agree that I hear").check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(re.compile("RF-"))
    reference = phone.get_by_role("heading", level=1).inner_text()
    sound(phone)
    phone.locator(".govuk-back-link").click()
    expect(phone.get_by_role("listitem").filter(has_text=reference)).to_contain_text("Sent to provider")
    assert "Desk Trial" not in phone.content()
    sound(phone)
