"""Joins two listings into one, and parts them again.

The one that is joined stays as it was, parts and history and all, archived: its address leads to the other. What others
hold of it moves over. Undoing puts back exactly what the joining wrote and nothing that was edited since
(docs/decisions/0018-joining-listings.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import signals
from directory.audit import chain
from directory.errors import Conflict, RuleBroken
from directory.listings.codes import ListingStatus
from directory.listings.editing import Content, read_content, write_content
from directory.listings.editing.versions import keep_beginning, keep_version
from directory.listings.models import ListingRedirect, Service
from directory.listings.queries.redirects import joined_to
from directory.moderation.duplicates import holders
from directory.moderation.duplicates.codes import PairState
from directory.moderation.duplicates.finding import COMPARED
from directory.moderation.duplicates.models import DuplicatePair, Merge

CHANGED = "One of these listings has changed since you opened this page. Look at both again, then choose."


@dataclass(frozen=True)
class Join:
    """Which listing is joined to which, what the one that stays will say, and the versions somebody looked at."""

    survivor: Service
    merged: Service
    content: Content
    survivor_version: int
    merged_version: int


def merge_listings(session: Session, join: Join, *, by: str, at: datetime) -> Merge:
    """Make two listings one. Raises `Conflict` when one of them is not as it was seen."""
    survivor, merged = join.survivor, join.merged
    _refuse_changed(session, join)
    before = read_content(session, survivor.id)
    why = f"Joined with “{merged.name}”"
    taken_over = {key: value for key, value in join.content.items() if value != before.get(key)}
    written = write_content(session, survivor, taken_over, by=by, at=at, why=why)
    after = read_content(session, survivor.id)
    if not written:
        _keep_as_is(session, survivor, after, by=by, at=at, why=why)
    _keep_as_is(session, merged, read_content(session, merged.id), by=by, at=at, why=f"Joined to “{survivor.name}”")
    merge = Merge(
        survivor_id=survivor.id, merged_id=merged.id, survivor_name=survivor.name, merged_name=merged.name,
        was_status=merged.listing_status, at=at, by=by, created_at=at,
        fields={key: {"before": before.get(key), "after": after.get(key)} for key in sorted(written)},
    )  # fmt: skip
    merged.listing_status = ListingStatus.ARCHIVED
    session.add_all([merge, ListingRedirect(from_id=merged.id, to_id=survivor.id, since=at)])
    session.flush()
    taken = holders.move(session, source=merged.id, target=survivor.id)
    merge.moved, merge.dropped = taken.moved, taken.dropped
    _settle_pair(session, merge, PairState.MERGED, by=by, at=at)
    _tell(session, merge, "listings.joined", {"fields": sorted(written), "moved": _count(taken.moved)}, by=by, at=at)
    return merge


def undo_merge(session: Session, merge: Merge, *, by: str, at: datetime) -> None:
    """Part two listings again. Raises `Conflict` with a sentence when that is not possible any more."""
    survivor, merged = _both(session, merge)
    now = read_content(session, survivor.id)
    back = {key: said["before"] for key, said in merge.fields.items() if now.get(key) == said["after"]}
    later = sorted(merge.fields.keys() - back.keys())
    try:
        write_content(session, survivor, back, by=by, at=at, why=f"Joining with “{merge.merged_name}” undone")
    except RuleBroken as broken:
        raise Conflict(
            f"This cannot be undone by itself: what “{merge.survivor_name}” said before cannot be written again "
            f"({broken.message}). Change the listing by hand."
        ) from broken
    if merged.listing_status is ListingStatus.ARCHIVED:
        merged.listing_status = merge.was_status
    session.execute(ListingRedirect.__table__.delete().where(ListingRedirect.from_id == merged.id))  # type: ignore[attr-defined]
    taken = holders.Taken(merge.moved, merge.dropped)
    holders.move_back(session, taken, source=merged.id, target=survivor.id)
    merge.undone_at, merge.undone_by, merge.kept_later = at, by, later
    _settle_pair(session, merge, PairState.WAITING, by=None, at=None)
    _tell(session, merge, "listings.parted", {"kept_later": later}, by=by, at=at)


def set_aside(session: Session, pair: DuplicatePair, *, by: str, at: datetime) -> None:
    """Two listings are not the same: the pair comes back only when one of them is different."""
    if pair.state is not PairState.WAITING:
        raise Conflict("Somebody has decided about these two already.")
    pair.state, pair.decided_by, pair.decided_at = PairState.NOT_DUPLICATES, by, at
    detail = {"first": str(pair.first_id), "second": str(pair.second_id)}
    chain.record(session, actor=by, action="duplicate.set_aside", subject=f"duplicate_pair:{pair.id}", detail=detail,
                 at=at)  # fmt: skip


def look_again(session: Session, pair: DuplicatePair, *, by: str, at: datetime) -> None:
    """Take "not the same" back."""
    if pair.state is not PairState.NOT_DUPLICATES:
        raise Conflict("These two do not stand aside any more.")
    pair.state, pair.decided_by, pair.decided_at = PairState.WAITING, None, None
    detail = {"first": str(pair.first_id), "second": str(pair.second_id)}
    chain.record(session, actor=by, action="duplicate.brought_back", subject=f"duplicate_pair:{pair.id}",
                 detail=detail, at=at)  # fmt: skip


def _refuse_changed(session: Session, join: Join) -> None:
    if join.survivor.id == join.merged.id:
        raise Conflict("A listing cannot be joined to itself.")
    for service in (join.survivor, join.merged):
        if joined_to(session, service.id):
            raise Conflict(f"“{service.name}” has been joined to another listing already.")
        if service.listing_status not in COMPARED:
            raise Conflict(f"“{service.name}” is not in the directory any more.")
    if (join.survivor.version, join.merged.version) != (join.survivor_version, join.merged_version):
        raise Conflict(CHANGED)


def _both(session: Session, merge: Merge) -> tuple[Service, Service]:
    """Both listings, if they can still be parted."""
    if merge.undone_at is not None:
        raise Conflict("This has been undone already.")
    survivor = session.get(Service, merge.survivor_id) if merge.survivor_id else None
    merged = session.get(Service, merge.merged_id) if merge.merged_id else None
    if survivor is None or merged is None:
        gone = merge.survivor_name if survivor is None else merge.merged_name
        raise Conflict(f"This cannot be undone any more: “{gone}” has been deleted since.")
    if joined_to(session, survivor.id):
        raise Conflict(f"“{merge.survivor_name}” has been joined to another listing since. Undo that first, then this.")
    return survivor, merged


def _keep_as_is(session: Session, service: Service, content: Content, *, by: str, at: datetime, why: str) -> None:
    """A version in the history although nothing of what the listing says has changed."""
    keep_beginning(session, service, content)
    keep_version(session, service, content, by=by, at=at, why=why)


def _settle_pair(session: Session, merge: Merge, state: PairState, *, by: str | None, at: datetime | None) -> None:
    ids = sorted((merge.survivor_id, merge.merged_id), key=lambda id_: id_.hex if id_ else "")
    pair = session.scalars(
        select(DuplicatePair).where(DuplicatePair.first_id == ids[0], DuplicatePair.second_id == ids[1])
    ).one_or_none()
    if pair is not None:
        pair.state, pair.decided_by, pair.decided_at = state, by, at


def _tell(session: Session, merge: Merge, action: str, detail: Mapping[str, Any], *, by: str, at: datetime) -> None:
    ids = {"survivor": str(merge.survivor_id), "merged": str(merge.merged_id)}
    chain.record(session, actor=by, action=action, subject=f"merge:{merge.id}", detail={**detail, **ids}, at=at)
    changed = [id_ for id_ in (merge.survivor_id, merge.merged_id) if id_]
    signals.service_changed.send(session, service_ids=changed)


def _count(moved: list[dict[str, Any]]) -> int:
    return sum(len(entry["ids"]) for entry in moved)
