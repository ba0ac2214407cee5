"""A record from first to last: written in a kitchen, opened by a colleague with a reason, given, erased."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Sound
from tests.browser.people import CONNECTOR, come_in

pytestmark = pytest.mark.browser

COLLEAGUE, SUPERVISOR = "colleague@example.org", "supervisor@example.org"


@pytest.mark.requirement("A155")
def test_a_record_is_made_opened_with_a_reason_given_and_erased(
    phone: Page, site: Site, sound: Sound, javascript: bool
) -> None:
    name = f"Wilma Whistledown {'with' if javascript else 'without'}"
    come_in(phone, site, CONNECTOR)
    address, reference = _make(phone, sound, name)
    _open_as_colleague(phone, site, sound, address, name)
    _give_and_erase(phone, site, sound, address, reference, name)


def _make(phone: Page, sound: Sound, name: str) -> tuple[str, str]:
    phone.goto("/people/new")
    sound(phone)
    phone.get_by_label("Name", exact=True).fill(name)
    phone.get_by_label("Phone", exact=True).fill("07700 900456")
    phone.get_by_text("What they need to be understood").click()
    phone.get_by_label("Large print", exact=True).check()
    phone.get_by_label("Details of “Large print”").fill("18 point")
    phone.get_by_text("What keeps them safe").click()
    phone.get_by_role("group", name="Safe to leave a message?").get_by_label("No", exact=True).check()
    phone.get_by_label("Code word").fill("Bramble")
    sound(phone)
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_role("status")).to_contain_text("The record is made.")
    flags = phone.get_by_role("region", name="Before you get in touch")
    expect(flags).to_contain_text("Do not leave a message: it is not safe")
    expect(flags).to_contain_text("Large print: 18 point")
    sound(phone)
    reference = phone.get_by_role("heading", level=1).inner_text()
    assert name not in phone.title()
    return phone.url.split("?")[0], reference


def _open_as_colleague(phone: Page, site: Site, sound: Sound, address: str, name: str) -> None:
    come_in(phone, site, COLLEAGUE)
    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Why do you open this record?")
    expect(phone.get_by_text(name)).to_have_count(0)
    sound(phone)
    phone.get_by_label("I am covering for a colleague who is away").check()
    phone.get_by_role("button", name="Open the record").click()
    expect(phone.get_by_text(name)).to_be_visible()
    phone.get_by_role("link", name="Who opened this record").click()
    expect(phone.get_by_role("main")).to_contain_text("I am covering for a colleague who is away")
    sound(phone)


def _give_and_erase(phone: Page, site: Site, sound: Sound, address: str, reference: str, name: str) -> None:
    come_in(phone, site, SUPERVISOR)
    phone.goto(address)
    phone.get_by_label("They asked for a copy, a correction or erasure").check()
    phone.get_by_role("button", name="Open the record").click()
    phone.get_by_role("link", name="Give a copy, erase or keep this record").click()
    sound(phone)
    phone.get_by_label("They showed a document").check()
    phone.get_by_role("button", name="Open the copy").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("What is kept about you")
    expect(phone.get_by_role("article")).to_contain_text("Bramble")
    sound(phone)
    with phone.expect_download() as saving:
        phone.get_by_role("link", name=re.compile("Save it as a file")).click()
    assert saving.value.suggested_filename == f"{reference}.json"
    assert json.loads(saving.value.path().read_text(encoding="utf-8"))["record"][0]["Name"] == name
    phone.goto(f"{address}/privacy")
    phone.get_by_label("The person asked", exact=True).check()
    phone.get_by_label("Type the reference of this record").fill(reference)
    phone.get_by_role("button", name="Erase this record").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("The record is erased")
    sound(phone)
    answer = phone.goto(address)
    assert answer is not None
    assert answer.status == 404
