"""H-P2: a letter, one look, one tap, thank you. Nobody signs in, and the link is dead afterwards."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from directory import clock
from directory.extensions import db
from directory.listings.codes import ListingStatus, VerificationMethod
from directory.listings.models import Service
from directory.moderation.freshness.messages import send_still_right
from directory.moderation.freshness.reminding import TOPIC, remind
from directory.notifications.models import OutboxMessage
from tests.browser.conftest import Site, Sound
from tests.factories import listings as make

pytestmark = pytest.mark.browser


def a_due_listing(site: Site, name: str, email: str) -> UUID:
    """A listing whose check is due today."""
    with site.app.app_context():
        made = make.service(
            db.session(), name, email=email, summary="Cards and cake.", review_due_on=clock.today(), source="test",
            listing_status=ListingStatus.REVIEW_DUE,
        )  # fmt: skip
        make.weekly(db.session(), made, "FR", "14:00", "16:00")
        db.session.commit()
        return made.id


def the_letter_to(site: Site, email: str) -> str:
    """What the worker would have sent this morning."""
    with site.app.app_context():
        remind(db.session(), clock.now(), most=500)
        db.session.commit()
        for message in db.session.scalars(select(OutboxMessage).where(OutboxMessage.topic == TOPIC)).all():
            send_still_right(db.session(), message.payload, clock.now())
        db.session.commit()
        (letter,) = [mail for mail in site.app.extensions["mailman"].outbox if mail.to == [email]]
        return str(letter.body)


def test_from_the_letter_to_thank_you_in_one_tap(phone: Page, sound: Sound, site: Site, javascript: bool) -> None:
    journey = "today" if javascript else "at-once"
    name, email = f"Cards with cake {journey}", f"cards.{journey}@example.org"
    listing = a_due_listing(site, name, email)
    letter = the_letter_to(site, email)
    found = re.search(r"http\S+/still-right/\S+", letter)
    assert found is not None
    link = found.group()

    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Is this still right?")
    expect(phone.locator("main")).to_contain_text("Every Friday, 2pm to 4pm")
    sound(phone)
    phone.get_by_role("button", name="Yes, it is still right").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you")
    sound(phone)
    assert phone.context.cookies() == []

    with site.app.app_context():
        service = db.session.get_one(Service, listing)
        assert service.verification_method is VerificationMethod.PROVIDER_CONFIRMED
        assert service.listing_status is ListingStatus.PUBLISHED

    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_have_text("This is done already")
    sound(phone)


def test_whoever_is_tired_of_letters_ends_them_from_a_letter(
    phone: Page, sound: Sound, site: Site, javascript: bool
) -> None:
    email = f"tired.{javascript}@example.org".lower()
    a_due_listing(site, f"Tired knitters {javascript}", email)
    found = re.search(r"No more letters like this: (\S+)", the_letter_to(site, email))
    assert found is not None
    phone.goto(found.group(1))
    sound(phone)
    phone.get_by_role("button", name="Send me no more of these").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("No more letters")
    sound(phone)
