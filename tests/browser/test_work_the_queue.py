"""H-S1: a steward clears the queue before ten: a change in part, a new listing, a question. And H-R9's other half."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from directory import clock
from directory.extensions import db
from directory.listings.codes import ListingStatus
from directory.listings.models import Service
from directory.moderation.concerns.codes import ConcernKind
from directory.moderation.concerns.operations import raise_concern
from directory.moderation.proposals import ProposalSource, propose_change
from tests.browser.conftest import Site, Sound
from tests.browser.people import STEWARD, come_in

pytestmark = pytest.mark.browser


def a_listing() -> Service:
    """The first published listing by name."""
    shown = select(Service).where(Service.listing_status == ListingStatus.PUBLISHED)
    return db.session.scalars(shown.order_by(Service.name).limit(1)).one()


def proposed(site: Site, journey: str) -> tuple[str, str]:
    """A change of one listing and a new one wait: their references."""
    with site.app.app_context():
        at = clock.now() - timedelta(days=40)  # old enough to stand first
        change = propose_change(
            db.session(),
            service=a_listing(),
            content={"alert": f"Use the back door {journey}", "summary": f"Warm and friendly {journey}."},
            source=ProposalSource.RESIDENT,
            email="ann@example.org",
            at=at,
        )
        new = propose_change(
            db.session(),
            service=None,
            content={"name": f"Canal menders {journey}", "summary": "Darning and tea."},
            source=ProposalSource.CONNECTOR,
            at=at,
        )
        db.session.commit()
        return change.reference, new.reference


def test_the_queue_is_worked_from_the_top(phone: Page, sound: Sound, site: Site, javascript: bool) -> None:
    journey = "today" if javascript else "at once"
    change, new = proposed(site, journey)
    come_in(phone, site, STEWARD)
    phone.goto("/staff/queue")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Queue")
    sound(phone)

    phone.get_by_role("link", name=re.compile(change)).click()
    expect(phone.locator("main")).to_contain_text(f"Use the back door {journey}")
    sound(phone)
    phone.get_by_label("Add this: Summary").uncheck()
    phone.get_by_role("button", name="Decide").click()
    expect(phone.locator(".govuk-error-summary")).to_be_visible()
    assert not phone.get_by_label("Add this: Summary").is_checked()
    sound(phone)
    phone.get_by_label("What whoever sent it reads").fill("The summary says enough")
    phone.get_by_role("button", name="Decide").click()
    expect(phone.locator("main")).to_contain_text("Added in part")
    sound(phone)

    phone.get_by_role("link", name=re.compile(new)).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(f"Canal menders {journey}")
    phone.get_by_label("Send it back with a question").check()
    phone.get_by_label("What whoever sent it reads").fill("Which days?")
    phone.get_by_role("button", name="Decide").click()
    expect(phone.locator("main")).to_contain_text("Sent back with your question")

    phone.goto(f"/changes/{change}")
    expect(phone.locator("main")).to_contain_text("The summary says enough")
    sound(phone)


def test_what_was_changed_is_seen_in_the_history_and_taken_back(
    phone: Page, sound: Sound, site: Site, javascript: bool
) -> None:
    journey = "once more" if javascript else "again"
    change, _new = proposed(site, journey)
    come_in(phone, site, STEWARD)
    phone.goto("/staff/queue?kind=edit")
    phone.get_by_role("link", name=re.compile(change)).click()
    listing = phone.get_by_role("link", name="Its history").get_attribute("href")
    phone.get_by_role("button", name="Decide").click()
    phone.goto(str(listing))
    expect(phone.locator("main")).to_contain_text(f"Use the back door {journey}")
    sound(phone)
    phone.get_by_role("button", name=re.compile("^Restore version")).first.click()
    expect(phone.get_by_role("status")).to_contain_text("nothing was lost")
    sound(phone)
    phone.goto("/staff/additions")
    sound(phone)


def test_a_concern_is_answered_and_the_listing_put_right(phone: Page, sound: Sound, site: Site) -> None:
    with site.app.app_context():
        service = a_listing()
        concern = raise_concern(
            db.session(), service=service, kind=ConcernKind.UNSAFE, text="The step is loose", at=clock.now()
        )
        db.session.commit()
        reference, listing = concern.reference, service.id
    come_in(phone, site, STEWARD)
    phone.goto("/staff/queue")
    phone.get_by_role("link", name=re.compile(reference)).click()
    expect(phone.locator("main")).to_contain_text("The step is loose")
    sound(phone)
    phone.get_by_label("What you found and did").fill("The step is mended")
    phone.get_by_label("Alert at the top of the listing").fill("New step at the door")
    phone.get_by_role("button", name="Send the answer").click()
    expect(phone.locator("main")).to_contain_text("Answered")
    phone.goto(f"/listings/{listing}")
    expect(phone.locator("main")).to_contain_text("New step at the door")
    phone.context.clear_cookies()
    phone.goto(f"/concerns/{reference}")
    expect(phone.locator("main")).to_contain_text("The step is mended")
    sound(phone)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what bears this name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate("(e => (e.labels?.[0]?.innerText || e.innerText || '').trim())(document.activeElement)")
        if name in focused:
            return
    raise AssertionError(f"the Tab key does not reach {name}")


# The browser tells by a script what has the focus.
@pytest.mark.parametrize("javascript", [True], indirect=True, ids=["javascript"])
def test_the_queue_is_worked_with_the_keyboard_alone(phone: Page, site: Site) -> None:
    change, _new = proposed(site, "by keyboard")
    come_in(phone, site, STEWARD)
    phone.goto("/staff/queue")
    tab_to(phone, change)
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/staff/proposals/*")
    tab_to(phone, "Add this")
    phone.keyboard.press("Space")
    tab_to(phone, "What whoever sent it reads")
    phone.keyboard.type("Only the second")
    tab_to(phone, "Decide")
    phone.keyboard.press("Enter")
    expect(phone.locator("main")).to_contain_text("Added in part")
