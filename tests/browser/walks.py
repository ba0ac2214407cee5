"""Two walks as somebody in a hurry makes them, and what they cost in fields; `benchmarks/journeys.py` times them."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

LISTING = "/search?q=lunch+club&near=mansfield"


@dataclass
class Counted:
    """Fills in fields as somebody would, a key at a time when told to, and counts them."""

    page: Page
    between_keys: int = 0  # milliseconds; without any, a field is filled in at once
    fields: int = 0
    keys: int = 0

    def type(self, label: str, words: str) -> None:
        """One box."""
        self._type(self.page.get_by_label(label, exact=True), words)

    def _type(self, box: Locator, words: str) -> None:
        if self.between_keys:
            box.press_sequentially(words, delay=self.between_keys)
        else:
            box.fill(words)
        self.fields += 1
        self.keys += len(words)

    def ask(self, line: str) -> None:
        """One line into the one box of the home page, and Enter."""
        self.page.goto("/")
        box = self.page.get_by_label("In your own words")
        self._type(box, line)
        box.press("Enter")

    def tick(self, label: str | re.Pattern[str]) -> None:
        """One choice."""
        self.page.get_by_label(label).first.check()
        self.fields += 1

    def press(self, name: str) -> None:
        """A button, which is no field."""
        self.page.get_by_role("button", name=name).first.click()

    def save_as_somebody_new(self) -> None:
        """Save; whoever has a namesake by now, from the journey before, is somebody new."""
        with self.page.expect_navigation():  # a busy browser leaves late, and nothing is asked on the page it leaves
            self.press("Save and go on")
        if self.page.get_by_label("Somebody new").count():
            self.tick("Somebody new")
            self.press("Save and go on")


def read_out_a_number(walk: Counted) -> None:
    """A connector on the telephone types one line and has a number before them."""
    walk.ask("someone to talk to in mansfield not online")
    expect(walk.page.get_by_role("heading", level=1)).to_contain_text("near Mansfield")
    number = walk.page.locator(".wp-fact--phone a").first
    expect(number).to_have_attribute("href", re.compile(r"^tel:\d+"))


def refer_to_a_known_listing(walk: Counted) -> None:
    """A connector who is signed in knows the need and the listing, and the person agrees."""
    page = walk.page
    page.goto(LISTING)
    takes = page.locator(".wp-card", has=page.get_by_role("link", name=re.compile("^Refer to")))
    takes.get_by_role("link", name=re.compile("^Introduce")).first.click()
    walk.type("What matters to them?", "Company on Wednesdays")
    walk.type("Name", "Wilfred Median")
    walk.type("Phone", "01623 555 019")
    walk.type("Postcode", "NG18 1NP")
    walk.save_as_somebody_new()
    page.get_by_role("link", name=re.compile("^Refer to")).first.click()
    expect(page.get_by_label("What matters to them", exact=False).first).to_have_value("Company on Wednesdays")
    walk.press("Go on to agreement")
    walk.tick(re.compile("spoken"))
    walk.press("Save what they said, and send")
    expect(page.get_by_text(re.compile(r"RF-[A-Z0-9]{4}-[A-Z0-9]{4}")).first).to_be_visible()
