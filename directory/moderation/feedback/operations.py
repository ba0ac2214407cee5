"""Keep what somebody said, note that it was read, and let go of the words. Never commits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.errors import Conflict
from directory.geo.models import Area, AreaType
from directory.listings.models import Service
from directory.moderation.areas import areas_of_listing
from directory.moderation.feedback.codes import Age, Group, Rating, Told
from directory.moderation.feedback.models import Feedback
from directory.moderation.telling import PUBLIC, told
from directory.web.references import new_reference

KEPT = timedelta(days=365)
_DISTRICTS = (AreaType.DISTRICT, AreaType.UNITARY)


@dataclass(frozen=True)
class Said:
    """What was said, online or to somebody: the same either way."""

    rating: Rating
    text: str = ""
    age: Age | None = None
    groups: Collection[Group] = ()

    @property
    def codes(self) -> list[str]:
        """Groups by code, age first."""
        return [*([self.age.value] if self.age else []), *(group.value for group in Group if group in self.groups)]


def keep_feedback(
    session: Session, said: Said, *, service: Service | None, how: Told = Told.ONLINE, by: str = PUBLIC, at: datetime
) -> Feedback:
    """Keep an answer. `by` names whoever wrote it down for somebody; nobody's name is in it."""
    made = Feedback(
        reference=new_reference("FB"),
        service_id=service.id if service else None,
        listing_name=service.name if service else "",
        rating=said.rating,
        text=said.text or None,
        groups=said.codes,
        told=how,
        taken_by=None if how is Told.ONLINE else by,
        district_code=_district(session, service),
        month=clock.month_of(at),
        at=at,
    )
    session.add(made)
    session.flush()
    told(session, by, "feedback.kept", f"feedback:{made.id}", {"rating": said.rating.value, "told": how.value}, at)
    return made


def _district(session: Session, service: Service | None) -> str:
    """The district of the listing, where it is in one alone."""
    codes = areas_of_listing(session, service.id) if service else frozenset()
    query = select(Area.code).where(Area.code.in_(codes), Area.area_type.in_(_DISTRICTS), Area.valid_to.is_(None))
    found = set(session.scalars(query)) if codes else set()
    return found.pop() if len(found) == 1 else ""


def read_feedback(session: Session, feedback: Feedback, *, by: str, at: datetime) -> None:
    """Somebody who looks after the directory has read it."""
    if feedback.read_at is not None:
        raise Conflict(f"{feedback.reference} was read before.")
    feedback.read_at, feedback.read_by = at, by
    told(session, by, "feedback.read", f"feedback:{feedback.id}", {}, at)


def forget_feedback(session: Session, at: datetime) -> str:
    """The nightly job: words of a year ago are erased, the count stays."""
    old = session.scalars(select(Feedback).where(Feedback.at < at - KEPT, Feedback.text.is_not(None))).all()
    for each in old:
        each.text = None
    return f"{len(old)} pieces of feedback emptied of words"
