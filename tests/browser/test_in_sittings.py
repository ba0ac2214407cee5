"""A076, "not all at once": somebody begins at night, stops, and goes on a week later on another device with a code."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from directory import clock
from tests.browser.conftest import Site, Sound
from tests.browser.test_refer_myself import a_listing

pytestmark = pytest.mark.browser


def test_somebody_stops_in_the_middle_and_finishes_a_week_later(phone: Page, site: Site, sound: Sound) -> None:
    phone.goto(f"{a_listing(site)}/referrals/new")
    phone.get_by_label("What would you like help with").fill("Company in the evenings.\nSince he died it is so quiet.")
    phone.get_by_label("Phone", exact=True).fill("01623 555 077")
    site.let_time_pass(phone)
    phone.get_by_role("button", name="Keep it and finish later").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("It is kept, and not sent")
    assert "so quiet" not in phone.content()
    sound(phone)
    code = phone.locator(".wp-spoken-code").inner_text()
    phone.get_by_role("button", name="Close this on this device").click()
    expect(phone.get_by_label("Your code")).to_be_empty()
    sound(phone)

    with clock.stopped_at(clock.now() + timedelta(days=7)):
        phone.goto("/my-referral")
        phone.get_by_role("link", name="Go on with what you kept").click()
        phone.get_by_label("Your code").fill(code.upper())
        phone.get_by_role("button", name="Go on").click()
        expect(phone.locator(".govuk-error-summary")).to_contain_text("Nothing that is kept fits")
        sound(phone)
        phone.get_by_label(re.compile("last four digits")).fill("5077")
        phone.get_by_role("button", name="Go on").click()
        expect(phone.get_by_text("Nothing is sent yet.")).to_be_visible()
        expect(phone.get_by_label("What would you like help with")).to_have_value(re.compile("so quiet"))
        expect(phone.get_by_label("I agree", exact=True)).not_to_be_checked()
        sound(phone)
        phone.get_by_label("Your name", exact=True).fill("Nightly Trial")
        phone.get_by_label("No", exact=True).check()
        phone.get_by_label("I agree", exact=True).check()
        site.let_time_pass(phone)
        phone.get_by_role("button", name="Send").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("It is sent")
        phone.goto("/my-request/form")
        expect(phone).to_have_url(re.compile("/my-request$"))
