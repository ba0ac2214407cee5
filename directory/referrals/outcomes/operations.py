"""Keep what somebody answered at one point. Answered again at the same point, it corrects what was kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.db import new_id
from directory.errors import Conflict, RuleBroken
from directory.referrals.models import OutcomeScore, Person, Point, Referral
from directory.referrals.outcomes.measures.library import Library
from directory.referrals.outcomes.measures.values import Score
from directory.referrals.outcomes.queries import at_point, in_course, scores_of
from directory.referrals.people.operations import note_contact

KEPT_MEANWHILE = (
    "Somebody kept answers at this point while the page was open. Nothing of yours was saved. "
    "Look at what is there now, then answer again."
)


@dataclass(frozen=True)
class Sitting:
    """What was answered in one go, by measure. `seen` is what `mark_of` gave when the questions were opened."""

    point: Point
    on: date
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    referral: Referral | None = None
    seen: int = 0


def mark_of(scores: Iterable[OutcomeScore]) -> int:
    """A number that grows whenever something is kept or corrected at a point."""
    return sum(score.version for score in scores)


def take_measures(
    session: Session, person: Person, sitting: Sitting, *, measures: Library, by: User, at: datetime
) -> list[OutcomeScore]:
    """Score the answers and keep both. Raises `RuleBroken` for a day to come, `Conflict` when others came first."""
    if sitting.on > clock.local(at).date():
        raise RuleBroken("taken_on", "Enter today or a day that has been")
    course = in_course(scores_of(session, person.id), sitting.referral.id if sitting.referral else None)
    held = at_point(course, sitting.point)
    if mark_of(held.values()) != sitting.seen:
        raise Conflict(KEPT_MEANWHILE)
    scored = {code: measures[code].score(answers) for code, answers in sitting.answers.items()}
    series = _series(course)
    kept = [_keep(held.get(code), person, sitting, series, code, score, by) for code, score in scored.items()]
    session.add_all(kept)
    note_contact(person, at)
    session.flush()
    detail = {"measures": sorted(scored), "point": sitting.point.value}
    record(session, actor=by.actor, action="outcome.measured", subject=person.actor, detail=detail, at=at)
    return kept


def _series(course: Sequence[OutcomeScore]) -> UUID:
    """One for all points of a course, so that pairs stay pairs when nobody knows any more whose they were."""
    return course[0].series_id if course else new_id()


def _keep(
    held: OutcomeScore | None, person: Person, sitting: Sitting, series: UUID, code: str, score: Score, by: User
) -> OutcomeScore:
    kept = held or OutcomeScore(
        person_id=person.id,
        referral_id=sitting.referral.id if sitting.referral else None,
        service_id=sitting.referral.service_id if sitting.referral else None,
        need=sitting.referral.need if sitting.referral else None,
        series_id=series,
        measure=code,
        point=sitting.point,
        ward_code=person.ward_code,
    )
    kept.taken_on = sitting.on
    kept.month = sitting.on.replace(day=1)
    kept.answers = dict(sitting.answers[code])
    kept.score = None if score.figure is None else float(score.figure)
    kept.parts = score.as_floats()
    kept.taken_by = by.actor
    return kept
