"""Who holds references to a listing, and what becomes of them when it is joined to another.

The feature that holds a reference is not imported: its table is named. A contract test fails while a column that refers
to a listing stands in neither list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from directory.extensions import Model


@dataclass(frozen=True)
class Holder:
    """A column that names a listing.

    `only` limits it to rows where another column has a value. `once_each` names the columns of which each may hold a
    listing once: a row whose owner holds the other listing already goes, and comes back when the joining is undone.
    """

    table: str
    column: str = "service_id"
    only: tuple[str, str] | None = None
    once_each: tuple[str, ...] = ()


#: These go with the listing's visitors: to the one that stays.
MOVES: tuple[Holder, ...] = (
    Holder("concern"),
    Holder("change_proposal", "target_id", only=("target_table", "service")),
    Holder("claim"),
    Holder("shortlist_item", once_each=("shortlist_id",)),
    Holder("watch", once_each=("user_id",)),
    Holder("listing_label", once_each=("label",)),
    Holder("steward_note"),
    Holder("feedback"),
    Holder("quality_claim"),
    Holder("contact_log"),
    Holder("desk_call"),
    Holder("freshness_link"),
    Holder("referral"),
    Holder("unsent_request"),
    Holder("contact_action"),
    Holder("outcome_score"),
    Holder("follow_up"),
    Holder("unmet_need"),
    Holder("promise"),
    Holder("gap_listing", once_each=("gap_case_id",)),
    Holder("gap_action"),
)

#: These stay with the listing that was joined, with the reason why.
STAYS: dict[tuple[str, str], str] = {
    ("duplicate_pair", "first_id"): "what was found about a listing is about that one",
    ("duplicate_pair", "second_id"): "what was found about a listing is about that one",
    ("merge", "survivor_id"): "joinings are undone one by one, the last first",
    ("merge", "merged_id"): "joinings are undone one by one, the last first",
    ("listing_redirect", "from_id"): "each step is kept; whoever follows goes to the end",
    ("listing_redirect", "to_id"): "each step is kept; whoever follows goes to the end",
    ("call_plan", "service_id"): "when to ring is planned anew for the one that stays",
    ("reminder", "service_id"): "tells which letters went out about that one",
    ("listing_finding", "service_id"): "is about that one's own links and numbers",
    ("listing_watch", "service_id"): "tells how far past its own day that one was",
    ("listing_use", "service_id"): "counts how often that page was read",
    ("word_suggestion", "service_id"): "speaks of that one's own words",
    ("listing_ending", "service_id"): "tells when that one ends",
    ("listing_opening", "service_id"): "tells what was open of that one",
    ("outcome_fact", "service_id"): "is counted anew each night",
    ("referral_inbox", "service_id"): "the one that stays has its own, or its organisation's",
}


@dataclass(frozen=True)
class Taken:
    """What was moved, as ids by column, and the rows that went, as plain JSON."""

    moved: list[dict[str, Any]]
    dropped: list[dict[str, Any]]


def move(session: Session, *, source: UUID, target: UUID) -> Taken:
    """Point whatever names one listing at another."""
    session.flush()
    taken = Taken([], [])
    for holder, table in _tables():
        rows = _rows(session, holder, table, source)
        double = _double(session, holder, table, rows, target)
        ids = [row["id"] for row in rows if row["id"] not in double]
        for row in rows:
            if row["id"] in double:
                taken.dropped.append({"table": holder.table, "row": {key: _plain(row[key]) for key in row}})
        if double:
            session.execute(delete(table).where(table.c.id.in_(double)))
        if ids:
            session.execute(update(table).where(table.c.id.in_(ids)).values({holder.column: target}))
            taken.moved.append({"table": holder.table, "column": holder.column, "ids": [str(id_) for id_ in ids]})
    session.expire_all()
    return taken


def move_back(session: Session, taken: Taken, *, source: UUID, target: UUID) -> None:
    """Point what was moved at the joined listing again. What is gone since, or points elsewhere, stays so."""
    session.flush()
    for entry in taken.moved:
        table = Model.metadata.tables[entry["table"]]
        column = table.c[entry["column"]]
        ids = [UUID(id_) for id_ in entry["ids"]]
        session.execute(
            update(table).where(table.c.id.in_(ids), column == target).values({entry["column"]: source})
        )  # fmt: skip
    for entry in taken.dropped:
        _put_back(session, Model.metadata.tables[entry["table"]], entry["row"])
    session.expire_all()


def _tables() -> Iterator[tuple[Holder, Table]]:
    for holder in MOVES:
        yield holder, Model.metadata.tables[holder.table]


def _rows(session: Session, holder: Holder, table: Table, source: UUID) -> list[dict[str, Any]]:
    """Whole rows only where one may have to go: others hold words that are read by nobody here."""
    columns = list(table.c) if holder.once_each else [table.c.id]
    query = select(*columns).where(table.c[holder.column] == source)
    if holder.only:
        query = query.where(table.c[holder.only[0]] == holder.only[1])
    return [dict(row) for row in session.execute(query.order_by(table.c.id)).mappings()]


def _double(session: Session, holder: Holder, table: Table, rows: list[dict[str, Any]], target: UUID) -> set[UUID]:
    if not holder.once_each or not rows:
        return set()
    columns = [table.c[name] for name in holder.once_each]
    there = {tuple(row) for row in session.execute(select(*columns).where(table.c[holder.column] == target))}
    return {row["id"] for row in rows if tuple(row[name] for name in holder.once_each) in there}


def _put_back(session: Session, table: Table, row: dict[str, Any]) -> None:
    """Unless its owner is gone, or holds the listing again by now."""
    values = {name: _typed(table, name, value) for name, value in row.items()}
    for key in table.foreign_keys:
        owner = key.column.table
        name = key.parent.name
        if values.get(name) is not None and not session.scalar(
            select(key.column).where(owner.c[key.column.name] == values[name])
        ):
            return
    holder = next(holder for holder in MOVES if holder.table == table.name)
    same = [table.c[name] == values[name] for name in (holder.column, *holder.once_each)]
    if session.scalar(select(table.c.id).where(*same)) is None:
        session.execute(insert(table).values(values))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _typed(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type.python_type
    if value is None or not isinstance(value, str):
        return value
    if kind is UUID:
        return UUID(value)
    return kind.fromisoformat(value) if issubclass(kind, datetime | date) else value
