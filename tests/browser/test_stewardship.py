"""H-S4 to H-S9: a list brought in, words mended, search taught, a claim checked, a pin put right, a border moved."""

import re
from pathlib import Path

import orjson
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from directory import clock
from directory.accounts.models import Membership
from directory.extensions import db
from directory.geo.models import Area
from directory.jobs.registry import HANDLERS
from directory.listings.codes import ListingStatus
from directory.listings.models import Location, Service, ServiceAtLocation
from directory.notifications import outbox
from directory.search.models import Outcome, SearchCount
from tests.browser.conftest import Site, Sound
from tests.browser.people import PROVIDER, STEWARD, come_in, person_called

pytestmark = pytest.mark.browser


def heading(phone: Page, words: str | re.Pattern[str]) -> None:
    expect(phone.get_by_role("heading", level=1)).to_have_text(words)


def worker_works(site: Site) -> None:
    with site.app.app_context():
        outbox.deliver(db.session(), HANDLERS, at=clock.now())


def of_the_provider(site: Site) -> tuple[str, str]:
    """A listing that the provider keeps: its id and name."""
    with site.app.app_context():
        provider = person_called(PROVIDER)
        keeps = select(Membership.organization_id).where(Membership.user_id == provider.id)
        shown = select(Service).where(
            Service.organization_id.in_(keeps), Service.listing_status == ListingStatus.PUBLISHED
        )
        found = db.session.scalars(shown.order_by(Service.name).limit(1)).one()
        return str(found.id), found.name


def test_a_failed_search_is_taught_to_find_something(phone: Page, sound: Sound, site: Site, javascript: bool) -> None:
    """H-S6: a synonym from a search that failed, its effect seen first, then live, and taken back."""
    word = "wobblesome" if javascript else "tottery"
    with site.app.app_context():
        for words in (word, f"{word} at home"):
            day = clock.today()
            db.session.add(SearchCount(day=day, outcome=Outcome.NONE, words=words, area="", searches=9))
        db.session.commit()
    come_in(phone, site, STEWARD)
    phone.goto("/staff/searches")
    heading(phone, "Searches that found little")
    sound(phone)

    phone.get_by_role("link", name=f"Add a synonym for “{word}”", exact=True).click()
    phone.get_by_label("What it means").select_option("falls")
    phone.get_by_role("button", name="See what would change").click()
    expect(phone.locator("main")).to_contain_text("Real searches of the last three months")
    expect(phone.locator(".wp-recent")).to_contain_text(f"{word} at home")
    sound(phone)

    phone.get_by_role("button", name=f"Save “{word}”").click()
    expect(phone.get_by_role("status")).to_contain_text(f"“{word}” is in.")
    sound(phone)
    worker_works(site)
    phone.goto(f"/search?q={word}")
    expect(phone.locator(".wp-card").first).to_be_visible()

    phone.goto("/staff/synonyms/falls")  # each change is on the record, and may be taken back
    phone.get_by_role("link", name=f"See it without “{word}”").click()
    sound(phone)
    phone.get_by_role("button", name="Take it out").click()
    expect(phone.get_by_role("status")).to_contain_text(f"“{word}”")
    expect(phone.get_by_role("button", name=re.compile("^Undo"))).to_be_visible()
    sound(phone)


