"""The page of one listing."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, event
from sqlalchemy.orm import Session

from directory.extensions import db
from directory.listings.codes import (
    CapacityStatus,
    Feature,
    Known,
    LinkType,
    ListingStatus,
    PhoneKind,
    Visibility,
)
from directory.listings.models import CostOption, Phone, RequiredDocument, Schedule, Service, ServiceCapacity
from tests.client import CheckedClient
from tests.factories import listings as make

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def address(listing: Service) -> str:
    return f"/listings/{listing.id}"


def test_it_says_what_to_ring_when_and_for_how_much_before_anything_else(client: CheckedClient, club: Service) -> None:
    page = client.page(address(club))
    first = page.text.index("0115 496 0123")
    assert first < page.text.index("Next: Thursday 8 January 2026, 10am to midday")
    assert page.text.index("£2.50 a session, including cake") < page.text.index("Next dates")
    assert page.links["0115 496 0123"] == "tel:01154960123"


@pytest.mark.requirement("A047")
def test_it_lists_the_next_five_dates(client: CheckedClient, club: Service) -> None:
    page = client.page(address(club))
    for day in (8, 15, 22, 29):
        assert f"Thursday {day} January 2026" in page.text
    assert "Thursday 5 February 2026" in page.text
    assert "Thursday 12 February 2026" not in page.text


def test_a_day_off_is_left_out_and_said(client: CheckedClient, club: Service, session: Session) -> None:
    make.closed_that_day(session, club, date(2026, 1, 8), reason="Hall used for the election")
    page = client.page(address(club))
    assert "Next: Thursday 15 January 2026" in page.text
    assert "Thursday 8 January 2026: closed (Hall used for the election)" in page.text


@pytest.mark.requirement("A048")
def test_each_venue_has_its_own_hours_and_number(
    client: CheckedClient, club: Service, session: Session, phone_of: Callable[..., Phone]
) -> None:
    second = make.held_at(session, club, make.location(session, 53.2, -1.2, name="St John’s Hall"))
    phone_of("0115 496 0200", service_id=club.id, service_at_location_id=second.id)
    make.weekly(session, club, "TU", "14:00", "16:00", service_at_location_id=second.id)
    page = client.page(address(club))
    assert "Every Tuesday, 2pm to 4pm" in page.text
    assert "Every Thursday, 10am to midday" in page.text
    assert page.links["0115 496 0200"] == "tel:01154960200"
    assert "Tuesday 6 January 2026 , 2pm to 4pm , St John’s Hall" in page.text


@pytest.mark.requirement("A073")
def test_a_cost_nobody_gave_is_not_known_and_never_free(client: CheckedClient, club: Service, session: Session) -> None:
    session.execute(delete(CostOption))
    page = client.page(address(club))
    assert "Cost not known: ask" in page.text
    assert "Free" not in page.text


@pytest.mark.requirement("A084")
def test_a_membership_says_per_year(client: CheckedClient, club: Service, session: Session) -> None:
    session.add(CostOption(service_id=club.id, cost_type="membership", amount=10, amount_description="a year"))
    assert "£10 a year" in client.page(address(club)).text


def test_access_facts_are_yes_no_or_not_known(client: CheckedClient, club: Service, session: Session) -> None:
    hall = make.location(session, 53.1, -1.2)
    make.held_at(session, club, hall)
    make.access(session, Feature.STEP_FREE, Known.YES, place=hall)
    make.access(session, Feature.LIFT, Known.NO, place=hall)
    text = client.page(address(club)).text
    said = text[text.index("The Hall") :]
    yes, no, ask = said.index("Yes Step-free"), said.index("No Lift"), said.index("Not known, so ask Accessible toilet")
    assert yes < no < ask


@pytest.mark.requirement("A083")
def test_it_says_how_to_get_there_or_that_nobody_knows(client: CheckedClient, club: Service, session: Session) -> None:
    assert "Nobody has told us about buses or parking" in client.page(address(club)).text
    make.held_at(session, club, make.location(session, 53.1, -1.2, transport_note="Buses stop on the High Street"))
    assert "Getting there: Buses stop on the High Street" in client.page(address(club)).text


@pytest.mark.requirement("A085")
def test_the_first_visit_is_said_with_what_to_ask(client: CheckedClient, club: Service) -> None:
    club.someone_will_meet_you, club.transport_provided = Known.YES, Known.NO
    text = client.page(address(club)).text
    assert "Someone will meet you the first time" in text
    assert "No transport is provided" in text
    assert "Not known, so ask: whether a companion pays." in text


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (None, None, "Age not stated"),
        (18, None, "Ages 18 and over"),
        (16, 25, "Ages 16 to 25"),
        (None, 25, "Up to age 25"),
    ],
)
def test_ages_are_said_even_when_nobody_gave_them(
    client: CheckedClient, club: Service, low: int | None, high: int | None, said: str
) -> None:
    club.minimum_age, club.maximum_age = low, high
    assert said in client.page(address(club)).text


def test_it_says_who_it_is_for_and_who_it_is_not_for(client: CheckedClient, club: Service, session: Session) -> None:
    make.tag(session, club, make.term(session, "cohorts", "men", "Men"), LinkType.COHORT_WELCOMED)
    make.tag(
        session, club, make.term(session, "cohorts", "carer", "People who look after someone"), LinkType.COHORT_REQUIRED
    )
    club.exclusion_description = "Not for people who need hands-on care while here."
    session.add(RequiredDocument(service_id=club.id, document="Proof of address"))
    text = client.page(address(club)).text
    for said in (
        "Who it is for Men",
        "Only for People who look after someone",
        "hands-on care",
        "Bring Proof of address",
    ):
        assert said in text


def test_several_numbers_keep_their_kinds_and_extensions(
    client: CheckedClient, club: Service, phone_of: Callable[..., Phone]
) -> None:
    phone_of("0115 496 0124", service_id=club.id, extension="2", description="Bookings", languages=["en", "pl"])
    phone_of("0115 496 0125", service_id=club.id, kind=PhoneKind.TEXT_RELAY)
    phone_of("07700 900123", service_id=club.id, kind=PhoneKind.TEXT)
    phone_of("0115 496 0126", service_id=club.id, kind=PhoneKind.BSL_VIDEO_RELAY, languages=["bfi"])
    page = client.page(address(club))
    assert page.links["0115 496 0124 extension 2"] == "tel:01154960124,2"
    assert page.links["0115 496 0125"] == "tel:1800101154960125"
    assert page.links["07700 900123"] == "sms:07700900123"
    assert "Bookings. Also in Polish" in page.text
    assert "BSL video relay: 0115 496 0126" in page.text
    assert "Also in British Sign Language" not in page.text


def test_a_listing_without_a_number_shows_its_organisations(
    client: CheckedClient, club: Service, session: Session, phone_of: Callable[..., Phone]
) -> None:
    session.execute(delete(Phone))
    phone_of("0115 496 0300", organization_id=club.organization_id)
    page = client.page(address(club))
    assert "Kirkby Good Neighbours: 0115 496 0300" in page.text


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://club.example.org/coffee", "https://club.example.org/coffee"),
        ("www.club.example.org", "https://www.club.example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,hello", None),
        ("https://", None),
        ("http://[broken", None),
    ],
)
def test_only_web_addresses_become_links(client: CheckedClient, club: Service, url: str, href: str | None) -> None:
    club.url = url
    links = client.page(address(club)).all(".//a[@rel='noopener noreferrer']")
    found = [link.get("href") for link in links if "openstreetmap" not in str(link.get("href"))]
    assert found == ([href] if href else [])


def test_words_of_a_listing_are_never_markup(client: CheckedClient, club: Service) -> None:
    club.name, club.description = "<b>Club</b>", "</script><script>alert(1)</script>"
    page = client.page(address(club))
    assert page.h1 == "<b>Club</b>"
    assert "<script>alert(1)" not in page.html


def test_a_temporary_closure_says_from_when_to_when_and_why(client: CheckedClient, club: Service) -> None:
    club.closed_from, club.closed_to, club.closed_reason = date(2026, 1, 2), date(2026, 1, 20), "The boiler is broken."
    text = client.page(address(club)).text
    assert "Closed until 20 January 2026: the boiler is broken" in text
    assert "Next: Thursday 22 January 2026" in text


def test_a_closing_listing_shows_its_last_day_and_no_date_after_it(client: CheckedClient, club: Service) -> None:
    club.listing_status, club.closing_on = ListingStatus.CLOSING, date(2026, 1, 16)
    text = client.page(address(club)).text
    assert "Ends for good on 16 January 2026" in text
    assert "Thursday 15 January 2026" in text
    assert "Thursday 22 January 2026" not in text


def test_a_paused_listing_says_so(client: CheckedClient, club: Service) -> None:
    club.listing_status = ListingStatus.PUBLISHED_PAUSED
    assert "Not taking new people at the moment" in client.page(address(club)).text


def test_room_is_told_with_the_day_somebody_knew_it(client: CheckedClient, club: Service, session: Session) -> None:
    session.add(
        ServiceCapacity(
            service_id=club.id,
            status=CapacityStatus.WAITING_LIST,
            note="About six weeks",
            as_of=NOW - timedelta(days=5),
        )
    )
    assert "Waiting list: about six weeks. As of 31 December 2025" in client.page(address(club)).text


def test_room_that_ran_out_is_not_told(client: CheckedClient, club: Service, session: Session) -> None:
    session.add(ServiceCapacity(service_id=club.id, status=CapacityStatus.FULL, expires_at=NOW))
    assert "Full" not in client.page(address(club)).text


def test_a_helpline_keeps_hours_instead_of_dates(client: CheckedClient, club: Service, session: Session) -> None:
    session.execute(delete(Schedule))
    make.weekly(session, club, "MO,TU,WE,TH,FR", "08:00", "20:00")
    text = client.page(address(club)).text
    assert "Open now, until 8pm" in text
    assert "Monday to Friday, 8am to 8pm" in text
    assert "Next dates" not in text


def test_how_sure_we_are_is_told_to_everyone(client: CheckedClient, club: Service) -> None:
    club.verified_by, club.review_due_on = "Ashfield stewards", date(2026, 3, 17)
    assert (
        "Checked by phone by Ashfield stewards, 3 weeks ago. Next check due by 17 March 2026."
        in client.page(address(club)).text
    )


def test_it_can_be_kept_shared_printed_and_corrected(client: CheckedClient, club: Service) -> None:
    page = client.page(address(club))
    assert page.links["Tell us what is wrong"] == f"/listings/{club.id}/concerns/new"
    assert page.links["Send by email"].startswith("mailto:?subject=Thursday%20coffee")
    assert "0115%20496%200123" in page.links["Send by text message"]
    keep = next(form for form in page.forms if form.action == "/shortlist/items")
    assert keep.values["service_id"] == str(club.id)
    assert keep.values["back"] == address(club)


def test_a_listing_without_an_organisation_says_so(client: CheckedClient, club: Service) -> None:
    club.organization_id = None
    assert "Run by local people, without an organisation" in client.page(address(club)).text


@pytest.mark.requirement("A034")
def test_a_listing_for_professionals_is_not_there_for_the_public(client: CheckedClient, club: Service) -> None:
    club.visibility = Visibility.PROFESSIONAL
    assert client.get(address(club)).status_code == 404
    assert client.get(f"{address(club)}/qr.svg").status_code == 404
    assert str(club.id) not in client.get("/sitemaps/1.xml").get_data(as_text=True)


@pytest.mark.parametrize(
    "status", [ListingStatus.DRAFT, ListingStatus.SUBMITTED, ListingStatus.RETURNED, ListingStatus.REJECTED]
)
def test_a_listing_that_was_never_public_is_not_there(
    client: CheckedClient, club: Service, status: ListingStatus
) -> None:
    club.listing_status = status
    assert client.get(address(club)).status_code == 404


def test_an_unknown_listing_is_not_there(client: CheckedClient) -> None:
    assert client.get(f"/listings/{uuid4()}").status_code == 404
    assert client.get("/listings/not-an-id").status_code == 404


def test_it_is_read_in_few_statements(client: CheckedClient, club: Service, session: Session) -> None:
    for number in range(4):
        make.held_at(session, club, make.location(session, 53.1, -1.2, name=f"Hall {number}"))
    statements: list[str] = []
    session.commit()
    event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    client.page(address(club))
    # three of them for others like it, one for checked claims
    assert len([words for words in statements if words.startswith("SELECT")]) <= 19
