"""Every column that names a listing has its place in the list of what moves and what stays when listings are joined."""

from collections.abc import Iterator

from sqlalchemy import Column, ForeignKey, MetaData, Table, Uuid

import directory.features as _all_tables  # noqa: F401 -- brings every table in
from directory.extensions import Model
from directory.listings.models import Service
from directory.moderation.duplicates.holders import MOVES, STAYS

#: Names under which a listing is held without a foreign key, because what holds it outlives the listing.
LOOSE = frozenset({"service_id", "listing_id", "target_id"})


def parts() -> set[str]:
    """Tables of the directory itself: what a listing is made of stays with it."""
    return {
        mapper.local_table.name  # type: ignore[attr-defined]  # every mapped table has a name
        for mapper in Model.registry.mappers
        if mapper.class_.__module__.startswith("directory.listings.") and mapper.local_table.name != "listing_redirect"  # type: ignore[attr-defined]
    }


def holders_of(metadata: MetaData) -> Iterator[tuple[str, str]]:
    """Columns that name a listing."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            points = any(key.target_fullname.partition(".")[0] == Service.__tablename__ for key in column.foreign_keys)
            if points or (column.name in LOOSE and not column.foreign_keys):
                yield table.name, column.name


def unplaced(metadata: MetaData) -> list[tuple[str, str]]:
    """Those that stand in neither list."""
    placed = {(holder.table, holder.column) for holder in MOVES} | STAYS.keys()
    return [held for held in holders_of(metadata) if held not in placed and held[0] not in parts()]


def test_every_reference_to_a_listing_moves_or_stays_for_a_reason() -> None:
    assert unplaced(Model.metadata) == []


def test_neither_list_names_what_is_not_there() -> None:
    there = set(holders_of(Model.metadata))
    assert [holder for holder in MOVES if (holder.table, holder.column) not in there] == []
    assert [held for held in STAYS if held not in there] == []


def test_a_reference_that_was_forgotten_is_found() -> None:
    forgetful = MetaData()
    Table(Service.__tablename__, forgetful, Column("id", Uuid, primary_key=True))
    Table("letter", forgetful, Column("service_id", ForeignKey("service.id")))
    Table("postcard", forgetful, Column("listing_id", Uuid))
    assert sorted(unplaced(forgetful)) == [("letter", "service_id"), ("postcard", "listing_id")]
