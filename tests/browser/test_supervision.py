"""H-N10, supervision: "It shows my work without turning people into numbers." And a colleague who is off sick."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Sound
from tests.browser.people import come_in

pytestmark = pytest.mark.browser

SUPERVISOR = "supervisor@example.org"


@pytest.mark.requirement("A110")
def test_a_supervisor_sees_the_team_looks_at_a_record_and_counts_who_comes_back(
    phone: Page, site: Site, sound: Sound
) -> None:
    come_in(phone, site, SUPERVISOR)
    phone.goto("/caseload/team")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Team")
    sound(phone)
    phone.goto("/caseload/samples")
    draw = phone.get_by_role("button", name=re.compile("^Draw the records"))
    if draw.count():
        draw.click()
    sound(phone)
    phone.locator(".wp-case__one", has_text="not looked at yet").first.get_by_role("link").click()
    sound(phone)
    for question in phone.locator("main fieldset").all():
        question.locator("input").first.check()
    phone.get_by_role("button", name="Keep these answers").click()
    expect(phone.locator(".wp-case__one", has_text="looked at").first).to_be_visible()
    sound(phone)
    phone.goto("/caseload/overlap")
    sound(phone)


def test_somebody_off_sick_is_covered_in_one_go(phone: Page, site: Site, sound: Sound) -> None:
    come_in(phone, site, SUPERVISOR)
    phone.goto("/caseload/team")
    phone.get_by_role("row", name=re.compile("volunteer")).get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hand over people")
    sound(phone)
    if not phone.get_by_label("Hand over to").count():
        return  # the journey before this one handed everybody over
    phone.get_by_role("button", name="Hand over").click()
    expect(phone.locator(".govuk-error-summary")).to_be_visible()
    sound(phone)
    phone.get_by_label("Hand over to").select_option("queue")
    phone.get_by_role("button", name="Hand over").click()
    expect(phone).to_have_url(re.compile("/caseload/team$"))
    phone.goto("/caseload/queue")
    expect(phone.get_by_role("button", name=re.compile("^Take them on")).first).to_be_visible()
    sound(phone)
