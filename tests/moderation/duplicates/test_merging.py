"""Joining two listings, and parting them again: nothing is lost either way."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.audit.models import AuditEvent
from directory.errors import Conflict
from directory.listings.codes import ListingStatus
from directory.listings.editing import read_content, versions_of, write_content
from directory.listings.models import Service
from directory.listings.queries.redirects import joined_to
from directory.moderation.concerns.codes import ConcernKind
from directory.moderation.concerns.operations import raise_concern
from directory.moderation.duplicates.merging import Join, merge_listings, undo_merge
from directory.notifications.models import OutboxMessage
from directory.search.operations import REFRESH
from directory.selfhelp.models import Shortlist, ShortlistItem
from tests.moderation.duplicates.conftest import BY, Joining, listed, look, the_pair


def shortlist(session: Session, code: str, at: datetime, *kept: Service) -> Shortlist:
    """A list on which somebody keeps these."""
    made = Shortlist(code=code, key_digest=code, created_at=at, seen_at=at, expires_at=at)
    made.items = [
        ShortlistItem(service_id=service.id, name=service.name, position=place) for place, service in enumerate(kept)
    ]
    session.add(made)
    session.flush()
    return made


def kept_on(session: Session, made: Shortlist) -> set[Any]:
    """The listings on a list."""
    items = session.scalars(select(ShortlistItem).where(ShortlistItem.shortlist_id == made.id))
    return {item.service_id for item in items}


@pytest.mark.requirement("A041")
def test_joining_keeps_history_and_what_hangs_on_a_listing(
    session: Session, shed: Service, twin: Service, join: Joining, at: datetime
) -> None:
    concern = raise_concern(session, service=twin, kind=ConcernKind.CLOSED, at=at)
    mine = shortlist(session, "one", at, twin)
    join(url="https://shed.example.org/mansfield")
    session.refresh(concern)
    assert concern.service_id == shed.id
    assert kept_on(session, mine) == {shed.id}
    assert read_content(session, shed.id)["url"] == "https://shed.example.org/mansfield"
    assert versions_of(session, shed.id)[0].why == "Joined with “Mens Shed Mansfield”"
    assert versions_of(session, twin.id)[0].why == "Joined to “Mansfield Men's Shed”"


def test_the_joined_listing_leaves_the_directory_and_keeps_its_parts(
    session: Session, shed: Service, twin: Service, join: Joining
) -> None:
    before = read_content(session, twin.id)
    join()
    assert twin.listing_status is ListingStatus.ARCHIVED
    assert read_content(session, twin.id) == before
    assert joined_to(session, twin.id) == shed.id


def test_an_address_joined_on_leads_to_the_last(session: Session, shed: Service, twin: Service, join: Joining) -> None:
    third = listed(session, "The Shed")
    join()
    join(third, shed)
    assert joined_to(session, twin.id) == joined_to(session, shed.id) == third.id
    assert joined_to(session, third.id) is None


def test_somebody_who_keeps_both_keeps_one(session: Session, shed: Service, twin: Service, join: Joining,
                                           at: datetime) -> None:  # fmt: skip
    both = shortlist(session, "both", at, shed, twin)
    merge = join()
    assert kept_on(session, both) == {shed.id}
    undo_merge(session, merge, by=BY, at=at)
    assert kept_on(session, both) == {shed.id, twin.id}


def test_joining_is_on_the_record_without_anybodys_words(session: Session, join: Joining) -> None:
    merge = join()
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "listings.joined")).one()
    assert event.actor == BY
    assert event.subject == f"merge:{merge.id}"


def test_search_is_told_of_both(session: Session, shed: Service, twin: Service, join: Joining) -> None:
    join()
    told = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == REFRESH)).all()
    named = {service_id for message in told for service_id in message.payload["services"] or ()}
    assert {shed.id.hex, twin.id.hex} <= named


def test_a_listing_that_changed_meanwhile_is_not_joined(
    session: Session, shed: Service, twin: Service, at: datetime
) -> None:
    seen = shed.version
    write_content(session, shed, {"summary": "Benches and tea."}, by="user:other", at=at)
    assert shed.version != seen
    with pytest.raises(Conflict, match="has changed since"):
        merge_listings(session, Join(shed, twin, {}, seen, twin.version), by=BY, at=at)


def test_a_joined_listing_is_not_joined_again(session: Session, shed: Service, twin: Service, join: Joining) -> None:
    join()
    with pytest.raises(Conflict, match="has been joined to another listing already"):
        join(twin, shed)


def test_undoing_brings_back_the_listing_and_what_moved(
    session: Session, shed: Service, twin: Service, join: Joining, at: datetime
) -> None:
    concern = raise_concern(session, service=twin, kind=ConcernKind.CLOSED, at=at)
    before = read_content(session, shed.id), read_content(session, twin.id)
    merge = join(url="https://shed.example.org/mansfield", summary="Another summary")
    undo_merge(session, merge, by=BY, at=at)
    session.refresh(concern)
    assert (read_content(session, shed.id), read_content(session, twin.id)) == before
    assert concern.service_id == twin.id
    assert twin.listing_status is ListingStatus.PUBLISHED
    assert joined_to(session, twin.id) is None


def test_undoing_keeps_what_was_edited_since(session: Session, shed: Service, join: Joining, at: datetime) -> None:
    merge = join(url="https://shed.example.org/mansfield", summary="Another summary")
    write_content(session, shed, {"summary": "Edited since", "alert": "New door"}, by="user:other", at=at)
    undo_merge(session, merge, by=BY, at=at)
    now = read_content(session, shed.id)
    assert (now["url"], now["summary"], now["alert"]) == (None, "Edited since", "New door")
    assert merge.kept_later == ["summary"]


def test_undoing_brings_the_pair_back(
    session: Session, shed: Service, twin: Service, join: Joining, at: datetime
) -> None:
    look(session, at)
    merge = join()
    assert the_pair(session).state.value == "merged"
    undo_merge(session, merge, by=BY, at=at)
    assert the_pair(session).state.value == "waiting"


def test_undoing_twice_is_refused(session: Session, join: Joining, at: datetime) -> None:
    merge = join()
    undo_merge(session, merge, by=BY, at=at)
    with pytest.raises(Conflict, match="undone already"):
        undo_merge(session, merge, by=BY, at=at)


def test_undoing_is_refused_once_the_one_that_stayed_is_deleted(
    session: Session, shed: Service, join: Joining, at: datetime
) -> None:
    merge = join()
    session.delete(shed)
    session.flush()
    session.expire_all()
    with pytest.raises(Conflict, match="“Mansfield Men's Shed” has been deleted since"):
        undo_merge(session, merge, by=BY, at=at)


def test_joinings_are_undone_the_last_first(session: Session, shed: Service, join: Joining, at: datetime) -> None:
    third = listed(session, "The Shed")
    first = join()
    last = join(third, shed)
    with pytest.raises(Conflict, match="Undo that first"):
        undo_merge(session, first, by=BY, at=at)
    undo_merge(session, last, by=BY, at=at)
    undo_merge(session, first, by=BY, at=at)