def test_a_spreadsheet_is_caught_out_loaded_and_taken_back(
    phone: Page, sound: Sound, site: Site, javascript: bool, tmp_path: Path
) -> None:
    """H-S4: a list, its columns, a dry run with what is wrong by row, loaded, undone."""
    word = "ukulele" if javascript else "banjo"
    sheet = tmp_path / "workshop.csv"
    sheet.write_text(f"Name,About,Postcode\n{word} for beginners,Strum along,NG18 1AA\n,No name,\n{word} two,=1+1,\n")
    come_in(phone, site, STEWARD)
    phone.goto("/staff/imports")
    heading(phone, "Bring in a list")
    sound(phone)

    phone.get_by_role("button", name="Go on").click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("Choose a file")
    sound(phone)

    phone.get_by_label("The list, saved as CSV").set_input_files(sheet)
    phone.get_by_label("What do you call this list?").fill(f"{word} workshop")
    phone.get_by_role("button", name="Go on").click()
    heading(phone, "What is in each column?")
    expect(phone.get_by_label("About", exact=True)).to_have_value("description")
    sound(phone)

    phone.get_by_role("button", name="See what would happen").click()
    expect(phone.locator("main")).to_contain_text("Row 3: nothing under “Name”")
    expect(phone.locator("main")).to_contain_text("Row 4: under “About” is a formula")
    sound(phone)

    phone.get_by_role("button", name="Load 1 listing").click()
    expect(phone.get_by_role("status")).to_contain_text("The list is loaded")
    sound(phone)
    worker_works(site)
    phone.goto(f"/search?q={word}")
    expect(phone.locator(".wp-card__name").first).to_contain_text(f"{word} for beginners")

    phone.goto("/staff/imports")
    phone.get_by_role("link", name=re.compile(f"{word} workshop")).first.click()
    phone.get_by_role("button", name="Undo this import").click()
    expect(phone.get_by_role("status")).to_contain_text("The import is undone")
    worker_works(site)


def test_plainer_words_are_offered_and_used(phone: Page, sound: Sound, site: Site, javascript: bool) -> None:
    """H-S5: hints at jargon and long sentences, a suggestion to those who keep the listing, used by them."""
    listing, name = of_the_provider(site)
    come_in(phone, site, STEWARD)
    phone.goto(f"/staff/listings/{listing}")
    heading(phone, f"Steward’s page: {name}")
    sound(phone)
    phone.get_by_role("link", name="Fix words").click()
    heading(phone, f"Fix words: {name}")
    phone.get_by_label("In a nutshell").fill("We facilitate holistic engagement with stakeholders.")
    phone.get_by_role("button", name="Look at these words").click()
    expect(phone.get_by_role("region", name="With these words")).to_contain_text("you could say")
    sound(phone)

    words = "We meet and chat over tea" + (", every week." if javascript else ", all year.")
    phone.get_by_label("In a nutshell").fill(words)
    phone.get_by_role("button", name="Send as a suggestion").click()
    expect(phone.get_by_role("status")).to_contain_text("You read here when they answer")
    worker_works(site)

    letter = site.app.extensions["mailman"].outbox[-1]
    link = re.search(r"/word-suggestions/[0-9a-f-]+", letter.body)
    assert link is not None
    come_in(phone, site, PROVIDER)
    phone.goto(link.group())
    heading(phone, f"Plainer words for {name}")
    sound(phone)
    phone.get_by_role("button", name="Use these words").click()
    expect(phone.get_by_role("status")).to_contain_text("on your listing now")
    phone.get_by_role("link", name="See your listing").click()
    expect(phone.locator(".wp-listing__summary")).to_have_text(words)


def test_a_claim_is_shown_once_it_was_checked(phone: Page, sound: Sound, site: Site, javascript: bool) -> None:
    """H-S7: a claim with its evidence, a check with the day it ends, shown as checked."""
    listing, _name = of_the_provider(site)
    kind = "Carer friendly" if javascript else "Age friendly"
    come_in(phone, site, PROVIDER)
    phone.goto(f"/listings/{listing}/quality-claims")
    heading(phone, "Quality claims")
    sound(phone)
    phone.get_by_label(kind).check()
    phone.get_by_label("How can we tell?").fill("We hold the county’s award until next spring")
    phone.get_by_role("button", name="Send to the stewards").click()
    expect(phone.get_by_role("status")).to_contain_text("Sent.")
    phone.goto(f"/listings/{listing}")
    expect(phone.locator(".wp-checked", has_text=kind)).to_have_count(0)

    come_in(phone, site, STEWARD)
    phone.goto("/staff/quality-claims")
    sound(phone)
    phone.get_by_role("link", name=re.compile(f"^{kind}")).click()
    expect(phone.locator("main")).to_contain_text("We hold the county’s award")
    sound(phone)
    phone.get_by_label("Shown until").fill(f"{clock.today().year + 1}-03-31")
    phone.get_by_role("button", name="Confirm", exact=True).click()
    expect(phone.get_by_role("status")).to_contain_text("Confirmed.")
    expect(phone.locator("main")).to_contain_text(f"31 March {clock.today().year + 1}")
    sound(phone)
    phone.goto(f"/listings/{listing}")
    expect(phone.locator(".wp-checked", has_text=f"{kind}: Checked by the directory’s stewards on")).to_be_visible()
    sound(phone)


