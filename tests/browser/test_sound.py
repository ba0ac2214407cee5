"""The check that every journey makes on every page can fail."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Sound, violations

pytestmark = pytest.mark.browser

GOOD = "<!doctype html><html lang='en'><title>Tea</title><main><h1>Tea</h1>{}</main>"


@pytest.fixture
def javascript() -> bool:
    """With scripts only."""
    return True


def test_a_good_page_is_sound(phone: Page, sound: Sound) -> None:
    phone.set_content(GOOD.format("<p>On Tuesdays</p>"))
    sound(phone)


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("<img src='/static/images/favicon.svg'>", "image-alt"),
        ("<p style='color: #ccc; background: #fff'>On Tuesdays</p>", "color-contrast"),
        ("<label>Name</label><input name='name'>", "label"),
        ("<a href='#x' style='display: inline-block; width: 9px'>a</a><a href='#y'>b</a>", "target-size"),
        ("<h3>Where</h3>", "heading-order"),
    ],
)
def test_a_fault_is_found(phone: Page, sound: Sound, fault: str, rule: str) -> None:
    phone.set_content(GOOD.format(fault))
    assert [each["id"] for each in violations(phone)] == [rule]
    with pytest.raises(AssertionError, match=rule):
        sound(phone)


def test_words_that_stand_in_something_else_are_looked_at_again(phone: Page) -> None:
    phone.set_content(GOOD.format("<p class='quiet'>On Tuesdays</p>"))
    assert violations(phone) == []
    for _ in range(2):  # nor is a fault taken for seen
        phone.set_content(GOOD.format("<div style='color: #ccc'><p class='quiet'>On Wednesdays</p></div>"))
        assert [each["id"] for each in violations(phone)] == ["color-contrast"]


def test_a_page_wider_than_a_phone_is_found(phone: Page, sound: Sound) -> None:
    phone.set_content(GOOD.format(f"<p style='width: {PHONE['width'] + 9}px'>On Tuesdays</p>"))
    with pytest.raises(AssertionError, match="pixels wide"):
        sound(phone)
