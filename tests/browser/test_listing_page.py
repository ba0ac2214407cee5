"""The pages of a listing, a venue and an organisation in a real browser: at phone and desk width, and on paper."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from directory.extensions import db
from directory.listings.codes import AddressVisibility, ListingStatus, Visibility
from directory.listings.models import Attribute, Location, Service, ServiceAtLocation
from directory.taxonomy.models import TaxonomyTerm
from tests.browser.conftest import Site, Sound

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
SHEET = {"width": 680, "height": 1001}  # A4 within its margins, in CSS pixels


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """One page of each kind."""
    shown = (Service.listing_status == ListingStatus.PUBLISHED) & (Service.visibility == Visibility.PUBLIC)
    at_hall = (
        select(Service.id, Location.id.label("place"), Service.organization_id)
        .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(shown, Location.address_visibility == AddressVisibility.FULL, Service.asset_type == "group")
        .where(Service.organization_id.is_not(None))
        .order_by(Service.name)
    )
    sensitive = (
        select(Service.id)
        .join(Attribute, Attribute.service_id == Service.id)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(shown, TaxonomyTerm.code == "safe.domestic")
        .order_by(Service.name)
    )
    with site.app.app_context():
        group = db.session.execute(at_hall.limit(1)).one()
        stale = db.session.scalars(
            select(Service.id).where(Service.listing_status == ListingStatus.STALE).order_by(Service.name)
        ).first()
        quiet = db.session.scalars(sensitive).first()
    return {
        "listing": f"/listings/{group.id}",
        "venue": f"/venues/{group.place}",
        "organization": f"/organizations/{group.organization_id}",
        "gone": f"/listings/{stale}",
        "sensitive": f"/listings/{quiet}",
    }


@pytest.mark.parametrize("kind", ["listing", "venue", "organization", "gone", "sensitive"])
def test_each_page_is_sound_on_a_phone(phone: Page, sound: Sound, addresses: dict[str, str], kind: str) -> None:
    phone.goto(addresses[kind])
    expect(phone.locator("h1")).to_be_visible()
    sound(phone)


@pytest.mark.parametrize("kind", ["listing", "venue", "organization"])
def test_each_page_is_sound_on_a_desk(chrome: Browser, site: Site, addresses: dict[str, str], kind: str) -> None:
    context = chrome.new_context(base_url=site.url, viewport=DESK)  # type: ignore[arg-type]  # a plain dict is a size
    page = context.new_page()
    page.goto(addresses[kind])
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]
    context.close()


def test_all_that_is_needed_on_the_way_is_on_the_first_sheet(
    chrome: Browser, site: Site, addresses: dict[str, str]
) -> None:
    context = chrome.new_context(base_url=site.url, viewport=SHEET)  # type: ignore[arg-type]  # a plain dict is a size
    page = context.new_page()
    page.goto(addresses["listing"])
    page.emulate_media(media="print")
    assert page.evaluate("document.querySelector('.wp-print-code').naturalWidth") > 0
    for needed in (".wp-print-code", ".wp-first", ".wp-dates", ".wp-place h3", ".wp-place p"):
        box = page.locator(needed).first.bounding_box()
        assert box, f"{needed} is not printed"
        assert box["y"] + box["height"] < SHEET["height"], f"{needed} is not on the first sheet"
    expect(page.locator(".wp-actions")).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2
    context.close()


def test_buttons_that_need_a_script_stay_away_without_it(
    phone: Page, addresses: dict[str, str], javascript: bool
) -> None:
    phone.goto(addresses["listing"])
    printing = phone.get_by_role("button", name="Print this page")
    expect(printing).to_be_visible() if javascript else expect(printing).to_be_hidden()


def test_a_listing_can_be_kept_and_the_page_stays(phone: Page, sound: Sound, addresses: dict[str, str]) -> None:
    phone.goto(addresses["listing"])
    phone.get_by_role("button", name="Keep on my list").click()
    expect(phone.locator("#said")).to_contain_text("Saved to your list")
    assert addresses["listing"] in phone.url
    sound(phone)


def test_a_sensitive_page_can_be_left_at_once(phone: Page, addresses: dict[str, str]) -> None:
    phone.goto(addresses["sensitive"])
    assert phone.title() == "Local information – Waypost"
    leave = phone.locator(".govuk-exit-this-page__button")
    expect(leave).to_be_in_viewport()
    assert (leave.get_attribute("href") or "").startswith("https://")
