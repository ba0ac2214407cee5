"""Records of listings that somebody here has edited: an import does not write over them, a steward decides.

What the feed would make of such a listing is found by writing it and taking that back at once, so that there is one
way only from a record to a listing. Of that, only what the feed itself has changed since the listing came is proposed.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.errors import RuleBroken
from directory.listings.bulk import write_listings
from directory.listings.editing import Content, read_content, version_called
from directory.listings.models import Location, Service
from directory.listings.records import ListingRecord, content_hash
from directory.moderation.proposals import ChangeProposal, ProposalSource, ProposalState, propose_change

#: What no feed tells: it is not the feed's to take away.
OURS = frozenset({"is_paused", "picture", "easy_read", "bsl_video_url", "bsl_captions", "visibility", "closing_on"})


def propose_instead(
    session: Session,
    record: ListingRecord,
    service_id: UUID,
    *,
    source: str,
    kind: ProposalSource,
    at: datetime,
    fault: Callable[[str], None],
) -> bool:
    """Propose what a feed has changed of an edited listing; whether there was anything. A repeat proposes nothing."""
    fingerprint = content_hash(record)
    service = session.get_one(Service, service_id)
    if service.content_hash == fingerprint:
        return False
    now = read_content(session, service_id)
    came = version_called(session, service_id, 1).content
    theirs = _as_the_feed_has_it(session, record, service_id, source, at)
    changes = {
        key: value
        for key, value in theirs.items()
        if key not in OURS and not _same(value, now.get(key)) and not _same(value, came.get(key))
    }
    _remember(session, service_id, fingerprint)
    if not changes:
        return False
    _supersede(session, service_id, kind, at)
    try:
        propose_change(session, service=service, content=changes, source=kind, proposer=f"import:{source}", at=at)
    except RuleBroken as broken:
        fault(f"what it changes in an edited listing cannot be used. {broken.message}")
        return False
    return True


def _as_the_feed_has_it(
    session: Session, record: ListingRecord, service_id: UUID, source: str, at: datetime
) -> Content:
    trial = session.begin_nested()
    try:
        write_listings(session, [deepcopy(record)], source=source, at=at)
        session.expire_all()
        content = read_content(session, service_id)
    finally:
        trial.rollback()
    session.expire_all()
    return content | {"venues": _with_known_places(session, content["venues"])}


def _with_known_places(session: Session, venues: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Places that only the trial made have no id to go by."""
    ids = [UUID(venue["location_id"]) for venue in venues]
    known = {str(found) for found in session.scalars(select(Location.id).where(Location.id.in_(ids)))}
    return [{key: value for key, value in venue.items() if key != "location_id" or value in known} for venue in venues]


def _same(one: Any, other: Any) -> bool:
    """Equal, whichever rows places are kept in."""
    return bool(_bare(one) == _bare(other))


def _bare(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{key: part for key, part in row.items() if key != "location_id"} for row in value]
    return value


def _remember(session: Session, service_id: UUID, fingerprint: str) -> None:
    """Straight to the table: that a feed was heard is no edit of the listing and moves no counter."""
    table: Any = Service.__table__
    values = {"content_hash": fingerprint, "updated_at": table.c.updated_at}
    session.execute(update(table).where(table.c.id == service_id).values(**values))
    session.expire_all()


def _supersede(session: Session, service_id: UUID, kind: ProposalSource, at: datetime) -> None:
    """What the feed proposed before and nobody has decided is outdated by what it says now."""
    query = select(ChangeProposal).where(
        ChangeProposal.target_id == service_id,
        ChangeProposal.source == kind,
        ChangeProposal.state == ProposalState.SUBMITTED,
    )
    for earlier in session.scalars(query):
        earlier.state, earlier.updated_at, earlier.decided_at = ProposalState.SUPERSEDED, at, at
