"""Two listings that a steward found to be the same, put beside each other although no search did."""

import re
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.accounts.models import User
from directory.db import new_id
from directory.errors import RuleBroken
from directory.listings.models import Service
from directory.moderation.areas import areas_of_listings, may_act_in
from directory.moderation.duplicates.finding import COMPARED, compared, rarity
from directory.moderation.duplicates.models import DuplicatePair
from directory.moderation.duplicates.reading import read_profiles
from directory.moderation.duplicates.scoring import likeness

_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


def listing_at(session: Session, user: User, field: str, written: str) -> Service:
    """The listing whose address somebody copied. Raises `RuleBroken` for anything else."""
    match = _ID.search(written)
    service = session.get(Service, UUID(match.group())) if match else None
    if service is None or service.listing_status not in COMPARED:
        raise RuleBroken(field, "Enter the address of a listing that is in the directory")
    if not may_act_in(user, areas_of_listings(session, [service.id])[service.id]):
        raise RuleBroken(field, "Enter the address of a listing in the area you answer for")
    return service


def beside(session: Session, one: Service, other: Service, *, at: datetime) -> DuplicatePair:
    """The pair of two listings, as it is known or new."""
    if one.id == other.id:
        raise RuleBroken("second", "Enter the address of another listing: these two are the same one")
    first, second = sorted((one, other), key=lambda service: service.id.hex)
    query = select(DuplicatePair).where(
        DuplicatePair.first_id == first.id, DuplicatePair.second_id == second.id
    )  # fmt: skip
    known = session.scalars(query).one_or_none()
    if known is not None:
        return known
    profiles = {
        profile.service_id: profile
        for profile in read_profiles(session, compared(), [first.id, second.id], with_private=True)
    }
    mine, theirs = profiles[first.id], profiles[second.id]
    like = likeness(mine, theirs, rarity([mine, theirs]))
    pair = DuplicatePair(
        id=new_id(), first_id=first.id, second_id=second.id, first_mark=mine.mark, second_mark=theirs.mark,
        score=like.score, reasons=list(like.reasons), doubts=list(like.doubts), seen_at=at, created_at=at,
    )  # fmt: skip
    session.add(pair)
    session.flush()
    return pair
