"""H-N2, "one visit, many needs": a connector in a kitchen, laptop on knees. The form follows the chat.

And the way most often gone: the need is known, the listing is known, the person agrees.
"""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from directory.extensions import db
from directory.referrals.models import Conversation, Person
from tests.browser.conftest import Site, Sound
from tests.browser.people import CONNECTOR, come_in
from tests.browser.walks import Counted, refer_to_a_known_listing

pytestmark = pytest.mark.browser

FIELDS = 12


@pytest.mark.requirement("A100")
@pytest.mark.requirement("A077")
def test_one_visit_leads_to_many_things_and_a_plan(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, CONNECTOR)
    visit = Counted(phone)
    phone.goto("/conversations/new")
    sound(phone)
    visit.type("What matters to them?", "To eat with others, and not to fall again")
    visit.type("What would they like to offer others?", "I can drive")
    visit.tick("Eating together")
    visit.tick("Worried about falling or getting weaker")
    visit.type("Name", "Winifred Trial")
    visit.type("Postcode", "NG18 1NP")
    visit.save_as_somebody_new()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Conversation on")
    sound(phone)

    phone.get_by_role("button", name="Find services for Eating together").click()
    expect(phone.get_by_role("button", name=re.compile("Told them")).first).to_be_visible()
    assert "NG18" not in phone.url
    sound(phone)
    phone.get_by_role("button", name=re.compile("Told them")).first.click()
    expect(phone.get_by_text("Told about").first).to_be_visible()

    phone.get_by_text("Nothing suitable for Worried").click()
    phone.get_by_label("Why?").last.select_option(label="No suitable or affordable transport")
    phone.get_by_role("button", name="Record that it is not met").last.click()
    expect(phone.get_by_text("No suitable or affordable transport").first).to_be_attached()
    phone.get_by_role("button", name="They asked for an assessment").click()
    expect(phone.get_by_text("Assessment asked for").first).to_be_visible()
    phone.get_by_label("They would like to know more").check()
    phone.get_by_role("button", name="Save the answer").click()
    expect(phone.get_by_role("heading", name="Alarms, pendants and sensors")).to_be_visible()
    sound(phone)

    phone.get_by_role("link", name="Their own copy of the plan").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your plan")
    plan = phone.locator(".wp-plan")
    expect(plan).to_contain_text("To eat with others, and not to fall again")
    expect(plan).to_contain_text("You could try")
    expect(plan).not_to_contain_text("Winifred")
    assert "Winifred" not in phone.title()
    sound(phone)


@pytest.mark.requirement("A094")
def test_a_letter_in_large_print_waits_until_somebody_posts_it(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, CONNECTOR)
    phone.goto("/conversations/new")
    visit = Counted(phone)
    visit.type("What matters to them?", "Letters, as there used to be")
    visit.type("Name", "Agatha Letter")
    visit.save_as_somebody_new()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Conversation on")
    reads_large_print(site, phone.url)
    phone.get_by_role("link", name="Prevention considered, for a case record").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Prevention considered")
    sound(phone)
    phone.go_back()
    phone.get_by_role("link", name="Their own copy of the plan").click()
    expect(phone.locator(".wp-plan--24")).to_be_visible()
    phone.get_by_label("Letter", exact=True).check()
    phone.get_by_label("They asked for it").check()
    visit.press("Send")
    # Written small it is in the answer to Send; the room of that name could be pressed before anything was sent.
    phone.get_by_role("link", name="letters to print", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Letters to print")
    sound(phone)
    phone.get_by_role("link", name=re.compile("^Letter to PE-")).last.click()
    expect(phone.locator("address").first).to_contain_text("1 Low Street")
    sound(phone)
    visit.press("It is printed and posted")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Letters to print")


def reads_large_print(site: Site, address: str) -> None:
    """The person of a conversation lives somewhere and reads 24 point: their own pages have journeys of their own."""
    conversation_id = UUID(address.split("?")[0].rsplit("/", 1)[1])
    with site.app.app_context():
        talk = db.session.get_one(Conversation, conversation_id)
        person = db.session.get_one(Person, talk.person_id)
        person.communication = {"large_print": "24 point"}
        person.address = "1 Low Street\nMansfield"
        db.session.commit()


@pytest.mark.requirement("A090")
def test_a_known_need_and_a_known_listing_take_twelve_fields(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, CONNECTOR)
    visit = Counted(phone)
    refer_to_a_known_listing(visit)
    sound(phone)
    assert visit.fields <= FIELDS
