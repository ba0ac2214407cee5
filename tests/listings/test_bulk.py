"""Writing many listings: the same list twice changes nothing, a changed one replaces what it had."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import signals
from directory.listings.bulk import write_listings
from directory.listings.models import (
    Accessibility,
    Address,
    CostOption,
    Location,
    Organization,
    OrganizationIdentifier,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from directory.listings.records import (
    ListingRecord,
    LocationRecord,
    OrganizationRecord,
    VenueRecord,
    content_hash,
)

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = datetime(2026, 2, 5, 9, tzinfo=UTC)
TABLES = (
    Organization, OrganizationIdentifier, Location, Address, Accessibility, Service, ServiceAtLocation, Schedule, Phone,
    CostOption,
)  # fmt: skip


def record(key: str = "club", **values: Any) -> ListingRecord:
    hall = LocationRecord(
        "hall",
        {"name": "The Hall"},
        [{"address_1": "1 High Street", "city": "Mansfield", "postal_code": "NG18 1AA"}],
        [{"feature": "step_free", "value": "yes"}],
        [{"number": "0115 496 0001"}],
    )
    owner = OrganizationRecord(
        "owner",
        {"name": "Good Neighbours"},
        [{"identifier_scheme": "GB-CHC", "identifier_type": "Charity", "identifier": "1234567"}],
        [{"number": "0115 496 0002"}],
    )
    weekly = {"freq": "WEEKLY", "byday": "TH", "opens_at": "10:00", "closes_at": "12:00"}
    return ListingRecord(
        key,
        {"name": f"Name of {key}", "asset_type": "group"} | values,
        owner,
        [VenueRecord(hall, "Upstairs", [weekly], [], [{"number": "0115 496 0003"}])],
        phones=[{"number": "0115 496 0004"}, {"number": "0115 496 0005", "extension": "2"}],
        costs=[{"cost_type": "free"}],
    )


def counts(session: Session) -> dict[str, int]:
    return {table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES}


def test_a_list_that_comes_again_changes_nothing(session: Session) -> None:
    write_listings(session, [record(), record("choir")], source="feed", at=AT)
    before = counts(session)
    again = write_listings(session, [record(), record("choir")], source="feed", at=LATER)
    assert again.unchanged == 2
    assert again.services() == []
    assert counts(session) == before
    assert session.scalars(select(Service.updated_at).distinct()).all() == [AT]


def test_the_very_same_records_can_be_written_twice(session: Session) -> None:
    records = [record()]
    as_they_came = deepcopy(records)
    write_listings(session, records, source="feed", at=AT)
    assert records == as_they_came
    assert write_listings(session, records, source="feed", at=LATER).unchanged == 1


def test_a_changed_listing_replaces_its_parts_and_keeps_its_id(session: Session) -> None:
    (first,) = write_listings(session, [record()], source="feed", at=AT).services()
    changed = record(name="New name")
    changed.phones = [{"number": "0115 496 0009"}]
    written = write_listings(session, [changed], source="feed", at=LATER)
    assert written.updated["service"] == [first]
    listing = session.get_one(Service, first)
    session.refresh(listing)
    assert (listing.name, listing.version, listing.updated_at) == ("New name", 2, LATER)
    numbers = session.scalars(select(Phone.number).where(Phone.service_id == first).order_by(Phone.number)).all()
    assert numbers == ["0115 496 0003", "0115 496 0009"]


def test_a_changed_place_is_written_once_and_its_listings_count_as_changed(session: Session) -> None:
    write_listings(session, [record(), record("choir")], source="feed", at=AT)
    before = counts(session)
    moved = [record(), record("choir")]
    for each in moved:
        each.venues[0].location.addresses[0]["postal_code"] = "NG18 2BB"
    written = write_listings(session, moved, source="feed", at=LATER)
    assert len(written.updated["location"]) == 1
    assert len(written.services()) == 2
    assert counts(session) == before
    assert session.scalars(select(Address.postal_code)).all() == ["NG18 2BB"]


def test_two_sources_may_use_the_same_id(session: Session) -> None:
    write_listings(session, [record()], source="one", at=AT)
    assert len(write_listings(session, [record()], source="two", at=AT).created["service"]) == 1
    assert session.scalar(select(func.count()).select_from(Service)) == 2


def test_a_charity_that_two_sources_know_keeps_its_number_once(session: Session) -> None:
    write_listings(session, [record()], source="one", at=AT)
    write_listings(session, [record(name="Changed")], source="two", at=AT)
    changed = record()
    assert changed.organization
    changed.organization.values["name"] = "Better Neighbours"
    write_listings(session, [changed], source="one", at=LATER)
    assert session.scalars(select(OrganizationIdentifier.identifier)).all() == ["1234567"]


def test_a_listing_said_twice_in_one_list_is_written_once(session: Session) -> None:
    write_listings(session, [record(name="Old"), record(name="New")], source="feed", at=AT)
    assert session.scalars(select(Service.name)).all() == ["New"]


def test_a_listing_that_loses_its_organisation_has_none(session: Session) -> None:
    write_listings(session, [record()], source="feed", at=AT)
    informal = record()
    informal.organization = None
    write_listings(session, [informal], source="feed", at=LATER)
    assert session.scalars(select(Service.organization_id)).all() == [None]


def test_only_what_changed_is_announced(session: Session) -> None:
    heard: list[Any] = []

    def hear(_sender: Any, *, service_ids: list[Any]) -> None:
        heard.append(len(service_ids))

    with signals.service_changed.connected_to(hear):
        write_listings(session, [record(), record("choir")], source="feed", at=AT)
        write_listings(session, [record(), record("choir", name="Other")], source="feed", at=LATER)
        write_listings(session, [record(), record("choir", name="Other")], source="feed", at=LATER)
    assert heard == [2, 1]


def test_many_listings_are_matched_in_pieces(session: Session) -> None:
    many = [record(f"club-{number}") for number in range(1_100)]
    write_listings(session, many, source="feed", at=AT)
    assert write_listings(session, many, source="feed", at=LATER).unchanged == 1_100


@pytest.mark.parametrize("change", ["name", "phones", "venue"])
def test_the_fingerprint_tells_any_difference(change: str) -> None:
    other = record()
    if change == "name":
        other.values["name"] = "Other"
    elif change == "phones":
        other.phones.pop()
    else:
        other.venues[0].location.accessibility[0]["value"] = "no"
    assert content_hash(other) != content_hash(record())


def test_the_order_of_columns_makes_no_difference_to_the_fingerprint() -> None:
    other = record()
    other.values = dict(reversed(other.values.items()))
    assert content_hash(other) == content_hash(record())
