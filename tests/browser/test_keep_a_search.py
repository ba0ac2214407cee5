"""A connector keeps a search that she makes each week, does it again and takes it off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Sound

pytestmark = pytest.mark.browser


def test_a_search_is_kept_done_again_and_taken_off(phone: Page, sound: Sound) -> None:
    phone.goto("/search?q=lunch&near=Mansfield&cost=free")
    phone.get_by_text("Keep this search").click()
    sound(phone)
    phone.get_by_role("button", name="Keep it on my list").click()
    expect(phone.get_by_text("The search is on your list.")).to_be_visible()

    phone.goto("/shortlist")
    sound(phone)
    phone.get_by_role("link", name="“lunch” near Mansfield: Free").click()
    expect(phone).to_have_url(re.compile(r"/search\?cost=free&near=Mansfield&q=lunch$"))
    expect(phone.get_by_role("heading", level=1)).to_contain_text("“lunch” near Mansfield")

    phone.goto("/shortlist")
    phone.get_by_role("button", name="Print in large letters").click()
    expect(phone.get_by_role("heading", name="Searches to do again")).to_be_visible()
    sound(phone)

    phone.goto("/shortlist")
    phone.get_by_role("button", name="Take off the list").click()
    expect(phone.get_by_text("There is nothing on it yet.")).to_be_visible()


def test_a_search_about_abuse_is_not_offered_for_keeping(phone: Page) -> None:
    phone.goto("/search?need=safe.domestic&near=Mansfield")
    expect(phone.get_by_text("Keep this search")).to_have_count(0)
