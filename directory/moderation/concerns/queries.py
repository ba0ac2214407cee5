"""Questions about concerns."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory.moderation.concerns.codes import ConcernStatus
from directory.moderation.concerns.models import Concern


def concern_called(reference: str) -> Select[Concern]:
    """The concern with this reference."""
    return select(Concern).where(Concern.reference == reference)


def waiting_concerns(session: Session) -> Sequence[Concern]:
    """Concerns that nobody has answered, oldest first."""
    query = select(Concern).where(Concern.status != ConcernStatus.CLOSED)
    return session.scalars(query.order_by(Concern.created_at, Concern.id)).all()
