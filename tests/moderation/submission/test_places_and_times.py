"""Where and when: postcodes, pins, places that are known, and times in words."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.geo.models import PlaceName, PostcodePoint
from directory.listings.codes import AddressVisibility
from directory.listings.models import Address
from directory.moderation.submission.models import ListingDraft
from tests.factories import listings as factory
from tests.moderation.submission.conftest import Walker
from tests.page import Page


@pytest.fixture
def postcode(session: Session) -> None:
    session.add(PostcodePoint(postcode="NG181AA", latitude_e6=53_143_000, longitude_e6=-1_198_000))
    session.add(PlaceName(name="Mansfield", folded_name="mansfield", latitude=53.144, longitude=-1.197, kind="town"))
    session.commit()


def kept(session: Session, slug: str) -> dict[str, Any]:
    session.expire_all()
    return dict(session.scalars(select(ListingDraft)).one().answers[slug])


def test_a_postcode_gives_the_pin_and_the_town_without_javascript(
    walker: Walker, session: Session, postcode: None
) -> None:
    walker.begin()
    answer = walker.answer("place-1", {"postcode": "ng181aa"}, go="find")
    assert answer.headers["Location"] == walker.path("place-1")
    page = walker.page("place-1")
    values = next(form for form in page.forms if form.method == "post").values
    assert (values["postcode"], values["city"], values["latitude"]) == ("NG18 1AA", "Mansfield", "53.143000")
    assert "NG18 1AA is in or near Mansfield" in page.text


def test_a_pin_that_was_dragged_stays_where_it_is(walker: Walker, session: Session, postcode: None) -> None:
    walker.begin()
    dragged = {"latitude": "53.150000", "longitude": "-1.190000", "pinned": "yes"}
    walker.answer("place-1", {"postcode": "NG18 1AA", "name": "Hall"} | dragged)
    assert kept(session, "place-1")["latitude"] == "53.150000"


def test_a_place_that_is_hidden_cannot_be_named_beside_a_pin(walker: Walker, session: Session, postcode: None) -> None:
    refuge = factory.location(session, 53.14, -1.2)
    refuge.address_visibility = AddressVisibility.HIDDEN
    factory.held_at(session, factory.service(session, "Refuge"), refuge)
    session.commit()
    walker.begin()
    dragged = {"latitude": "53.150000", "longitude": "-1.190000", "pinned": "yes", "location_id": str(refuge.id)}
    walker.answer("place-1", {"postcode": "NG18 1AA", "name": "Hall"} | dragged)
    assert kept(session, "place-1")["location_id"] == ""


@pytest.mark.parametrize("latitude", ["91", "north", "0", ""])
def test_a_pin_outside_the_country_is_put_back(walker: Walker, session: Session, postcode: None, latitude: str) -> None:
    walker.begin()
    where = {"latitude": latitude, "longitude": "-1", "pinned": "yes"}
    walker.answer("place-1", {"postcode": "NG18 1AA", "name": "Hall"} | where)
    assert kept(session, "place-1")["latitude"] == "53.143000"


def test_an_unknown_postcode_stops_nobody(walker: Walker, session: Session) -> None:
    walker.begin()
    walker.answer("place-1", {"postcode": "ZZ1 1ZZ"}, go="find")
    assert "You can go on without it" in walker.page("place-1").text
    assert walker.answer("place-1", {"postcode": "", "name": "Hall", "city": "Mansfield"}).status_code == 303


def listed_at(session: Session, *, shown: AddressVisibility = AddressVisibility.FULL) -> Any:
    location = factory.location(session, 53.1431, -1.1981, city="Mansfield", name="Old Library")
    location.address_visibility = shown
    address = session.scalars(select(Address).where(Address.location_id == location.id)).one()
    address.postal_code, address.address_1 = "NG18 1AA", "Leeming Street"
    factory.held_at(session, factory.service(session, "Chess"), location)
    session.commit()
    return location


def test_an_unknown_postcode_is_said_on_the_next_page(walker: Walker) -> None:
    walker.begin()
    walker.answer("place-1", {"postcode": "ZZ1 1ZZ", "name": "The Hut", "city": "Kirkby"})
    page = walker.page("access")
    assert "We do not know the postcode ZZ1 1ZZ" in page.text
    assert page.links["Change the postcode"] == walker.path("place-1")


def test_a_place_that_is_known_fills_in_the_address(walker: Walker, session: Session, postcode: None) -> None:
    location = listed_at(session)
    walker.begin()
    walker.answer("place-1", {"postcode": "NG18 1AA"}, go="find")
    assert "Old Library, Leeming Street, Mansfield" in walker.page("place-1").text
    walker.answer("place-1", go=f"use:{location.id}")
    chosen = kept(session, "place-1")
    assert (chosen["name"], chosen["address_1"], chosen["location_id"]) == (
        "Old Library", "Leeming Street", str(location.id),
    )  # fmt: skip


@pytest.mark.parametrize("shown", [AddressVisibility.HIDDEN, AddressVisibility.AREA])
def test_a_private_place_is_never_offered(
    walker: Walker, session: Session, postcode: None, shown: AddressVisibility
) -> None:
    location = listed_at(session, shown=shown)
    walker.begin()
    walker.answer("place-1", {"postcode": "NG18 1AA"}, go="find")
    assert "Old Library" not in walker.page("place-1").text
    walker.answer("place-1", go=f"use:{location.id}")
    assert not kept(session, "place-1")["name"]


def test_a_private_address_is_told_neither_on_the_preview_nor_by_its_town(walker: Walker, session: Session) -> None:
    walker.write(session, place_1={"visibility": "hidden", "elsewhere": "no"}, place_2={"visibility": "hidden"})
    text = walker.page("preview").text
    assert "Address kept private" in text
    assert "St Mark" not in text
    assert "Mansfield" not in text


def test_a_place_can_be_taken_out_again(walker: Walker, session: Session) -> None:
    walker.write(session)
    answer = walker.client.post(walker.path("place-2/removal"), token=False)
    assert answer.status_code == 303
    assert "Old Station Hub" not in walker.page("check").text
    assert "Where else does it happen?" not in walker.page("check").text


def test_another_place_is_asked_for_only_when_there_is_one(walker: Walker) -> None:
    walker.begin()
    assert walker.answer("place-1", {"name": "Hall"}).headers["Location"] == walker.path("access")
    assert walker.answer("place-1", {"elsewhere": "yes"}).headers["Location"] == walker.path("place-2")


def test_the_next_five_dates_are_shown_before_and_after_going_on(walker: Walker, session: Session) -> None:
    walker.begin()
    walker.answer("place-1", {"name": "Hall"})
    walker.answer("times", {"when": "every Tuesday 10 to 12"}, go="look")
    page = walker.page("times")
    assert "The next dates would be:" in page.text
    assert page.text.count(", 10am to midday") == 5
    walker.answer("times")
    assert "Saved. These are your next dates" in walker.page("cost").text


def test_lists_to_pick_from_write_the_line(walker: Walker, session: Session) -> None:
    walker.begin()
    picked = {"often": "last", "day": "Saturday", "starts": "10am", "ends": "12"}
    walker.answer("times", picked, go="add")
    assert kept(session, "times")["when"] == "Last Saturday of the month, 10am to 12"
    walker.answer("times", {"often": "every other", "day": "Monday", "starts": "2pm", "first": "12 January"}, go="add")
    assert kept(session, "times")["when"].endswith("\nEvery other Monday from 12 January at 2pm")


def test_times_nobody_can_read_are_left_to_a_steward(walker: Walker, session: Session) -> None:
    walker.begin("public_amenity")
    walker.answer("name", {"name": "Bench", "about": "A bench in the sun."})
    answer = walker.answer("times", {"when": "when the sun is out"})
    page = Page(answer.get_data(as_text=True))
    assert (answer.status_code, "Keep it as I wrote it" in page.text) == (422, True)
    form = next(form for form in page.forms if form.method == "post")
    again = walker.client.post(form.action, data=form.values | {"in_words": "y", "go": "on"}, token=False)
    assert again.status_code == 303
    assert "When: when the sun is out" in walker.page("preview").text
