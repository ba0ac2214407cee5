"""Questions about what was measured with somebody."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from directory.referrals.models import OutcomeScore, Person, Point, Referral
from directory.referrals.policy import Worker, visible_referrals


def scores_of(session: Session, person_id: UUID) -> Sequence[OutcomeScore]:
    """Everything measured with somebody, the earliest first."""
    of = select(OutcomeScore).where(OutcomeScore.person_id == person_id)
    return session.scalars(of.order_by(OutcomeScore.taken_on, OutcomeScore.id)).all()


def in_course(scores: Sequence[OutcomeScore], referral_id: UUID | None) -> list[OutcomeScore]:
    """Those of one course of help: a referral, or help without one."""
    return [score for score in scores if score.referral_id == referral_id]


def at_point(scores: Sequence[OutcomeScore], point: Point) -> dict[str, OutcomeScore]:
    """Those of one point by their measure."""
    return {score.measure: score for score in scores if score.point is point}


def answers_of(score: OutcomeScore) -> dict[str, str]:
    """What was answered; nothing once it has been erased."""
    return {code: str(answer) for code, answer in (score.answers or {}).items()}


def was_measured(session: Session, referral_id: UUID) -> bool:
    """Whether anything was measured for a referral, so that it is worth measuring again."""
    return bool(session.scalar(select(exists().where(OutcomeScore.referral_id == referral_id))))


def referrals_of(session: Session, user: Worker, person: Person) -> Sequence[Referral]:
    """The person's referrals that the reader may see, the newest first."""
    query = visible_referrals(user).where(Referral.person_id == person.id)
    return session.scalars(query.order_by(Referral.status_since.desc(), Referral.id)).all()
