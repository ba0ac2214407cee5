"""A connector asks somebody what matters to them, and three months later looks back with them."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from directory import clock
from directory.extensions import db
from directory.referrals.models import OutcomeScore
from directory.referrals.outcomes.queries import scores_of
from tests.browser.conftest import Site, Sound
from tests.browser.people import come_in, person_called
from tests.factories import referrals as given

pytestmark = pytest.mark.browser
CONNECTOR = "connector@example.org"


@pytest.mark.requirement("A150")
def test_what_matters_is_asked_by_keyboard_and_compared_later(phone: Page, sound: Sound, site: Site) -> None:
    with site.app.app_context():
        person = given.helped_person(db.session(), person_called(CONNECTOR), "Walter Example")
        where, person_id = f"{site.url}/people/{person.id}/measures", person.id
        db.session.commit()
    come_in(phone, site, CONNECTOR)
    phone.goto(where)
    sound(phone)
    phone.get_by_role("button", name="Ask now").click()
    phone.get_by_label("What matters to you").check()
    phone.get_by_label("Company", exact=True).check()
    sound(phone)
    phone.get_by_role("button", name="Show the questions").click()
    phone.get_by_label("What matters to you?").fill("To walk to the shop by myself")
    phone.keyboard.press("Tab")
    for _step in range(3):
        phone.keyboard.press("ArrowRight")
    sound(phone)
    phone.get_by_role("button", name="Keep the answers").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("What has changed")

    with site.app.app_context():
        for score in scores_of(db.session(), person_id):
            score.taken_on = clock.today() - timedelta(days=84)
        db.session.commit()
    phone.goto(where)
    phone.get_by_role("link", name="Ask the same again").click()
    expect(phone.locator("main")).to_contain_text("After 3 months")
    phone.get_by_role("group", name="How is “To walk to the shop by myself” going?").get_by_label("8").check(force=True)
    phone.get_by_role("button", name="Keep the answers").click()
    expect(phone.locator("main")).to_contain_text("higher: better")
    sound(phone)
    with site.app.app_context():
        assert db.session.query(OutcomeScore).filter_by(person_id=person_id).count() == 2
