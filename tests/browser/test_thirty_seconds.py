"""N, "thirty-second search": a connector on the telephone types one line into one box and reads out a number.

And the daughter of the design: she is understood, and puts a wrong guess right with one tap.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Sound
from tests.browser.walks import Counted, read_out_a_number

pytestmark = pytest.mark.browser

ONE_LINE = "lunch club in worksop on saturday, not online"


def typing(page: Page) -> Counted:
    """Somebody who presses one key after another, so that the box answers to each."""
    return Counted(page, between_keys=1)


@pytest.mark.requirement("A079")
def test_a_connector_reads_out_a_number_after_one_line(phone: Page, sound: Sound) -> None:
    walk = typing(phone)
    read_out_a_number(walk)
    assert walk.fields == 1
    sound(phone)


def test_one_box_understands_place_day_and_refusal_and_says_so(phone: Page, sound: Sound) -> None:
    typing(phone).ask(ONE_LINE)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("“lunch club” near Worksop")
    said = phone.locator(".wp-understood")
    expect(said).to_contain_text("near Worksop")
    expect(said).to_contain_text("Not online.")
    expect(said.get_by_role("link", name="Undo: on Saturday")).to_be_visible()
    sound(phone)


def test_a_wrong_guess_is_put_right_with_one_tap(phone: Page, sound: Sound) -> None:
    typing(phone).ask(ONE_LINE)
    phone.get_by_role("link", name="Undo: on Saturday").click()
    expect(phone).to_have_url(re.compile("without=day(%3A|:)sat"))
    expect(phone.get_by_role("link", name="Undo: on Saturday")).to_have_count(0)
    expect(phone.get_by_role("link", name="Undo: near Worksop")).to_be_visible()
    sound(phone)


def test_everything_can_be_searched_for_as_typed(phone: Page, sound: Sound) -> None:
    typing(phone).ask(ONE_LINE)
    phone.get_by_role("link", name="Search instead for exactly what I typed").click()
    expect(phone.locator(".wp-understood")).to_contain_text("Showing exactly what you typed.")
    sound(phone)
    phone.get_by_role("link", name="Let us guess what you mean").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("near Worksop")


def test_a_name_of_several_places_is_told_apart_by_a_tap(phone: Page, sound: Sound) -> None:
    typing(phone).ask("sutton lunch club")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Which place do you mean?")
    sound(phone)
    phone.get_by_role("link", name="Sutton in Ashfield, Nottinghamshire").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("“lunch club” near Sutton in Ashfield")


def test_near_me_leads_to_the_place_box(phone: Page, sound: Sound, javascript: bool) -> None:
    typing(phone).ask("lunch club near me")
    said = phone.locator(".wp-understood")
    expect(said).to_contain_text("type your town or postcode")
    if javascript:
        expect(said).to_contain_text("Use where I am")
    sound(phone)
    said.get_by_role("link", name="Near where?").click()
    expect(phone).to_have_url(re.compile("#near$"))


def test_what_she_does_is_understood_as_what_it_may_mean(phone: Page, sound: Sound) -> None:
    typing(phone).ask("she puts the kettle in the fridge, mansfield")
    expect(phone.locator(".wp-understood")).to_contain_text("memory problems and dementia")
    sound(phone)
