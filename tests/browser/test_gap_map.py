"""H-C1, H-C2 and H-C3: a commissioner sees a gap and takes it along, asks why, and whom we miss."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Sound
from tests.browser.people import come_in

pytestmark = pytest.mark.browser
COMMISSIONER = "commissioner@example.org"
NEED = "Lunch clubs and communal meals"
#: References of people and of referrals: on no page of a commissioner.
NAMED = re.compile(r"\b(?:RF|PE)-[A-Z0-9]{4}-[A-Z0-9]{4}\b")
#: A rate with its interval: "0.6 (0.5 to 0.8)".
WITH_INTERVAL = re.compile(r"\d+\.\d \(\d+\.\d to \d+\.\d\)")


@pytest.fixture(autouse=True)
def _signed_in(phone: Page, site: Site) -> None:
    come_in(phone, site, COMMISSIONER)
    phone.goto("/sign-in")  # leads whoever is in already to where their work begins


def heading(phone: Page, *names: str) -> None:
    for name in names:
        expect(phone.get_by_role("heading", name=name, exact=True).first).to_be_visible()


def test_a_commissioner_sees_a_gap_and_takes_it_along(phone: Page, sound: Sound) -> None:
    """H-C1: need, group, area and months are chosen; map, table, supply, access, a rate with interval; a file."""
    expect(phone).to_have_url(re.compile("/insight$"))
    expect(phone.get_by_text("The gap in Nottinghamshire is")).to_be_visible()
    expect(phone.get_by_text("there is no information: nobody asked there").first).to_be_visible()
    sound(phone)

    phone.get_by_label("What is missing", exact=True).select_option(label=NEED)
    phone.get_by_label("For whom", exact=True).select_option(label="Older people")
    phone.get_by_label("When", exact=True).select_option(label="The last 12 months")
    phone.get_by_label("Where", exact=True).select_option(label="Nottinghamshire")
    phone.get_by_role("button", name="Show", exact=True).click()
    expect(phone.get_by_label("For whom", exact=True)).to_have_value(re.compile("older"))
    expect(phone.locator("main")).to_contain_text(f"{NEED}, Older people")
    sound(phone)

    phone.get_by_label("For whom", exact=True).select_option(label="Everybody")
    phone.get_by_role("button", name="Show", exact=True).click()
    expect(phone.locator(".wp-atlas__map svg").first).to_be_visible()
    expect(phone.get_by_role("table").first).to_contain_text("Bassetlaw")
    heading(phone, "Area by area", "What there is", "Near enough to help")
    expect(phone.locator("main")).to_contain_text(WITH_INTERVAL)
    sound(phone)

    with phone.expect_download() as download:
        phone.get_by_role("link", name="All of this page as a file (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8")
    for words in ("Bassetlaw", NEED, "no information", "Census"):
        assert words in text
    assert WITH_INTERVAL.search(text)


def test_a_commissioner_asks_why_and_notes_what_they_know(phone: Page, sound: Sound, javascript: bool) -> None:
    """H-C2: reasons, waits, what people said without names, what is nearby, a note."""
    phone.get_by_role("link", name="Bassetlaw", exact=True).first.click()
    heading(phone, "Why", "How much it matters", "For whom", "What there is nearby", "Referrals, waits and searches")
    assert not NAMED.search(phone.content())
    sound(phone)

    phone.get_by_role("link", name="Gaps", exact=True).first.click()
    phone.get_by_role("link", name="Respite, short breaks and sitting services, Bassetlaw").click()
    heading(phone, "Why it stays unmet", "How long it takes", "What there is", "What people said")
    assert not NAMED.search(phone.content())
    sound(phone)

    phone.get_by_role("link", name="Write a note").click()
    sound(phone)
    words = f"The hall shut in May. Asked the parish {'twice' if javascript else 'once'}."
    phone.get_by_label("What do you know about it?").fill(words)
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text(words)).to_be_visible()
    sound(phone)


@pytest.mark.requirement("A125")
@pytest.mark.requirement("A136")
@pytest.mark.requirement("A142")
def test_a_commissioner_sees_whom_we_miss(phone: Page, sound: Sound) -> None:
    """H-C3: the slope of deprivation, reach by group, language, channel."""
    heading(phone, "Deprived and better-off places", "Town and country", "Who is reached")
    expect(phone.get_by_text("Slope index:").first).to_be_visible()
    expect(phone.get_by_role("table").filter(has_text="Reach ratio").first).to_be_visible()
    phone.get_by_label("For whom", exact=True).select_option(label="Language barrier")
    phone.get_by_role("button", name="Show", exact=True).click()
    expect(phone.locator("main")).to_contain_text("Language barrier")
    sound(phone)

    phone.goto("/insight/equality")
    heading(phone, "Reach by age", "Race", "Disability")
    expect(phone.locator("main")).to_contain_text("95 % interval")
    sound(phone)
    phone.goto("/insight/contacts")
    heading(phone, "Contacts by channel")
    expect(phone.locator("main")).to_contain_text("those who cannot use it are missing here")
    sound(phone)
