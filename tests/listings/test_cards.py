"""What a card says of a listing, and what reading it costs."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from directory.extensions import db
from directory.listings.cards import Card, cards
from directory.listings.codes import AddressVisibility, CostType, Known, ListingStatus, PhoneKind, Visibility
from directory.listings.models import Phone, Schedule
from tests.factories import listings as make


def card(session: Session, listing_id: object, at: datetime) -> Card:
    return cards(session, [listing_id], at)[listing_id]  # type: ignore[list-item,index]  # an id


def test_a_bare_listing_still_has_a_card(session: Session, at: datetime) -> None:
    listing = make.service(session, "Street friends", description="Neighbours who look in. " * 30)
    told = card(session, listing.id, at)
    assert (told.name, told.organization, told.when, told.phone) == ("Street friends", None, "", "")
    assert told.cost == "Cost not known: ask"
    assert told.summary.endswith(" …")
    assert len(told.summary.split()) == 41


def test_the_first_voice_number_is_shown_with_its_extension(session: Session, at: datetime) -> None:
    listing = make.service(session)
    session.add_all(
        [
            Phone(service_id=listing.id, number="0115 496 0001", position=2),
            Phone(service_id=listing.id, number="0115 496 0002", extension="4", position=1),
            Phone(service_id=listing.id, number="18001 0115 496 0003", kind=PhoneKind.TEXT_RELAY, position=0),
        ]
    )
    session.flush()
    assert card(session, listing.id, at).phone == "0115 496 0002 extension 4"


def test_a_hidden_place_is_not_on_the_card(session: Session, at: datetime) -> None:
    listing = make.service(session, "Refuge")
    make.held_at(session, listing, make.location(session, 53.1, -1.2, visibility=AddressVisibility.HIDDEN))
    told = card(session, listing.id, at)
    assert told.venue is None
    assert told.other_places == 0


def test_a_hidden_place_is_not_counted_beside_a_public_one(session: Session, at: datetime) -> None:
    listing = make.service(session)
    hidden = make.location(session, 53.1, -1.2, visibility=AddressVisibility.HIDDEN)
    make.held_at(session, listing, hidden)
    make.held_at(session, listing, make.location(session, 53.1, -1.2, name="Hub", city="Mansfield"))
    told = cards(session, [listing.id], at, nearest={listing.id: hidden.id})[listing.id]
    assert told.venue is not None
    assert (told.venue.label, told.other_places) == ("Hub, Mansfield", 0)


def test_where_only_the_town_may_be_shown_only_the_town_is(session: Session, at: datetime) -> None:
    listing = make.service(session)
    make.held_at(session, listing, make.location(session, 53.1, -1.2, visibility=AddressVisibility.AREA))
    venue = card(session, listing.id, at).venue
    assert venue is not None
    assert venue.label == "Mansfield"


def test_each_of_several_places_has_its_own_next_date(session: Session, at: datetime) -> None:
    listing = make.service(session)
    places = [make.location(session, 53.1, -1.2, name=name, city=name) for name in ("Mansfield", "Sutton")]
    for place, day in zip(places, ("TU", "TH"), strict=True):
        here = make.held_at(session, listing, place)
        session.add(
            Schedule(service_id=listing.id, service_at_location_id=here.id, freq="WEEKLY", byday=day, opens_at="10:00")
        )
    session.flush()
    for shown, when in zip(places, ("Next: tomorrow, Tuesday, 10am", "Next: Thursday 8 January, 10am"), strict=True):
        told = cards(session, [listing.id], at, nearest={listing.id: shown.id})[listing.id]
        assert told.venue is not None
        assert (told.venue.label, told.when, told.other_places) == (shown.name, when, 1)


def test_a_time_is_never_shown_beside_a_place_it_is_not_at(session: Session, at: datetime) -> None:
    listing = make.service(session)
    first, second = (make.location(session, 53.1, -1.2, name=name, city=name) for name in ("Mansfield", "Sutton"))
    make.held_at(session, listing, first)
    there = make.held_at(session, listing, second)
    session.add(
        Schedule(service_id=listing.id, service_at_location_id=there.id, freq="WEEKLY", byday="TU", opens_at="10:00")
    )
    session.flush()
    assert cards(session, [listing.id], at, nearest={listing.id: first.id})[listing.id].when == ""
    assert (
        cards(session, [listing.id], at, nearest={listing.id: second.id})[listing.id].when
        == "Next: tomorrow, Tuesday, 10am"
    )


def test_it_names_the_needs_it_fits_best(session: Session, at: datetime) -> None:
    listing = make.service(session)
    make.tag(session, listing, make.term(session, "needs", "health.falls", "Worried about falling"))
    assert card(session, listing.id, at).needs == ("Worried about falling",)


def test_someone_will_meet_you_is_said_only_when_it_is_known(session: Session, at: datetime) -> None:
    known = {value: make.service(session, value.label, someone_will_meet_you=value) for value in Known}
    told = {value: card(session, listing.id, at).meets_you for value, listing in known.items()}
    assert told == {Known.YES: True, Known.NO: False, Known.NOT_KNOWN: False}


def test_a_listing_that_is_gone_has_no_card(session: Session, at: datetime) -> None:
    listing = make.service(session)
    session.delete(listing)
    session.flush()
    assert cards(session, [listing.id], at) == {}


def test_twenty_cards_cost_four_questions(session: Session, at: datetime, app: Flask) -> None:
    ids = []
    for number in range(20):
        listing = make.service(session, f"Club {number}")
        make.weekly(session, listing, "MO", "10:00", "12:00")
        make.costs(session, listing, CostType.FREE)
        ids.append(listing.id)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    assert len(cards(session, ids, at)) == 20
    assert len(asked) == 4


def test_a_listing_withdrawn_since_the_index_was_made_has_no_card(session: Session, at: datetime) -> None:
    listing = make.service(session, listing_status=ListingStatus.ARCHIVED)
    assert cards(session, [listing.id], at) == {}


@pytest.mark.requirement("A034")
def test_a_professional_listing_has_a_card_for_professionals_only(session: Session, at: datetime) -> None:
    listing = make.service(session, visibility=Visibility.PROFESSIONAL)
    assert cards(session, [listing.id], at) == {}
    assert listing.id in cards(session, [listing.id], at, for_professionals=True)


def test_a_card_kept_for_the_minute_is_made_anew_once_the_listing_or_its_place_is_edited(
    session: Session, at: datetime
) -> None:
    listing, place = make.service(session, "Tea"), make.location(session, 53.1, -1.2, name="Hub", city="Mansfield")
    make.held_at(session, listing, place)
    first = card(session, listing.id, at)
    assert card(session, listing.id, at) is first
    place.name = "Old Hub"
    session.flush()
    moved = card(session, listing.id, at).venue
    assert moved is not None
    assert moved.name == "Old Hub"
    listing.name = "Coffee"
    session.flush()
    assert card(session, listing.id, at).name == "Coffee"