def test_a_border_moves_and_an_old_link_leads_on(
    phone: Page, sound: Sound, site: Site, javascript: bool, tmp_path: Path
) -> None:
    """H-S9: new outlines, what would move, applied; an old link leads on."""
    old, new, name = ("E07000174", "E06000098", "Sherwood") if javascript else ("E07000170", "E06000097", "Leen Valley")
    with site.app.app_context():
        row = db.session.scalars(select(Area).where(Area.code == old)).one()
        outline = row.geometry
    properties = {"LAD25CD": new, "LAD25NM": name}
    feature = {"type": "Feature", "properties": properties, "geometry": outline}
    file = tmp_path / "lad.geojson"
    file.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": [feature]}))
    come_in(phone, site, STEWARD)
    phone.goto("/staff/areas")
    heading(phone, "Areas")
    sound(phone)

    phone.get_by_label("Outlines as GeoJSON").set_input_files(file)
    phone.get_by_role("button", name="See what would move").click()
    heading(phone, "What would move")
    expect(phone.locator("main")).to_contain_text(f"becomes {name}. Links to it lead there.")
    sound(phone)

    phone.get_by_role("button", name="Apply").click()
    expect(phone.get_by_role("status")).to_contain_text("every listing is in its area of today")
    with site.app.app_context():
        there = select(Location.id).join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        assert db.session.scalars(there.where(Location.district_code == new)).first() is not None
    worker_works(site)
    phone.goto(f"/search?area={old}")
    expect(phone.locator(".wp-card").first).to_be_visible()
    sound(phone)


def test_a_listing_is_put_on_the_right_side_of_the_river(
    phone: Page, sound: Sound, site: Site, javascript: bool
) -> None:
    """H-S8: a postcode, the pin dragged, the area it covers, and a postcode tried."""
    listing, name = of_the_provider(site)
    come_in(phone, site, STEWARD)
    phone.goto(f"/staff/listings/{listing}")
    phone.get_by_role("link", name="Place on the map").click()
    heading(phone, f"On the map: {name}")
    sound(phone)

    phone.get_by_label("Postcode or town").fill("Mansfield")
    phone.get_by_role("button", name="Try it").click()
    expect(phone.get_by_role("status")).to_contain_text(re.compile("Yes|No"))
    sound(phone)

    phone.locator("section[aria-labelledby=places-head] a").first.click()
    heading(phone, re.compile("^Where is |^Add a place"))
    phone.get_by_label("Postcode").fill("NG18 1AA")
    phone.get_by_label("Postcode").press("Tab")
    if javascript:
        pin = phone.locator(".wp-marker")
        expect(pin).to_be_visible()
        before = phone.locator("input[name=latitude]").input_value()
        pin.press("ArrowUp")
        expect(phone.locator("input[name=latitude]")).not_to_have_value(before)
    sound(phone)
    phone.get_by_label("Why? (optional)").fill("Wrong bank of the river")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("status")).to_contain_text(re.compile("Saved|Nothing changed"))

    phone.get_by_role("link", name="Change the area it covers").click()
    phone.get_by_label("Some districts, towns or villages").check()
    phone.get_by_label("Bassetlaw", exact=True).check()
    sound(phone)
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("section[aria-labelledby=coverage-head]")).to_contain_text("Bassetlaw")
    worker_works(site)

    phone.get_by_label("Postcode or town").fill("NG18")
    phone.get_by_role("button", name="Try it").click()
    expect(phone.locator(".wp-draft__trial")).to_contain_text("Yes.")
    sound(phone)
