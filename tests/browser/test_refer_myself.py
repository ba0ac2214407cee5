"""H-R4, "refer myself": "I could see they had got it." At night, on a phone, without an account."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from directory.extensions import db
from directory.listings.codes import ListingStatus, ReferralRoute, Visibility
from directory.listings.models import Service
from directory.listings.presenters.facts import takes_self_referrals
from directory.referrals.answering.inboxes import is_reached
from tests.browser.conftest import Site, Sound

pytestmark = pytest.mark.browser


def a_listing(site: Site) -> str:
    """The address of one that people refer themselves to."""
    with site.app.app_context():
        of = select(Service).where(
            Service.referral_route == ReferralRoute.WAYPOST,
            Service.listing_status == ListingStatus.PUBLISHED,
            Service.visibility == Visibility.PUBLIC,
        )
        for service in db.session.scalars(of.order_by(Service.name)):
            if takes_self_referrals(service) and is_reached(db.session(), service):
                return f"/listings/{service.id}"
    raise AssertionError("nobody can refer themselves to anything in the demonstration")


def test_somebody_asks_for_help_and_sees_that_it_arrived(phone: Page, site: Site, sound: Sound) -> None:
    phone.goto(a_listing(site))
    phone.get_by_role("link", name="Refer myself").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ask them to get in touch")
    sound(phone)
    phone.get_by_label("What would you like help with").fill("I cannot go on, I want to end my life")
    phone.get_by_label("Your name", exact=True).fill("Nightly Trial")
    phone.get_by_label("Phone", exact=True).fill("01623 555 044")
    phone.get_by_label("No", exact=True).check()
    site.let_time_pass(phone)
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("Select that you agree")
    sound(phone)
    phone.get_by_label("I agree", exact=True).check()
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("link", name=re.compile("Samaritans"))).to_be_visible()
    expect(phone.get_by_text("What you wrote is still here.")).to_be_visible()
    sound(phone)
    phone.get_by_label("What would you like help with").fill("Company in the evenings")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("It is sent")
    assert "Nightly" not in phone.content()
    sound(phone)
    code = phone.locator(".wp-spoken-code").inner_text()
    phone.get_by_role("link", name="See how it goes").click()
    sound(phone)
    phone.get_by_label("Your code").fill(code.upper())
    phone.get_by_label(re.compile("last four digits")).fill("0000")
    phone.get_by_role("button", name="See how it goes").click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("No referral fits these two")
    phone.get_by_label(re.compile("last four digits")).fill("5044")
    phone.get_by_role("button", name="See how it goes").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sent")
    assert "Nightly" not in phone.content()
    sound(phone)
    phone.get_by_role("button", name="Cancel it, and stop sharing").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Cancelled")
    expect(phone.get_by_text("Nothing is shared any more.")).to_be_visible()
    phone.get_by_role("button", name="Close this on this device").click()
    expect(phone.get_by_label("Your code")).to_be_empty()
