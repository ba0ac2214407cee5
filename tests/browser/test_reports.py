"""H-C5 to H-C9: the balance of prevention, outcomes, a draft for the market, a report for partners, evidence."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from directory import clock
from directory.extensions import db
from directory.insight.facts.counting import before
from directory.listings.models import Service
from tests.browser.conftest import Site, Sound
from tests.browser.people import come_in
from tests.insight.reports.conftest import outcome_fact

pytestmark = pytest.mark.browser
COMMISSIONER = "commissioner@example.org"


@pytest.fixture(scope="module", autouse=True)
def _counted(site: Site) -> None:
    """Twelve people who were measured twice."""
    with site.app.app_context():
        session, month = db.session(), before(clock.today().replace(day=1), 6)
        service = session.scalars(select(Service.id).order_by(Service.name).limit(1)).one()
        outcome_fact(session, service, 40, [1.0, 2.0, 3.0] * 4, month=month)
        session.commit()


@pytest.fixture(autouse=True)
def _signed_in(phone: Page, site: Site) -> None:
    come_in(phone, site, COMMISSIONER)


def test_delay_is_no_longer_invisible(phone: Page, sound: Sound) -> None:
    """H-C5: the triangle of tiers, the scale, the time around a crisis, the money by class."""
    phone.goto("/insight/reports")
    sound(phone)
    phone.get_by_role("link", name="Prevention picture").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Prevention picture")
    for heading in (
        "Prevent, reduce, delay",
        "For how many at once",
        "Before, during and after a crisis",
        "Who pays for it",
        "Money by class",
    ):
        expect(phone.get_by_role("heading", name=re.compile(heading)).first).to_be_visible()
    sound(phone)
    phone.get_by_label("Area").select_option(label="– Mansfield")
    phone.get_by_role("button", name="Show").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Prevention picture: Mansfield")
    sound(phone)


def test_outcomes_say_how_many_how_sure_and_what_to_mind(phone: Page, sound: Sound) -> None:
    """H-C6: by service and tier how many, how many matched, completion, change with its interval, a caution."""
    phone.goto("/insight/outcomes")
    page = phone.locator("main")
    for words in ("Measured at the start", "Measured again", "Completion", "Mean at the start", "95 % interval"):
        expect(page).to_contain_text(words)
    for part in ("by service", "by tier"):
        expect(phone.get_by_role("heading", name=re.compile(f"{part}$")).first).to_be_visible()
    expect(page).to_contain_text("fewer than 30 were measured twice")
    expect(page).to_contain_text("no league table")
    expect(page.get_by_role("rowheader", name="The Friday Pool").first).to_be_visible()  # the year tells of some
    expect(page).to_contain_text("Too few to say of")  # and honestly not of all
    sound(phone)


@pytest.mark.parametrize(
    ("address", "heading"), [("/insight/market-statement", "Intent"), ("/insight/needs-chapter", "Strengths")]
)
def test_a_draft_with_sources_and_dates_is_made_of_the_needs_picked(
    phone: Page, sound: Sound, address: str, heading: str
) -> None:
    """H-C7: needs picked, a market statement or a chapter with sources and dates, a document to edit."""
    phone.goto(address)
    sound(phone)
    phone.get_by_label("Social connection").check()
    phone.get_by_role("button", name="Show", exact=True).click()
    expect(phone.get_by_role("heading", level=2, name=heading).first).to_be_visible()
    expect(phone.locator("main")).to_contain_text("Where these numbers come from")
    sound(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="a document to edit (ODT)").click()
    assert download.value.suggested_filename.endswith(".odt")


def test_a_report_is_shared_with_partners_until_a_day_and_ended(phone: Page, sound: Sound) -> None:
    """H-C8: an audience, what will be hidden, a link until a day."""
    phone.goto("/insight/contacts")
    phone.get_by_role("button", name="Publish as it is now").click()
    expect(phone.locator("main")).to_contain_text("With nobody outside yet")
    sound(phone)
    phone.get_by_role("button", name="Share it with partners").click()
    expect(phone.locator("main")).to_contain_text("too small to show")
    sound(phone)
    phone.get_by_label("Who is it for?").fill("Health and wellbeing board")
    phone.get_by_label("Until which day").fill(f"1 March {clock.today().year + 1}")
    phone.get_by_role("button", name="Make the link").click()
    address = re.sub(r"https?://[^/]+", "", phone.get_by_label("Link to send").input_value())
    sound(phone)

    phone.context.clear_cookies()
    phone.goto(address)
    expect(phone.locator("main")).to_contain_text("For: Health and wellbeing board")
    sound(phone)
    phone.get_by_role("button", name="Open the report").click()
    expect(phone.get_by_role("heading", level=2, name="Contacts by channel")).to_be_visible()
    sound(phone)
    assert phone.context.cookies() == []


def test_a_link_that_was_opened_is_counted_and_ended(phone: Page, site: Site, sound: Sound) -> None:
    """H-C8 goes on: each opening is noted, and one press ends it."""
    phone.goto("/insight/prevention")
    phone.get_by_role("button", name="Publish as it is now").click()
    published = phone.url
    phone.get_by_role("button", name="Share it with partners").click()
    phone.get_by_label("Who is it for?").fill("Integrated care board")
    phone.get_by_label("Until which day").fill(f"1 March {clock.today().year + 1}")
    phone.get_by_role("button", name="Make the link").click()
    address = re.sub(r"https?://[^/]+", "", phone.get_by_label("Link to send").input_value())
    phone.goto(address)
    phone.get_by_role("button", name="Open the report").click()
    phone.goto(published)
    expect(phone.locator("main")).to_contain_text("Opened once")
    phone.get_by_role("button", name="End this link").click()
    expect(phone.locator("main")).to_contain_text("Ended on")
    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_have_text("This link has ended")
    sound(phone)


def test_the_evidence_is_ready_when_they_ring(phone: Page, sound: Sound) -> None:
    """H-C9: assets, how fresh, unmet need, actions, stories with agreement."""
    phone.goto("/insight/evidence")
    for heading in ("What this bears on", "How fresh they are", "Unmet need", "Actions", "Stories"):
        expect(phone.get_by_role("heading", level=2, name=heading, exact=True)).to_be_visible()
    sound(phone)
    phone.goto("/how-we-are-doing")
    expect(phone.get_by_role("heading", level=1)).to_have_text("How we are doing")
    sound(phone)
