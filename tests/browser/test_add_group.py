"""H-P1, add our group: a volunteer treasurer on a phone, without an account, nervous of forms."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Site, Sound

pytestmark = pytest.mark.browser


@dataclass
class Treasurer:
    """Counts what the way asks of somebody: pages opened, and answers given."""

    page: Page
    sound: Sound
    site: Site
    pages: list[str] = field(default_factory=list)
    answers: int = 0

    def __post_init__(self) -> None:
        self.page.on("framenavigated", self._opened)

    def _opened(self, frame: Frame) -> None:
        path = frame.url.partition("?")[0]
        if frame.parent_frame is None and (not self.pages or self.pages[-1] != path):
            self.pages.append(path)

    def write(self, label: str, words: str) -> None:
        """Type into a box."""
        self.page.get_by_role("textbox", name=label, exact=True).fill(words)
        self.answers += 1

    def choose(self, label: str) -> None:
        """Tick a box or one of several answers."""
        box = self.page.get_by_role("checkbox", name=label, exact=True)
        (box if box.count() else self.page.get_by_role("radio", name=label, exact=True)).check()
        self.answers += 1

    def known(self, legend: str, answer: str, place: int = 0) -> None:
        """Answer yes, no or not sure."""
        self.page.get_by_role("group", name=legend).nth(place).get_by_role("radio", name=answer, exact=True).check()
        self.answers += 1

    def on(self, heading: str) -> None:
        """Look at the page, then go on to the next one."""
        self.sound(self.page)
        self.page.get_by_role("button", name="Save and go on").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def begin(self, kind: str) -> None:
        """From the foot of the home page to the first question."""
        self.page.goto("/")
        self.pages.clear()
        self.page.get_by_role("contentinfo").get_by_role("link", name="Add a group or service").click()
        self.sound(self.page)
        self.choose(kind)
        self.site.let_time_pass(self.page)
        self.page.get_by_role("button", name="Begin").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Its name and what happens")

    def send(self) -> None:
        """Read the check and send."""
        self.sound(self.page)
        self.choose("I help to run it")
        self.site.let_time_pass(self.page)
        self.page.get_by_role("button", name="Send it to the stewards").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
        self.sound(self.page)


@pytest.fixture
def treasurer(phone: Page, sound: Sound, site: Site) -> Treasurer:
    return Treasurer(phone, sound, site)


def _tell_who_and_where(treasurer: Treasurer) -> None:
    treasurer.begin("A group, club or class")
    treasurer.write("What is it called?", "Gentle Movers of Warsop Vale")
    treasurer.write("What happens?", "Gentle exercise on chairs for older people, then tea and a chat.")
    treasurer.on("Who runs it?")
    treasurer.choose("An organisation, charity, church or company")
    treasurer.write("What is the organisation called?", "Warsop Vale Movers")
    treasurer.write("Charity number (optional)", "1234567")
    treasurer.on("Where does it happen?")
    treasurer.write("Postcode", "NG20 0AA")
    treasurer.write("Name of the building", "The Old Schoolroom")
    treasurer.write("Street", "1 High Street")
    treasurer.write("Town or village", "Warsop")
    treasurer.choose("Yes, somewhere else too")
    treasurer.on("Where else does it happen?")
    treasurer.write("Name of the building", "The Orchard Rooms")
    treasurer.write("Street", "2 Church Lane")
    treasurer.write("Town or village", "Mansfield")
    treasurer.on("Getting in")
    for place in (0, 1):
        treasurer.known("A way in without steps", "Yes", place)
        treasurer.known("A toilet for wheelchair users", "No", place)
    treasurer.known("Will somebody meet a newcomer at the door?", "Yes")
    treasurer.on("When does it happen?")


def _tell_when(treasurer: Treasurer, javascript: bool) -> None:
    page = treasurer.page
    fortnightly = page.locator(".wp-examples li", has_text="Fortnightly").inner_text()
    treasurer.write("The Old Schoolroom", fortnightly)
    treasurer.write("The Orchard Rooms", "2nd and 4th Thursday 2pm to 4pm")
    if javascript:
        expect(page.get_by_text("The next dates would be:")).to_have_count(2)
    treasurer.on("What does it cost?")
    expect(page.get_by_text("Saved. These are your next dates")).to_be_visible()


@pytest.mark.requirement("A026")
def test_a_class_in_two_halls_takes_fourteen_pages_and_forty_answers(treasurer: Treasurer, javascript: bool) -> None:
    page = treasurer.page
    _tell_who_and_where(treasurer)
    _tell_when(treasurer, javascript)
    treasurer.choose("A set price each time")
    treasurer.write("How much? A set price each time, in pounds", "3.50")
    treasurer.write("For what? A set price each time", "a session, tea included")
    treasurer.on("Who is it for?")
    treasurer.choose("Some people above all, but others are welcome")
    treasurer.page.get_by_label("People aged 65 and over").first.check()
    treasurer.write("Youngest age (optional)", "50")
    treasurer.answers += 1
    treasurer.on("How do people join?")
    treasurer.choose("Just turn up")
    treasurer.choose("Ring or write first")
    treasurer.write("Phone number", "01623 496 012")
    treasurer.write("Who answers, and when? (optional)", "Jan, weekday mornings")
    treasurer.write("Website or page (optional)", "www.example.org")
    treasurer.on("What does it help with?")
    expect(page.get_by_role("checkbox", name="Getting more active")).to_be_checked()
    treasurer.on("A picture, if you have one")
    treasurer.on("Check your answers")
    expect(page.get_by_text("People will find you")).to_be_visible()
    treasurer.write("Your email address (optional)", "treasurer@example.org")
    treasurer.send()
    assert len(treasurer.pages) <= 14, treasurer.pages
    assert treasurer.answers <= 40


def test_neighbours_who_help_take_five_pages_and_say_how_it_looks_first(treasurer: Treasurer, site: Site) -> None:
    treasurer.begin("Neighbours or friends who help")
    treasurer.write("What is it called?", "The kind people of Quarry Row")
    treasurer.write("What happens?", "We look in on neighbours, fetch shopping and put the bins out.")
    treasurer.on("How do people join?")
    treasurer.write("What happens then? (optional)", "Knock at number 12")
    treasurer.on("Check your answers")
    treasurer.send()
    assert len(treasurer.pages) <= 5, treasurer.pages


def test_somebody_comes_back_by_the_code_and_sees_the_listing(treasurer: Treasurer) -> None:
    page = treasurer.page
    treasurer.begin("Something out and about")
    treasurer.write("What is it called?", "Bench by the brook")
    treasurer.write("What happens?", "A bench in the sun with a view, for the elderly.")
    treasurer.on("Where does it happen?")
    expect(page.get_by_text("Some words could be plainer")).to_be_visible()
    code = page.locator(".wp-code").inner_text()
    page.goto("/drafts")
    treasurer.sound(page)
    page.get_by_label("What is your code?").fill(code.lower())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where does it happen?")
    page.goto(f"/drafts/{code}/preview")
    expect(page.get_by_role("heading", name="Bench by the brook")).to_be_visible()
    treasurer.sound(page)


@pytest.mark.parametrize("javascript", [True], indirect=True, ids=["javascript"])
def test_the_pin_is_moved_by_keys_and_stays_where_it_was_put(treasurer: Treasurer) -> None:
    page = treasurer.page
    treasurer.begin("A building or room")
    treasurer.write("What is it called?", "The Round House of Elkesley")
    treasurer.write("What happens?", "A hall for hire with a kitchen.")
    treasurer.on("Who runs it?")
    treasurer.choose("Local people, with no organisation behind it")
    treasurer.on("Where does it happen?")
    treasurer.write("Postcode", "NG18 1AA")
    treasurer.write("Name of the building", "The Round House")
    pin = page.get_by_role("button", name="The pin. Drag it to the door")
    expect(pin).to_be_visible()
    before = page.locator("#latitude").input_value()
    pin.focus()
    pin.press("ArrowUp")
    after = page.locator("#latitude").input_value()
    assert float(after) > float(before)
    treasurer.on("Getting in")
    page.go_back()
    expect(page.locator("#latitude")).to_have_value(after)


@pytest.mark.parametrize("javascript", [True], indirect=True, ids=["javascript"])
def test_all_of_it_can_be_done_by_keyboard(treasurer: Treasurer) -> None:
    page = treasurer.page
    page.goto("/listings/new")
    page.wait_for_load_state()
    _tab_to(page, "A group, club or class")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    treasurer.site.let_time_pass(page)
    _tab_to(page, "Begin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Its name and what happens")
    _tab_to(page, "What is it called?")
    page.keyboard.type("Quarry Row neighbours")
    _tab_to(page, "What happens?")
    page.keyboard.type("We look in on each other and fetch shopping.")
    _tab_to(page, "Save and go on")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("How do people join?")
    _tab_to(page, "Just turn up")
    page.keyboard.press("Space")
    _tab_to(page, "Save and go on")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on the control of this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(() => { const e = document.activeElement; return (e.labels && e.labels[0] || e).textContent.trim() })()"
        )
        if told == name:
            return
    raise AssertionError(f"no Tab leads to “{name}”")
