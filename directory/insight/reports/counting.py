"""Counts, nightly, what reports need beside the facts of the gap map. Counts name nobody; groups stand once retention
may have begun to take them off old referrals.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from directory import clock
from directory.db import new_id
from directory.insight.facts.counting import RECOUNTED, before
from directory.insight.models import OutcomeFact, ReportFact, SmallArea
from directory.insight.models.reports import ReportFactKind as Kind
from directory.insight.reports.characteristics import groups_of
from directory.insight.reports.episodes import begun
from directory.insight.reports.return_map import return_map
from directory.insight.reports.risks import risks, support_of
from directory.insight.reports.scores import figures
from directory.referrals import totals
from directory.referrals.codes.referral import FAMILY_OF
from directory.referrals.codes.work import ActionKind
from directory.referrals.models import ContactAction, OutcomeScore, Point, Referral
from directory.referrals.outcomes.points import due_on

_CHUNK = 5_000
#: month, kind, district, detail, what came of it
Key = tuple[date, Kind, str, str, str]


@dataclass
class Sums:
    """Scores added up."""

    started: int = 0
    matched: int = 0
    start: float = 0.0
    change: float = 0.0
    squares: float = 0.0


def count_report_facts(session: Session, at: datetime) -> str:
    """The nightly job."""
    return f"{recount_reports(session, at=at)} report facts"


def recount_reports(session: Session, *, at: datetime) -> int:
    """Bring the facts of reports up to date; run twice, it changes nothing."""
    month = clock.month_of(at)
    has_facts = session.scalar(select(ReportFact.id).limit(1)) is not None
    first = before(month, RECOUNTED) if has_facts else date(1900, 1, 1)
    districts = {row[0]: row[1] for row in session.execute(_wards())}
    found: Counter[Key] = Counter()
    for key, number in _all(session, totals.Period(first, month), districts):
        found[key] += number
    for key in begun(session, first, districts, at=at):
        found[key] += 1
    session.execute(delete(ReportFact).where(ReportFact.month >= first))
    names = ("month", "kind", "district_code", "detail", "came_of_it")
    _write(session, ReportFact, [dict(zip(names, key, strict=True)) | {"amount": n} for key, n in found.items()])
    return len(found) + _recount_outcomes(session, first, _quarter(month), districts)


def _quarter(month: date) -> date:
    """The first day of its quarter."""
    return month.replace(month=(month.month - 1) // 3 * 3 + 1)


def _wards() -> Any:
    return select(SmallArea.ward_code, SmallArea.district_code).distinct()


def _all(session: Session, period: totals.Period, districts: Mapping[str, str]) -> Iterator[tuple[Key, int]]:
    for (month, ward, district, channel), number in totals.contacts(session, period).items():
        yield (month, Kind.CHANNEL, districts.get(ward or "", district or ""), channel.value, ""), number
    yield from _actions(session, period, districts)
    yield from _groups(session, period, districts)


def _actions(session: Session, period: totals.Period, districts: Mapping[str, str]) -> Iterator[tuple[Key, int]]:
    columns = (
        ContactAction.month,
        ContactAction.ward_code,
        ContactAction.district_code,
        ContactAction.kind,
        ContactAction.need,
        ContactAction.helped,
        ContactAction.closed_on,
    )
    told = return_map()
    rows = session.execute(select(*columns).where(ContactAction.month.between(period.first, period.last)))
    for month, ward, district, kind, need, helped, closed_on in rows:
        where = districts.get(ward or "", district or "")
        yield (month, Kind.ACTION, where, kind.value, ""), 1
        yield (month, Kind.NATIONAL_RETURN, where, told.outcome_of(kind, need), told.reason_of(need)), 1
        if kind is ActionKind.SIGNPOST:
            yield (month, Kind.SIGNPOST, where, "asked" if helped is not None else "not_asked", ""), 1
        if kind is ActionKind.ASSESSMENT_REQUEST:
            yield (month, Kind.ASSESSMENT, where, "done" if closed_on or helped is not None else "open", ""), 1


def _groups(session: Session, period: totals.Period, districts: Mapping[str, str]) -> Iterator[tuple[Key, int]]:
    """Referrals by the groups of people they name: protected characteristics with what came of it, and risks."""
    columns = (Referral.month, Referral.ward_code, Referral.closure_reason, Referral.cohorts)
    rows = session.execute(
        select(*columns).where(
            Referral.month.between(period.first, period.last), Referral.status.not_in(totals.NOT_COUNTED)
        )
    )
    known = risks(session)
    for month, ward, closure, cohorts in rows:
        where = districts.get(ward or "", "")
        came = FAMILY_OF[closure].value if closure else "open"
        for group in groups_of(cohorts or ()):
            yield (month, Kind.EQUALITY, where, group, came), 1
        for risk in set(cohorts or ()) & set(known):
            yield (month, Kind.RISK, where, risk, support_of(cohorts)), 1


def _recount_outcomes(session: Session, first: date, until: date, districts: Mapping[str, str]) -> int:
    """Everybody's sums are made anew from the beginning, because a later point may come years on; groups only since.

    What was taken in the quarter that runs counts when it is over: numbers that change daily tell one person's score.
    """
    found: dict[tuple[Any, ...], Sums] = defaultdict(Sums)
    for course, cohorts in _courses(session, until):
        for key, sums in _sums_of(course, districts, until):
            for cohort in ("", *(cohorts if key[0] >= first else ())):
                _add(found[(*key, cohort)], sums)
    session.execute(delete(OutcomeFact).where((OutcomeFact.cohort == "") | (OutcomeFact.month >= first)))
    rows = [
        {
            **dict(zip(("month", "measure", "point", "service_id", "district_code", "cohort"), key, strict=True)),
            "started": sums.started,
            "matched": sums.matched,
            "start_sum": sums.start,
            "change_sum": sums.change,
            "change_squares": sums.squares,
        }
        for key, sums in found.items()
    ]
    _write(session, OutcomeFact, rows)
    return len(rows)


def _courses(session: Session, until: date) -> Iterator[tuple[dict[Point, Any], tuple[str, ...]]]:
    """The points of each course of a measure, the last of a point, with the groups that its referral names."""
    columns = (
        OutcomeScore.series_id,
        OutcomeScore.measure,
        OutcomeScore.point,
        OutcomeScore.month,
        OutcomeScore.taken_on,
        OutcomeScore.ward_code,
        OutcomeScore.service_id,
        OutcomeScore.score,
        OutcomeScore.parts,
        Referral.cohorts,
    )
    rows = session.execute(
        select(*columns)
        .outerjoin(Referral, Referral.id == OutcomeScore.referral_id)
        .where(OutcomeScore.taken_on < until)
        .order_by(OutcomeScore.taken_on, OutcomeScore.id)
    )
    courses: dict[tuple[UUID, str], dict[Point, Any]] = defaultdict(dict)
    for row in rows:
        courses[row.series_id, row.measure][row.point] = row
    for course in courses.values():
        start = course.get(Point.START)
        if start is not None:
            yield course, tuple(start.cohorts or ())


def _sums_of(
    course: Mapping[Point, Any], districts: Mapping[str, str], until: date
) -> Iterator[tuple[tuple[Any, ...], Sums]]:
    """Of each later point. Whoever has not reached it yet is not among those who might have been measured again."""
    start = course[Point.START]
    where = districts.get(start.ward_code or "", "")
    for point in Point:
        if point is Point.START:
            continue
        later, due = course.get(point), due_on(point, start.taken_on)
        if later is None and due is not None and due >= until:
            continue
        for code, at_first, then in figures(start, later):
            key = (start.month, code, point.value, start.service_id, where)
            if then is None:
                yield key, Sums(started=1)
            else:
                change = then - at_first
                yield key, Sums(1, 1, at_first, change, change * change)


def _add(to: Sums, sums: Sums) -> None:
    to.started += sums.started
    to.matched += sums.matched
    to.start += sums.start
    to.change += sums.change
    to.squares += sums.squares


def _write(session: Session, model: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _CHUNK):
        session.execute(insert(model), [{"id": new_id(), **row} for row in rows[start : start + _CHUNK]])
