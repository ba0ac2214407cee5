"""What is written is what is read; other listings, other facts and other people's edits stay whole."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.audit.models import AuditEvent
from directory.errors import NotVisible, RuleBroken
from directory.listings.codes import Feature, Known, ListingStatus
from directory.listings.editing import (
    FIELDS,
    create_listing,
    edited_here,
    read_content,
    restore_version,
    versions_of,
    write_content,
)
from directory.listings.models import Contact, Funding, Location, Organization, Phone, Service
from tests.factories import listings as make
from tests.listings.editing.conftest import HALL, THURSDAYS

BY = "user:7"


def same(read: dict[str, Any], sent: dict[str, Any]) -> None:
    """Equal but for the ids that rows were given."""
    for key, value in sent.items():
        found = read[key]
        if key == "organization":
            found = {name: said for name, said in found.items() if name != "id"}
        if key == "venues":
            found = [{name: said for name, said in row.items() if name != "location_id"} for row in found]
        assert found == value, key


def test_everything_that_is_sent_is_read_back(session: Session, whole: dict[str, Any], at: datetime) -> None:
    service = create_listing(session, whole, by=BY, at=at)
    same(read_content(session, service.id), whole)
    assert set(read_content(session, service.id)) == set(whole) == set(FIELDS)


def test_a_new_listing_has_its_first_version(session: Session, whole: dict[str, Any], at: datetime) -> None:
    service = create_listing(session, whole, by=BY, at=at, status=ListingStatus.SUBMITTED)
    (version,) = versions_of(session, service.id)
    assert (version.number, version.by, version.at, version.why) == (1, BY, at, "Added")
    assert service.listing_status is ListingStatus.SUBMITTED


def test_only_what_differs_is_written_and_told(session: Session, whole: dict[str, Any], at: datetime) -> None:
    service = create_listing(session, whole, by=BY, at=at)
    seen = service.version
    changed = write_content(session, service, {"name": whole["name"], "alert": "Back door today"}, by=BY, at=at)
    assert changed == {"alert"}
    assert service.version == seen + 1
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence.desc())).first()
    assert event is not None
    assert (event.action, event.detail) == ("listing.edited", {"version": 2, "fields": ["alert"]})


def test_nothing_new_keeps_no_version(session: Session, whole: dict[str, Any], at: datetime) -> None:
    service = create_listing(session, whole, by=BY, at=at)
    assert write_content(session, service, read_content(session, service.id), by=BY, at=at) == frozenset()
    assert len(versions_of(session, service.id)) == 1


def test_several_fields_move_the_counter_once(session: Session, whole: dict[str, Any], at: datetime) -> None:
    service = create_listing(session, whole, by=BY, at=at)
    seen = service.version
    changes: dict[str, Any] = {
        "name": "Friday coffee",
        "phones": [],
        "needs": [],
        "closing_on": "2026-12-31",
        "organization": None,
    }
    write_content(session, service, changes, by=BY, at=at + timedelta(hours=1))
    assert service.version == seen + 1
    assert service.listing_status is ListingStatus.CLOSING


def test_the_first_edit_of_an_imported_listing_keeps_how_it_came(session: Session, at: datetime) -> None:
    service = make.service(session, "From a feed", source="a_feed", external_id="1")
    assert edited_here(session, [service.id]) == set()
    write_content(session, service, {"name": "Put right"}, by=BY, at=at, why="The sign says so")
    newest, first = versions_of(session, service.id)
    assert (first.number, first.by, first.content["name"]) == (1, "import:a_feed", "From a feed")
    assert (newest.number, newest.why, newest.content["name"]) == (2, "The sign says so", "Put right")
    assert edited_here(session, [service.id]) == {service.id}


def test_a_version_is_restored_as_a_new_one_and_today_stays_today(
    session: Session, whole: dict[str, Any], at: datetime
) -> None:
    service = create_listing(session, whole, by=BY, at=at)
    changes = {"name": "Wrong", "venues": [], "costs": [], "capacity": {"status": "full"}}
    write_content(session, service, changes, by=BY, at=at)
    restore_version(session, service, 1, by="user:8", at=at)
    read = read_content(session, service.id)
    same(read, {key: whole[key] for key in ("name", "venues", "costs")})
    assert read["capacity"] == {"status": "full"}
    newest = versions_of(session, service.id)[0]
    assert (newest.number, newest.by, newest.why) == (3, "user:8", "Version 1 restored")


def test_an_unknown_version_is_not_restored(session: Session, at: datetime) -> None:
    with pytest.raises(NotVisible):
        restore_version(session, make.service(session), 4, by=BY, at=at)


def test_what_content_does_not_tell_stays(session: Session, whole: dict[str, Any], at: datetime) -> None:
    service = create_listing(session, whole, by=BY, at=at)
    session.add(Funding(service_id=service.id, source="The lottery"))
    imported = make.term(session, "open_eligibility", "food", "Food")
    make.tag(session, service, imported)
    write_content(session, service, {"needs": [], "name": "Other"}, by=BY, at=at)
    assert session.scalars(select(Funding.source).where(Funding.service_id == service.id)).all() == ["The lottery"]
    assert read_content(session, service.id)["needs"] == []


def shared_hall(session: Session) -> tuple[Service, Service, Location]:
    mine, theirs = make.service(session, "Mine"), make.service(session, "Theirs")
    hall = make.location(session, 53.1, -1.25)
    make.access(session, Feature.LIFT, Known.NO, place=hall)
    make.held_at(session, mine, hall)
    make.held_at(session, theirs, hall)
    return mine, theirs, hall


def test_another_address_at_a_shared_place_makes_a_place_of_its_own(session: Session, at: datetime) -> None:
    mine, theirs, hall = shared_hall(session)
    venue = read_content(session, mine.id)["venues"][0] | {"address_1": "2 Other Street"}
    write_content(session, mine, {"venues": [venue]}, by=BY, at=at)
    moved, stayed = read_content(session, mine.id)["venues"][0], read_content(session, theirs.id)["venues"][0]
    assert (moved["address_1"], stayed["address_1"]) == ("2 Other Street", "1 High Street")
    assert moved["location_id"] != stayed["location_id"] == str(hall.id)
    assert moved["access"] == {"lift": "no"}


def test_a_place_that_itself_changed_changes_for_every_listing_there(session: Session, at: datetime) -> None:
    mine, theirs, hall = shared_hall(session)
    venue = read_content(session, mine.id)["venues"][0] | {"access": {"lift": "yes"}, "changes_place": True}
    write_content(session, mine, {"venues": [venue]}, by=BY, at=at)
    assert read_content(session, theirs.id)["venues"][0]["access"] == {"lift": "yes"}
    assert read_content(session, mine.id)["venues"][0]["location_id"] == str(hall.id)


def test_other_hours_leave_the_shared_place_alone(session: Session, at: datetime) -> None:
    mine, _theirs, hall = shared_hall(session)
    venue = read_content(session, mine.id)["venues"][0] | {"times": [THURSDAYS]}
    write_content(session, mine, {"venues": [venue]}, by=BY, at=at)
    read = read_content(session, mine.id)["venues"][0]
    assert (read["location_id"], read["times"]) == (str(hall.id), [THURSDAYS])


def test_a_place_of_ones_own_is_changed_where_it_is(session: Session, whole: dict[str, Any], at: datetime) -> None:
    service = create_listing(session, whole, by=BY, at=at)
    venue = read_content(session, service.id)["venues"][0]
    write_content(session, service, {"venues": [venue | {"city": "Mansfield"}]}, by=BY, at=at)
    read = read_content(session, service.id)["venues"][0]
    assert (read["location_id"], read["city"]) == (venue["location_id"], "Mansfield")


def test_an_organisation_is_found_by_its_number_and_by_its_name(
    session: Session, whole: dict[str, Any], at: datetime
) -> None:
    first = create_listing(session, whole, by=BY, at=at)
    numbered = {"name": "KGN", "identifiers": [{"scheme": "GB-CHC", "identifier": "1234567"}]}
    second = create_listing(session, {"name": "Lunch", "organization": numbered}, by=BY, at=at)
    third = create_listing(session, {"name": "Tea", "organization": {"name": "kirkby good neighbours"}}, by=BY, at=at)
    assert first.organization_id == second.organization_id == third.organization_id
    assert len(session.scalars(select(Organization)).all()) == 1


def test_a_number_of_another_organisation_is_refused(session: Session, whole: dict[str, Any], at: datetime) -> None:
    create_listing(session, whole, by=BY, at=at)
    other = make.organization(session, "Somebody else")
    taken = {"id": str(other.id), "identifiers": [{"scheme": "GB-CHC", "identifier": "1234567"}]}
    with pytest.raises(RuleBroken, match="another organisation in the directory has it"):
        create_listing(session, {"name": "Lunch", "organization": taken}, by=BY, at=at)


def test_a_place_without_a_pin_is_put_where_its_postcode_is(session: Session, at: datetime) -> None:
    service = create_listing(session, {"name": "Tea", "venues": [HALL | {"latitude": None}]}, by=BY, at=at)
    assert read_content(session, service.id)["venues"][0]["latitude"] is None  # no postcodes are loaded here


def test_pausing_what_is_not_shown_is_refused(session: Session, at: datetime) -> None:
    draft = make.service(session, listing_status=ListingStatus.DRAFT)
    with pytest.raises(RuleBroken, match="Publish the listing first"):
        write_content(session, draft, {"is_paused": True}, by=BY, at=at)


def test_a_contact_that_is_not_public_is_in_no_version_and_outlives_every_edit(
    session: Session, whole: dict[str, Any], at: datetime
) -> None:
    service = create_listing(session, whole, by=BY, at=at)
    hidden = Contact(service_id=service.id, name="Night manager", email="night@example.org", is_public=False)
    session.add(hidden)
    session.flush()
    session.add(Phone(service_id=service.id, contact_id=hidden.id, number="07700 900123", position=0))
    session.flush()
    later = [{"name": "The new desk"}, {"name": "Somebody’s own", "is_public": False}]
    write_content(session, service, {"contacts": later, "name": "Other name"}, by=BY, at=at)
    assert read_content(session, service.id)["contacts"] == [{"name": "The new desk"}]
    restore_version(session, service, 1, by=BY, at=at)
    kept = str([version.content for version in versions_of(session, service.id)])
    assert not any(words in kept for words in ("Night manager", "night@example.org", "07700 900123", "Somebody’s own"))
    assert session.scalars(select(Contact.name).where(Contact.is_public.is_(False))).all() == ["Night manager"]
    assert session.scalars(select(Phone.number).where(Phone.contact_id == hidden.id)).all() == ["07700 900123"]
