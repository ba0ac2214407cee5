"""H-P2, H-P3, H-P4, H-P8: a volunteer with one evening a month keeps her listing true, on a phone, in two minutes."""

import random
import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from directory import clock
from directory.extensions import db
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.proposals.codes import ProposalState
from directory.moderation.proposals.deciding import decide
from directory.moderation.providing.policy import own_changes
from tests.browser.conftest import Site, Sound
from tests.browser.people import PROVIDER, STEWARD, come_in, person_called
from tests.factories import listings as make
from tests.factories.accounts import trust

pytestmark = pytest.mark.browser


@pytest.fixture
def bingo(site: Site, javascript: bool) -> UUID:
    """A listing of the provider's, due for a check; her everyday changes are live at once."""
    with site.app.app_context():
        session, today = db.session(), clock.today()
        provider = person_called(PROVIDER)
        trust(provider)
        made = make.service(
            session,
            f"Bingo with tea {'today' if javascript else 'at once'}",
            summary="Bingo and tea on Mondays.",
            organization_id=min(provider.organization_ids),
            listing_status=ListingStatus.REVIEW_DUE,
            review_due_on=today - timedelta(days=1),
            source="test",
        )
        make.weekly(session, made, "MO", "10:00", "12:00")
        session.commit()
        return made.id


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_still_right_then_a_closed_day_then_full(
    phone: Page, sound: Sound, site: Site, bingo: UUID, javascript: bool
) -> None:
    come_in(phone, site, PROVIDER)
    name = f"Bingo with tea {'today' if javascript else 'at once'}"
    phone.goto("/provider")
    heading(phone, "Your listings")
    sound(phone)
    phone.get_by_role("button", name=f"Everything is still right at {name}").click()
    expect(phone.get_by_text("Everybody sees now that it was confirmed today")).to_be_visible()
    sound(phone)

    phone.get_by_role("link", name="Add a closed day").click()
    heading(phone, "Which days are you closed?")
    expect(phone.get_by_text("What you save is live at once")).to_be_visible()
    sound(phone)
    phone.get_by_label("Days you are closed").fill("25 December")
    phone.get_by_role("button", name="Save").click()
    heading(phone, "Saved and live")
    expect(phone.get_by_text(re.compile("25 December .*: closed"))).to_be_visible()
    sound(phone)

    phone.get_by_role("link", name="Change something else").click()
    phone.get_by_role("link", name="Say if there is room").click()
    phone.get_by_role("radio", name="Full").check()
    phone.get_by_label("Anything people should know").fill("About six weeks’ wait")
    sound(phone)
    phone.get_by_role("button", name="Save").click()
    heading(phone, "Saved and live")
    phone.goto(f"/listings/{bingo}")
    expect(phone.get_by_text(re.compile("Full at the moment: about six weeks’ wait"))).to_be_visible()


def test_times_are_typed_as_they_are_said(phone: Page, sound: Sound, site: Site, bingo: UUID) -> None:
    come_in(phone, site, PROVIDER)
    phone.goto(f"/provider/listings/{bingo}/times")
    heading(phone, "When does it happen?")
    box = phone.get_by_label("Times", exact=True)
    expect(box).to_have_value("Every Monday, 10am to midday")
    box.fill("whenever Jean fancies it")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("alert")).to_contain_text("We could not read")
    sound(phone)
    phone.get_by_label("Times", exact=True).fill("Every Monday, 10am to midday\n2nd and 4th Thursday 2pm to 4pm")
    phone.get_by_role("button", name="Save").click()
    heading(phone, "Saved and live")
    expect(phone.get_by_text("The second Thursday and fourth Thursday of the month, 2pm to 4pm")).to_be_visible()
    sound(phone)


def test_closing_is_kind_as_well_as_tidy(phone: Page, sound: Sound, site: Site, bingo: UUID) -> None:
    come_in(phone, site, PROVIDER)
    phone.goto(f"/provider/listings/{bingo}")
    phone.get_by_role("link", name="It closes for good").click()
    heading(phone, "Closing for good")
    sound(phone)
    last = clock.today() + timedelta(days=40)
    phone.get_by_label("What is the last day?").fill(f"{last.day} {last:%B %Y}")
    phone.get_by_label("Who can people go to afterwards? (optional)").fill("Sutton Lunch Club, 0115 496 0123")
    phone.get_by_role("button", name="Send to a steward").click()
    heading(phone, "Sent to a steward")
    sound(phone)
    with site.app.app_context():
        steward, session = person_called(STEWARD), db.session()
        waits = own_changes(person_called(PROVIDER)).filter_by(target_id=bingo, state=ProposalState.SUBMITTED)
        proposal = session.scalars(waits).one()
        state = ProposalState.APPROVED
        decide(session, proposal, accepted=proposal.changes, state=state, by=steward, at=clock.now())
        session.commit()
        assert session.get_one(Service, bingo).listing_status is ListingStatus.CLOSING
    phone.goto(f"/listings/{bingo}")
    expect(phone.get_by_text(re.compile("Ends for good on"))).to_be_visible()
    expect(phone.get_by_text("Afterwards: Sutton Lunch Club, 0115 496 0123")).to_be_visible()


def test_a_listing_is_claimed_with_the_keyboard_alone(phone: Page, sound: Sound, site: Site) -> None:
    with site.app.app_context():
        mine = make.service(db.session(), "Canal menders", source="test")
        db.session.commit()
        address = f"/listings/{mine.id}"
    come_in(phone, site, PROVIDER)
    phone.goto(address)
    reach(phone, "Is this yours?")
    phone.keyboard.press("Enter")
    heading(phone, "Is this yours?")
    sound(phone)
    reach(phone, "I run it, or help to run it")
    phone.keyboard.press("Space")
    reach(phone, "In your own words")
    phone.keyboard.type("I have mended there since 2019")
    reach(phone, "Send to a steward")
    phone.keyboard.press("Enter")
    heading(phone, "Thank you for asking")
    sound(phone)


@pytest.mark.parametrize("javascript", [True], indirect=True, ids=["javascript"])
def test_a_photo_as_phones_take_them_is_made_smaller_before_it_is_sent(
    phone: Page, sound: Sound, site: Site, bingo: UUID, tmp_path: Path
) -> None:
    noise = Image.frombytes("RGB", (2400, 1800), random.Random(1).randbytes(2400 * 1800 * 3))
    noise.save(tmp_path / "photo.jpg", quality=90)
    come_in(phone, site, PROVIDER)
    phone.goto(f"/provider/listings/{bingo}/picture")
    phone.get_by_label("Choose a picture").set_input_files(tmp_path / "photo.jpg")
    expect(phone.get_by_text(re.compile(r"Made smaller, from 3\.\d to [01]\.\d MB"))).to_be_visible()
    sound(phone)
    phone.get_by_role("button", name="Send to a steward").click()
    expect(phone.get_by_role("alert")).to_contain_text("Enter what the picture shows")
    phone.get_by_label("What does the picture show?").fill("Six people having tea")
    phone.get_by_role("button", name="Send to a steward").click()
    expect(phone.get_by_text("A picture: Six people having tea")).to_be_visible()


def reach(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.locator(":focus").count() and words in named(page):
            return
    raise AssertionError(f"the Tab key never reaches “{words}”")


def named(page: Page) -> str:
    """The words of what has the focus: its own, or its label's."""
    focused = page.locator(":focus")
    field_id = focused.get_attribute("id")
    label = page.locator(f'label[for="{field_id}"]') if field_id else None
    return (label.first.inner_text() if label is not None and label.count() else focused.inner_text()).strip()
