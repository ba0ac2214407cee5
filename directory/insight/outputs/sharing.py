"""Links for people without an account: one report each, until a day, ended by a button. Openings are counted."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, NotVisible, RuleBroken
from directory.insight.models import AudienceLink, AudienceOpening, ReportSnapshot

LONGEST = timedelta(days=366)
READ_FOR = timedelta(hours=12)  # a page that was opened may be read on for so long
MOST_LETTERS = 200
OVER = "This link has ended. Ask whoever sent it for another."


def share(
    session: Session, snapshot: ReportSnapshot, audience: str, until: date, *, by: User, at: datetime
) -> AudienceLink:
    """A link for an audience to the end of a day."""
    if not audience.strip():
        raise RuleBroken("audience", "Enter who it is for, such as the health and wellbeing board")
    if len(audience) > MOST_LETTERS:
        raise RuleBroken("audience", f"Enter who it is for in {MOST_LETTERS} letters or fewer")
    ends = datetime.combine(until + timedelta(days=1), time(), tzinfo=clock.LONDON)
    if ends <= at or ends > at + LONGEST:
        raise RuleBroken("until", "Enter a day that is to come and no more than a year ahead")
    made = AudienceLink(
        snapshot_id=snapshot.id,
        audience=audience.strip(),
        made_at=at,
        made_by=by.id,
        expires_at=ends,
    )
    session.add(made)
    session.flush()
    record(session, actor=by.actor, action="report.shared", subject=f"audience_link:{made.id}", detail={}, at=at)
    return made


def end(session: Session, link: AudienceLink, *, by: User, at: datetime) -> None:
    """Nobody opens it any more. Raises `Conflict` when it is over already."""
    if not works(link, at):
        raise Conflict("This link is over already.")
    link.ended_at = at
    record(session, actor=by.actor, action="report.unshared", subject=f"audience_link:{link.id}", detail={}, at=at)


def link_or_404(session: Session, link_id: UUID) -> AudienceLink:
    """A link by its id. Raises `NotVisible`."""
    found = session.get(AudienceLink, link_id)
    if found is None:
        raise NotVisible("There is no such link.")
    return found


def works(link: AudienceLink, at: datetime) -> bool:
    """Whether it opens anything."""
    return link.ended_at is None and at < link.expires_at


def open_report(session: Session, link: AudienceLink, at: datetime) -> AudienceOpening:
    """Note that it was opened, and nothing of whoever did. Raises `Conflict` when it is over."""
    if not works(link, at):
        raise Conflict(OVER)
    made = AudienceOpening(link_id=link.id, at=at)
    session.add(made)
    session.flush()
    return made


def opening_of(session: Session, link: AudienceLink, opening_id: UUID, at: datetime) -> AudienceOpening | None:
    """An opening that may still be read on; None once it is too old. Raises `NotVisible` for one of another link."""
    found = session.get(AudienceOpening, opening_id)
    if found is None or found.link_id != link.id:
        raise NotVisible("There is no such report.")
    return found if at < found.at + READ_FOR else None


def links_of(session: Session, snapshot: ReportSnapshot) -> Sequence[AudienceLink]:
    """All links of a report, the latest first."""
    return session.scalars(
        select(AudienceLink).where(AudienceLink.snapshot_id == snapshot.id).order_by(AudienceLink.made_at.desc())
    ).all()


def openings_of(session: Session, links: Sequence[AudienceLink]) -> tuple[Counter[UUID], dict[UUID, datetime]]:
    """How often each was opened, and when last."""
    rows = session.execute(
        select(AudienceOpening.link_id, func.count(), func.max(AudienceOpening.at))
        .where(AudienceOpening.link_id.in_([link.id for link in links]))
        .group_by(AudienceOpening.link_id)
    ).all()
    return Counter({row[0]: row[1] for row in rows}), {row[0]: row[2] for row in rows}
