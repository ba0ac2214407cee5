"""The printed sheet says every required fact of every listing, or says that it is not known."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy.orm import Session

from directory.listings.codes import (
    AddressVisibility,
    CapacityStatus,
    CostType,
    Feature,
    Known,
    ListingStatus,
    PhoneKind,
)
from directory.listings.models import CostOption, Phone, Schedule, Service, ServiceCapacity
from directory.selfhelp.models import Shortlist
from tests.client import CheckedClient
from tests.factories import listings as factory
from tests.page import Page
from tests.selfhelp.conftest import Save

OnlyList = Callable[[], Shortlist]


def entries(page: Page) -> dict[str, str]:
    """The words of each listing on the sheet, by its id."""
    return {element.get("data-listing", ""): Page.text_of(element) for element in page.all(".//article")}


def parts(page: Page, listing: Service) -> dict[str, str]:
    """The facts of one listing by their names."""
    (article,) = [found for found in page.all(".//article") if found.get("data-listing") == str(listing.id)]
    found: dict[str, str] = {}
    for facts in article.iter("dl"):
        rows: list[Element] = list(facts)
        found |= {Page.text_of(name): Page.text_of(said) for name, said in zip(rows[::2], rows[1::2], strict=True)}
    return found


def at_a_hall(session: Session, number: int) -> Service:
    """A listing of which everything is known."""
    listing = factory.service(session, f"Group {number}", access_routes=["drop_in"])
    place = factory.location(session, 53.1, -1.2, name=f"Hall {number}")
    factory.held_at(session, listing, place)
    factory.weekly(session, listing, "TU", "10:00", "11:30")
    factory.access(session, Feature.STEP_FREE, Known.YES, place=place)
    session.add_all(
        [
            Phone(service_id=listing.id, number=f"01632 9600{number:02d}"),
            CostOption(service_id=listing.id, cost_type=CostType.FREE),
        ]
    )
    session.flush()
    return listing


@pytest.fixture
def sheet(client: CheckedClient, save: Save, only_list: OnlyList) -> Callable[..., Page]:
    """The sheet of these listings."""

    def opened(*listings: Service) -> Page:
        for listing in listings:
            save(listing)
        return client.page(f"/shortlists/{only_list().code}/sheet")

    return opened


@pytest.mark.requirement("A057")
def test_a_sheet_of_twenty_shows_phone_times_and_address_of_every_one(
    sheet: Callable[..., Page], session: Session
) -> None:
    listings = [at_a_hall(session, number) for number in range(20)]
    page = sheet(*listings)
    said = entries(page)
    assert len(said) == 20
    for number, listing in enumerate(listings):
        words = said[str(listing.id)]
        assert f"01632 9600{number:02d}" in words
        assert "Every Tuesday, 10am to 11:30am" in words
        assert f"Hall {number}, 1 High Street, Mansfield NG18 1AA" in words
        assert parts(page, listing)["Cost"] == "Free"
        assert parts(page, listing)["Joining"] == "Just turn up"
        assert parts(page, listing)["Access"] == "Step-free entrance and route"


def test_what_is_not_known_is_said_and_never_left_out(sheet: Callable[..., Page], session: Session) -> None:
    bare = factory.service(session, "Bare", delivery_modes=[], access_routes=[], verified_at=None)
    page = sheet(bare)
    facts = parts(page, bare)
    assert "No phone given" in entries(page)[str(bare.id)]
    assert facts["When"] == "No times given: ask before you go"
    assert facts["Where"] == "No address given: ask where it is"
    assert facts["Cost"] == "Cost not known: ask"
    assert facts["Joining"] == "Not known: ask how to join"
    assert facts["Access"] == "Access not known: ask before you go"
    assert "Nobody has checked these details yet" in entries(page)[str(bare.id)]


def test_phone_comes_first(sheet: Callable[..., Page], session: Session) -> None:
    listing = at_a_hall(session, 1)
    words = entries(sheet(listing))[str(listing.id)]
    assert words.index("01632 960001") < words.index("Tuesday") < words.index("High Street") < words.index("Free")


def test_all_numbers_are_there_with_extension_and_kind(sheet: Callable[..., Page], session: Session) -> None:
    listing = at_a_hall(session, 1)
    session.add_all(
        [
            Phone(service_id=listing.id, number="01632 960555", extension="12", position=1),
            Phone(service_id=listing.id, number="07700 900123", kind=PhoneKind.TEXT, position=2),
        ]
    )
    words = entries(sheet(listing))[str(listing.id)]
    assert "01632 960555 extension 12" in words
    assert f"{PhoneKind.TEXT.label} 07700 900123" in words


def test_a_listing_without_a_number_of_its_own_shows_that_of_whoever_runs_it(
    sheet: Callable[..., Page], session: Session
) -> None:
    owner = factory.organization(session)
    listing = factory.service(session, organization_id=owner.id)
    session.add(Phone(organization_id=owner.id, number="01632 960777"))
    assert "01632 960777" in entries(sheet(listing))[str(listing.id)]


def test_every_venue_has_its_own_times(sheet: Callable[..., Page], session: Session) -> None:
    listing = factory.service(session, "Two halls")
    for name, days in (("North Hall", "MO"), ("South Hall", "TH")):
        here = factory.held_at(session, listing, factory.location(session, 53.1, -1.2, name=name))
        factory.weekly(session, listing, days, "14:00", "15:30", service_at_location_id=here.id)
    when = parts(sheet(listing), listing)["When"]
    assert "North Hall: Every Monday, 2pm to 3:30pm" in when
    assert "South Hall: Every Thursday, 2pm to 3:30pm" in when


def test_the_next_date_is_a_date_because_paper_stays(sheet: Callable[..., Page], session: Session) -> None:
    listing = factory.service(session)
    fortnightly = {"freq": "WEEKLY", "interval": 2, "byday": "TU", "dtstart": date(2026, 1, 6)}
    session.add(Schedule(service_id=listing.id, opens_at="10:00", closes_at="12:00", **fortnightly))
    when = parts(sheet(listing), listing)["When"]
    assert "Next: Tuesday 6 January 2026" in when
    assert "tomorrow" not in when


def test_a_hidden_address_is_not_printed_and_the_sheet_says_why(sheet: Callable[..., Page], session: Session) -> None:
    refuge = factory.service(session, "Refuge")
    place = factory.location(session, 53.1, -1.2, name="Rose House", visibility=AddressVisibility.HIDDEN)
    factory.held_at(session, refuge, place)
    page = sheet(refuge)
    assert "The address is kept private" in parts(page, refuge)["Where"]
    for secret in ("Rose House", "High Street", "NG18"):
        assert secret not in page.html


def test_of_a_partly_shown_address_only_the_town_is_printed(sheet: Callable[..., Page], session: Session) -> None:
    listing = factory.service(session)
    place = factory.location(session, 53.1, -1.2, name="Rose House", visibility=AddressVisibility.AREA)
    factory.held_at(session, listing, place)
    page = sheet(listing)
    assert parts(page, listing)["Where"] == "Mansfield, Ask for the address when you get in touch"
    assert "Rose House" not in page.html


@pytest.mark.parametrize(
    ("modes", "words"),
    [
        (["phone"], "By phone, from wherever you are"),
        (["phone", "video", "online"], "By phone, by video call or online, from wherever you are"),
        (["home"], "They come to your home"),
    ],
)
def test_without_a_place_the_sheet_says_how_help_reaches_people(
    sheet: Callable[..., Page], session: Session, modes: list[str], words: str
) -> None:
    listing = factory.service(session, delivery_modes=modes)
    factory.covers(session, listing, "Ashfield")
    assert parts(sheet(listing), listing)["Where"] == f"{words}. Covers Ashfield"


def test_a_known_no_is_printed_as_plainly_as_a_yes(sheet: Callable[..., Page], session: Session) -> None:
    listing = factory.service(session)
    place = factory.location(session, 53.1, -1.2)
    factory.held_at(session, listing, place)
    factory.access(session, Feature.STEP_FREE, Known.NO, place=place)
    factory.access(session, Feature.HOIST, Known.NOT_KNOWN, place=place)
    facts = parts(sheet(listing), listing)
    assert facts["Access"] == "No: step-free entrance and route"


def test_full_and_closed_are_printed(sheet: Callable[..., Page], session: Session) -> None:
    listing = factory.service(session, closed_from=date(2026, 1, 1), closed_to=date(2026, 1, 31))
    session.add(ServiceCapacity(service_id=listing.id, status=CapacityStatus.FULL))
    words = entries(sheet(listing))[str(listing.id)]
    assert "Closed until 31 January 2026" in words
    assert "Full at the moment" in words


@pytest.mark.requirement("A057", "A061", "A062")
def test_the_sheet_has_the_council_the_right_to_an_assessment_the_date_and_the_code(
    sheet: Callable[..., Page], tea: Service, only_list: OnlyList
) -> None:
    page = sheet(tea)
    assert "0115 496 0000" in page.text
    assert "You can ask the council for a care and support assessment" in page.text
    assert "whatever money they have" in page.text
    assert not {"savings", "£23,250", "threshold", "eligible"} & set(page.text.casefold().split())
    assert "Printed on Monday 5 January 2026" in page.text
    assert only_list().code.replace("-", " ") in page.text
    assert f"https://waypost.test/shortlists/{only_list().code}" in page.text
    assert 'aria-label="QR code of the address of this list"' in page.html


def test_a_listing_that_ends_after_saving_is_named_on_the_sheet(
    sheet: Callable[..., Page], tea: Service, client: CheckedClient, only_list: OnlyList
) -> None:
    sheet(tea)
    tea.listing_status = ListingStatus.ARCHIVED
    page = client.page(f"/shortlists/{only_list().code}/sheet")
    assert "No longer listed Tea on Tuesdays" in page.text


@pytest.mark.requirement("A035", "A057")
def test_one_listing_makes_a_leaflet(client: CheckedClient, session: Session) -> None:
    listing = at_a_hall(session, 7)
    page = client.page(f"/listings/{listing.id}/leaflet")
    assert page.h1 == "Group 7"
    assert "01632 960007" in entries(page)[str(listing.id)]
    assert f"https://waypost.test/listings/{listing.id}" in page.text


def test_a_leaflet_of_a_hidden_or_unknown_listing_is_404(client: CheckedClient, session: Session) -> None:
    draft = factory.service(session, listing_status=ListingStatus.DRAFT)
    for listing_id in (draft.id, "01980000-0000-7000-8000-000000000000"):
        assert client.get(f"/listings/{listing_id}/leaflet").status_code == 404


def test_the_day_of_the_last_check_is_a_date(sheet: Callable[..., Page], session: Session) -> None:
    listing = factory.service(session, verified_at=datetime(2025, 12, 15, 12, tzinfo=UTC))
    assert "Details checked on 15 December 2025" in entries(sheet(listing))[str(listing.id)]


def test_a_leaflet_on_a_subject_of_discretion_has_a_quiet_title_and_a_quick_way_out(
    client: CheckedClient, session: Session
) -> None:
    refuge = factory.service(session, "Refuge helpline")
    factory.tag(session, refuge, factory.term(session, "needs", "safe.domestic", "Domestic abuse"))
    answer = client.get(f"/listings/{refuge.id}/leaflet")
    page = Page(answer.get_data(as_text=True))
    assert "Refuge" not in page.title
    assert "Refuge helpline" in page.text
    assert any("Leave this site" in words for words in page.links)
    assert answer.headers["Cache-Control"] == "no-store"
