"""H-S2: one group is listed twice. A steward compares, joins, sees the old address lead on, and takes it back."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Locator, Page, expect

from directory import clock
from directory.extensions import db
from directory.listings.editing import create_listing
from tests.browser.conftest import Site, Sound
from tests.browser.people import STEWARD, come_in

pytestmark = pytest.mark.browser
HALL = {"name": "Canal Hall", "address_1": "2 Wharf Road", "city": "Worksop", "postal_code": "S80 1HP"}


def listed_twice(site: Site, word: str) -> tuple[UUID, UUID]:
    """A group that was entered by two people."""
    shared = {"venues": [HALL], "phones": [{"number": "01632 960 123"}]}
    with site.app.app_context():
        at = clock.now()
        first = create_listing(
            db.session(), {"name": f"Canal {word}", "summary": "Darning and tea."} | shared, by="command", at=at
        )
        second = create_listing(
            db.session(),
            {"name": f"{word} by the canal", "url": "https://canal.example.org"} | shared,
            by="command",
            at=at,
        )
        db.session.commit()
        ids = first.id, second.id
    site.command("duplicates", "find")
    return ids


def card_of(phone: Page, word: str) -> Locator:
    """The pair of that group in the queue."""
    return phone.locator(".wp-twins__pair", has_text=f"Canal {word}")


def test_two_listings_become_one_and_two_again(phone: Page, sound: Sound, site: Site, javascript: bool) -> None:
    word = "menders" if javascript else "darners"
    first, second = listed_twice(site, word)
    come_in(phone, site, STEWARD)
    phone.goto("/staff/duplicates")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Duplicates")
    expect(card_of(phone, word)).to_contain_text("same phone")
    sound(phone)

    card_of(phone, word).get_by_role("button", name=re.compile("Compare and join")).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Are these the same?")
    stays = phone.get_by_role("group", name="Which page stays?").locator("label", has_text=f"Canal {word}")
    stays.click()
    phone.get_by_role("group", name="Name").locator("label", has_text=f"Canal {word}").click()
    sound(phone)
    phone.get_by_role("button", name="Join these two").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Joined into one")
    expect(phone.locator("main")).to_contain_text("Website")
    sound(phone)
    joining = phone.url

    phone.goto(f"/listings/{second}")
    assert phone.url.endswith(f"/listings/{first}")
    expect(phone.get_by_role("heading", level=1)).to_have_text(f"Canal {word}")
    expect(phone.locator("main")).to_contain_text("canal.example.org")

    phone.goto(joining)
    phone.get_by_role("button", name="Undo: make them two again").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Parted again")
    sound(phone)
    phone.get_by_role("link", name=f"{word} by the canal", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(f"{word} by the canal")


def test_two_that_are_not_the_same_are_set_aside_in_one_tap(
    phone: Page, sound: Sound, site: Site, javascript: bool
) -> None:
    word = "walkers" if javascript else "strollers"
    listed_twice(site, word)
    come_in(phone, site, STEWARD)
    phone.goto("/staff/duplicates")
    card_of(phone, word).get_by_role("button", name=re.compile("Not the same")).click()
    expect(phone.locator("[role=status]")).to_contain_text("Set aside")
    expect(card_of(phone, word)).to_have_count(0)
    sound(phone)
    phone.get_by_role("button", name=re.compile("Undo")).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Are these the same?")
