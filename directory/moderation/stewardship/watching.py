"""Watches: people who sign in hear that a listing changed, at most once a day, and stop it with one button.

A letter says how many listings changed and links to the list; which ones they are is read after signing in.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import RuleBroken
from directory.listings.bulk import chunks
from directory.listings.editing import read_content
from directory.listings.models import Service
from directory.listings.policy import rule_for
from directory.moderation.stewardship.models import Watch
from directory.notifications import outbox

TELL = "watcher.listings_changed"
MOST_WATCHES = 200
#: A little under a day, so that a job that runs some minutes early still tells today.
APART = timedelta(hours=20)


def watch(session: Session, service: Service, user: User, *, at: datetime) -> Watch:
    """Tell somebody of changes from now on; asking twice is asking once."""
    mine = select(Watch).where(Watch.user_id == user.id)
    known = session.scalars(mine.where(Watch.service_id == service.id)).first()
    if known is not None:
        return known
    if (session.scalar(select(func.count()).select_from(mine.subquery())) or 0) >= MOST_WATCHES:
        raise RuleBroken(None, f"Stop watching something first: {MOST_WATCHES} listings is as many as one can follow")
    made = Watch(user_id=user.id, service_id=service.id, since=at, told_of=mark_of(session, service))
    session.add(made)
    session.flush()
    return made


def stop_watching(session: Session, found: Watch) -> None:
    """No more letters about one listing."""
    session.delete(found)


def stop_all(session: Session, user_id: UUID) -> int:
    """No more letters at all; how many listings were watched."""
    watches = session.scalars(select(Watch).where(Watch.user_id == user_id)).all()
    for found in watches:
        session.delete(found)
    return len(watches)


def watched_by(session: Session, user: User) -> Sequence[Watch]:
    """What somebody watches, what changed last first."""
    latest = func.coalesce(Watch.changed_at, Watch.since)
    return session.scalars(select(Watch).where(Watch.user_id == user.id).order_by(latest.desc(), Watch.id)).all()


def note_changes(session: Session, service_ids: Sequence[UUID], **_rest: Any) -> None:
    """Listener of `service_changed`: remember that something was written; the daily round looks what it was."""
    at = clock.now()
    for keys in chunks(list(service_ids)):
        session.execute(
            update(Watch)
            .where(Watch.service_id.in_(keys))
            .values(touched_at=at)
            .execution_options(synchronize_session=False)
        )


def mark_of(session: Session, service: Service) -> str:
    """A mark of what a listing says and whether it is shown: another one only when a reader would see a difference."""
    said: dict[str, Any] = read_content(session, service.id) | {"status": service.listing_status.value}
    return hashlib.blake2b(orjson.dumps(said, default=str, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def tell_watchers(session: Session, at: datetime) -> str:
    """The daily round: one letter to each person who watches something that reads differently now."""
    touched = select(Watch).where(
        Watch.touched_at.is_not(None), or_(Watch.told_at.is_(None), Watch.told_at < at - APART)
    )
    told: Counter[UUID] = Counter()
    marks: dict[UUID, str] = {}
    for found in session.scalars(touched.order_by(Watch.user_id, Watch.id)).all():
        if found.service_id not in marks:
            marks[found.service_id] = mark_of(session, session.get_one(Service, found.service_id))
        found.touched_at = None
        if marks[found.service_id] != found.told_of:
            found.told_of, found.changed_at, found.told_at = marks[found.service_id], at, at
            told[found.user_id] += 1
    for user_id, number in sorted(told.items()):
        outbox.put(session, TELL, {"user": str(user_id), "listings": number}, at=at)
    return f"{len(told)} people told of changes"


def shown_among(session: Session, user: User, service_ids: Sequence[UUID], *, at: datetime) -> dict[UUID, str]:
    """Names of those of some listings that this person may still see."""
    rule = rule_for(user, clock.local(at).date())
    rows = session.execute(select(Service.id, Service.name).where(Service.id.in_(service_ids), rule))
    return {row.id: row.name for row in rows}
