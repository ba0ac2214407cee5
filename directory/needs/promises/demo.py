"""People of the demonstration who left a number: for one of them something has opened, the other still waits."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.needs.codes import FlagSource, PromiseCause
from directory.needs.flags.operations import Flag, raise_flag
from directory.needs.models import ListingOpening, Promise
from directory.needs.promises.matching import queue
from directory.needs.promises.operations import SYSTEM, promise
from directory.referrals.codes.work import UnmetReason
from directory.referrals.demo.neighbourhoods import MANSFIELD

#: What each missed, and how they are reached: numbers that Ofcom keeps for stories.
LEFT = (("connect.lunch", "Rose", "07700 900151"), ("travel.transport", "", "07700 900162"))

AGO = timedelta(days=12)


def fill_promises(session: Session, *, at: datetime) -> None:
    """Residents of Mansfield ask to be told; the first of them can be, where a listing takes people."""
    if session.scalar(select(Promise.id).limit(1)) is not None:
        return
    made = [_left(session, *each, at=at - AGO) for each in LEFT]
    listing = _open_for(session, made[0].need)
    if listing is not None:
        queue(session, made[0], listing, PromiseCause.REOPENED, at)


def _left(session: Session, need: str, called: str, contact: str, *, at: datetime) -> Promise:
    asked = Flag(need, UnmetReason.NOT_FOUND, FlagSource.RESIDENT, district=MANSFIELD)
    made = promise(session, raise_flag(session, asked, by=SYSTEM, at=at), contact, called, by=SYSTEM, at=at)
    made.created_at = at
    return made


def _open_for(session: Session, need: str) -> UUID | None:
    """The one that is about little else."""
    rows = session.scalars(select(ListingOpening).where(ListingOpening.is_open.is_(True)))
    found = [row for row in rows if need in row.needs and MANSFIELD in row.areas]
    return min(found, key=lambda row: (len(row.needs), row.service_id)).service_id if found else None
