"""H-P5 and H-P6: a provider answers a referral and notes start and end, with an account or by a letter."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import delete, select

from directory import clock
from directory.extensions import db
from directory.jobs.registry import HANDLERS
from directory.listings.models import Organization
from directory.notifications.models import OutboxMessage
from directory.notifications.outbox import deliver, put
from directory.notifications.texts import texts_sent
from directory.referrals.answering import topics
from directory.referrals.codes.referral import ClosureReason, ReferralStatus
from directory.referrals.models import Referral, ReferralInbox
from tests.browser.conftest import Site, Sound
from tests.browser.people import CONNECTOR, PROVIDER, come_in, person_called
from tests.factories import listings as make
from tests.factories import referrals as people

pytestmark = pytest.mark.browser

NAME, MATTERS = "Winifred Trial", "Somebody to sing with on Fridays"


def a_referral(site: Site, journey: str) -> tuple[UUID, str]:
    """Sent to the demonstration's provider: its id and reference."""
    with site.app.app_context():
        session, connector, provider = db.session(), person_called(CONNECTOR), person_called(PROVIDER)
        organization = session.get_one(Organization, min(provider.organization_ids))
        service = make.service(session, f"Friday singers {journey}", organization=organization)
        person = people.helped_person(
            session,
            connector,
            NAME,
            phone="01632 960411",
            communication={"large_print": "24 point"},
            safety={"leave_message": "no"},
        )
        shared = {"name": True, "phone": True, "what_matters": MATTERS}
        made = people.referral(session, connector, person, service, clock.now(), shared=shared)
        session.commit()
        return made.id, made.reference


def how_it_is(site: Site, referral_id: UUID) -> Referral:
    """The referral as it stands."""
    with site.app.app_context():
        found = db.session.get_one(Referral, referral_id)
        db.session.expunge(found)
        return found


@pytest.mark.requirement("A077")
def test_a_provider_with_an_account_answers_and_notes_start_and_end_in_two_presses_each(
    phone: Page, site: Site, sound: Sound, javascript: bool
) -> None:
    referral_id, reference = a_referral(site, f"account {javascript}")
    come_in(phone, site, PROVIDER)
    phone.goto("/provider/referrals")
    expect(phone.get_by_role("link", name=reference)).to_be_visible()
    expect(phone.locator("main")).not_to_contain_text(NAME)
    sound(phone)
    phone.get_by_role("link", name=reference).click()
    expect(phone.locator("main")).not_to_contain_text(NAME)
    sound(phone)
    phone.get_by_role("button", name="Open it").click()
    expect(phone.locator("main")).to_contain_text(NAME)
    expect(phone.locator("main")).to_contain_text(MATTERS)
    expect(phone.locator("main")).to_contain_text("24 point")
    expect(phone).not_to_have_title(re.compile("Winifred"))
    sound(phone)
    phone.get_by_role("button", name="We can help").click()
    sound(phone)
    phone.get_by_label("Day they can probably start").fill("someday")
    phone.get_by_role("button", name="We can help").click()
    expect(phone.locator(".govuk-error-summary")).to_be_visible()
    sound(phone)
    day = clock.today() + timedelta(days=7)
    phone.get_by_label("Day they can probably start").fill(f"{day:%-d %B %Y}")
    phone.get_by_role("button", name="We can help").click()
    expect(phone.locator("main")).to_contain_text("You said yes")
    phone.get_by_role("button", name="They have started").click()
    phone.get_by_label("Day they started").fill("today")
    phone.get_by_role("button", name="They have started").click()
    expect(phone.locator("main")).to_contain_text("With you now")
    sound(phone)
    phone.get_by_role("button", name="Our support has finished").click()
    phone.get_by_label("Connected and carrying on without support").check()
    phone.get_by_role("button", name="Our support has finished").click()
    expect(phone.locator("main")).to_contain_text("Finished")
    assert how_it_is(site, referral_id).ended_because is ClosureReason.NOW_INDEPENDENT


def the_letter(site: Site, referral_id: UUID) -> str:
    """The link in the letter that the worker sends."""
    with site.app.app_context():
        session = db.session()
        referral = session.get_one(Referral, referral_id)
        held = select(ReferralInbox).where(ReferralInbox.service_id == referral.service_id)
        session.scalars(held).one().code_phone = "07700 900123"
        session.execute(delete(OutboxMessage))  # what waits of the demonstration's own
        put(session, topics.SENT, {"referral": str(referral_id)}, at=clock.now())
        session.commit()
        deliver(session, HANDLERS, at=clock.now() + timedelta(seconds=1))
        body = site.app.extensions["mailman"].outbox[-1].body
    assert NAME not in body
    found = re.search(r"http\S+(/referral-answers/\S+)", body)
    assert found
    return found.group(1)


def the_code(site: Site) -> str:
    """What came by text."""
    with site.app.app_context():
        deliver(db.session(), HANDLERS, at=clock.now() + timedelta(seconds=1))
        return str(re.findall(r"\b\d{6}\b", texts_sent()[-1][1])[-1])


def test_a_provider_without_an_account_opens_the_letter_with_a_code_and_says_no_with_a_reason(
    phone: Page, site: Site, sound: Sound, javascript: bool
) -> None:
    referral_id, reference = a_referral(site, f"letter {javascript}")
    link = the_letter(site, referral_id)
    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_have_text(f"Referral {reference}")
    expect(phone.locator("main")).not_to_contain_text(NAME)
    sound(phone)
    phone.get_by_role("button", name="Send me a code").click()
    phone.get_by_label("Code").fill("12")
    phone.get_by_role("button", name="Open the referral").click()
    expect(phone.locator(".govuk-error-summary")).to_be_visible()
    sound(phone)
    phone.get_by_label("Code").fill(the_code(site))
    phone.get_by_role("button", name="Open the referral").click()
    expect(phone.locator("main")).to_contain_text(NAME)
    sound(phone)
    phone.get_by_role("button", name="We cannot help").click()
    phone.get_by_label("We are full").check()
    terms = phone.get_by_label("We keep it to ourselves")
    if terms.count():
        terms.check()
    sound(phone)
    phone.get_by_role("button", name="We cannot help").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you")
    sound(phone)
    assert how_it_is(site, referral_id).status is ReferralStatus.NOT_ACCEPTED
    phone.goto(link)
    expect(phone.locator("main")).to_contain_text("has done its work")
    sound(phone)
