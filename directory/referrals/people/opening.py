"""Opening a record that is not on one's own caseload: why is asked first, written down, and holds until midnight."""

from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.db import Coded
from directory.referrals.models import Person, ReadingGrant
from directory.referrals.policy import Worker, is_own


class ReadingReason(Coded):
    """Why somebody opens the record of a person who is not on their caseload."""

    COVER = "cover", "I am covering for a colleague who is away"
    CONTACT = "contact", "The person, or somebody for them, got in touch"
    QUEUE = "queue", "They wait in the team’s queue"
    TOGETHER = "together", "I work with their connector on this"
    SAMPLE = "sample", "I look at it as their supervisor"
    REQUEST = "request", "They asked for a copy, a correction or erasure"
    CONCERN = "concern", "A complaint, or somebody may be at risk"


#: Reasons that only a supervisor has.
OF_SUPERVISORS = frozenset({ReadingReason.SAMPLE, ReadingReason.REQUEST})


def needs_reason(session: Session, user: Worker, person: Person, at: datetime) -> bool:
    """Whether this reader has to say why before this record opens."""
    if is_own(user, person):
        return False
    held = select(ReadingGrant.id).where(
        ReadingGrant.user_id == user.id, ReadingGrant.person_id == person.id, ReadingGrant.until > at
    )
    return session.scalar(held.limit(1)) is None


def give_reason(session: Session, person: Person, reason: ReadingReason, *, by: User, at: datetime) -> ReadingGrant:
    """Write down why a record is opened. It stays open for this reader until the end of the local day."""
    grant = ReadingGrant(user_id=by.id, person_id=person.id, reason=reason.value, at=at, until=end_of_day(at))
    session.add(grant)
    session.flush()
    record(
        session,
        actor=by.actor,
        action="person.read",
        subject=person.actor,
        detail={"reason": reason.value},
        at=at,
    )
    return grant


def readings_of(session: Session, person_id: UUID) -> list[ReadingGrant]:
    """Who opened a record from outside the caseload, and why; the newest first."""
    of = select(ReadingGrant).where(ReadingGrant.person_id == person_id)
    return list(session.scalars(of.order_by(ReadingGrant.at.desc(), ReadingGrant.id.desc())))


def end_of_day(at: datetime) -> datetime:
    """The midnight after a moment, by local time: an hour more or less on the days the clocks change."""
    tomorrow = clock.local(at).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, tzinfo=clock.LONDON)
