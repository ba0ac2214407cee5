"""Which flags belong together: suggested from the data, and brought into a case. Counts here are true: never shown so.

A flag is in one case at most. What a case takes: the same need, in its ward or district, for its group if it has one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from directory import clock
from directory.needs.cases.states import flags_become
from directory.needs.codes import NOT_COUNTED, UNCOUNTED, UNSORTED, CaseState, FlagStatus
from directory.needs.models import GapAction, GapCase, UnmetNeed

MONTHS = 12  # what is older says little about today


@dataclass(frozen=True)
class Cluster:
    """A need that stays unmet in one district, and for how many people."""

    need: str
    area_code: str
    people: int


def window(today: date) -> tuple[date, date]:
    """The first month that counts, and the first that does not: this month is not over, and its counts still move."""
    until = today.replace(day=1)
    return until.replace(year=until.year - MONTHS // 12), until


def clusters(session: Session, today: date, least: int) -> Sequence[Cluster]:
    """Needs that stay unmet for at least so many people of a district and are in no case, the largest first."""
    first, until = window(today)
    people = func.sum(UnmetNeed.people)
    query = (
        select(UnmetNeed.need, UnmetNeed.district_code, people)
        .where(_loose(), UnmetNeed.month >= first, UnmetNeed.month < until, UnmetNeed.district_code.is_not(None))
        .group_by(UnmetNeed.need, UnmetNeed.district_code)
        .having(people >= least)
        .order_by(people.desc(), UnmetNeed.need, UnmetNeed.district_code)
    )
    taken = _taken(session)
    found = [Cluster(need, area or "", number) for need, area, number in session.execute(query)]
    return [each for each in found if (each.need, each.area_code) not in taken]


def gather(session: Session, case: GapCase, at: datetime) -> int:
    """Bring every loose flag that belongs to a case into it. How many came."""
    first, _until = window(clock.local(at).date())
    rows = session.execute(
        select(UnmetNeed.id, UnmetNeed.cohorts).where(_loose(), belongs_to(case), UnmetNeed.month >= first)
    ).all()
    found = [row.id for row in rows if case.cohort is None or case.cohort in row.cohorts]
    status = _status(session, case)
    for some in _slices(found):
        session.execute(
            update(UnmetNeed).where(UnmetNeed.id.in_(some)).values(gap_case_id=case.id, status=status, updated_at=at)
        )
    return len(found)


def follow(session: Session, case: GapCase, at: datetime) -> None:
    """Set the flags of a case as far as the case is; what people around met stays met."""
    settled = (*UNCOUNTED, FlagStatus.MET_BY_OWN_NETWORK)
    theirs = and_(UnmetNeed.gap_case_id == case.id, UnmetNeed.status.not_in(settled))
    session.execute(update(UnmetNeed).where(theirs).values(status=_status(session, case), updated_at=at))
    session.expire_all()


def belongs_to(case: GapCase) -> ColumnElement[bool]:
    """Flags of the need and place of a case; the group is looked at beside."""
    place = or_(UnmetNeed.ward_code == case.area_code, UnmetNeed.district_code == case.area_code)
    return and_(UnmetNeed.need == case.need, place)


def open_cases() -> ColumnElement[bool]:
    """Cases that are not closed, as a condition."""
    return GapCase.state != CaseState.CLOSED


def _loose() -> ColumnElement[bool]:
    return and_(
        UnmetNeed.status == FlagStatus.OPEN,
        UnmetNeed.gap_case_id.is_(None),
        UnmetNeed.reason.not_in(NOT_COUNTED),
        UnmetNeed.need != UNSORTED,
    )


def _status(session: Session, case: GapCase) -> FlagStatus:
    has_actions = session.scalar(select(GapAction.id).where(GapAction.gap_case_id == case.id).limit(1)) is not None
    return flags_become(case.state, case.reviewed, has_actions=has_actions)


def _taken(session: Session) -> set[tuple[str, str]]:
    rows = session.execute(select(GapCase.need, GapCase.area_code).where(open_cases(), GapCase.cohort.is_(None)))
    return {(row.need, row.area_code) for row in rows}


def _slices(ids: Sequence[UUID], size: int = 500) -> list[Sequence[UUID]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]
