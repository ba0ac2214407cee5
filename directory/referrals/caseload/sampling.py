"""Five records a month for a supervisor to look at. Nobody chooses them: they are drawn by month, team and a secret."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.encryption import fingerprint
from directory.errors import Conflict, RuleBroken
from directory.referrals.caseload.practice import Answer, Question
from directory.referrals.models import Conversation, Person, QualitySample

EACH_MONTH = 5
LONGEST_NOTE = 2000
ANSWERED = "This record was answered already. Nothing was changed."


def month_of(day: date) -> date:
    """The month a day is in."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """The month that records are drawn from: it is over, so that the draw stays what it was."""
    return (month - timedelta(days=1)).replace(day=1)


def draw(session: Session, *, by: User, at: datetime) -> list[QualitySample]:
    """This month's records of the supervisor's team. Raises `Conflict` when they were drawn before."""
    if by.team_id is None:
        raise RuleBroken(None, "You belong to no team yet. An administrator puts you in one.")
    month = month_of(clock.local(at).date())
    if session.scalars(samples_of(by.team_id, month).limit(1)).first() is not None:
        raise Conflict("This month’s records were drawn already.")
    found = session.execute(_candidates(by, month)).all()
    chosen = sorted(found, key=lambda row: fingerprint(f"sample {by.team_id} {month} {row.id}"))[:EACH_MONTH]
    samples = [
        QualitySample(
            supervisor_id=by.id, team_id=by.team_id, navigator_id=row.navigator_id, person_id=row.id, month=month
        )
        for row in chosen
    ]
    try:
        with session.begin_nested():
            session.add_all(samples)
    except IntegrityError:
        raise Conflict("This month’s records were drawn already.") from None
    detail = {"month": month.isoformat(), "records": len(samples)}
    record(session, actor=by.actor, action="samples.drawn", subject=f"team:{by.team_id}", detail=detail, at=at)
    return samples


def answer(
    session: Session, sample: QualitySample, said: Mapping[Question, Answer], note: str, *, by: User, at: datetime
) -> None:
    """Keep what the supervisor found. Raises `Conflict` when somebody did already, `RuleBroken` for what is missing."""
    if sample.done_on is not None:
        raise Conflict(ANSWERED)
    missing = next((question for question in Question if question not in said), None)
    if missing is not None:
        raise RuleBroken(missing.value, "Choose an answer")
    sample.answers = {question.value: each.value for question, each in said.items()}
    sample.note, sample.done_on, sample.supervisor_id = note or None, clock.local(at).date(), by.id
    session.flush()
    record(session, actor=by.actor, action="sample.answered", subject=f"sample:{sample.id}", detail={}, at=at)


def visible_samples(user: User) -> Select[QualitySample]:
    """The samples of a supervisor's team."""
    return select(QualitySample).where(QualitySample.team_id == user.team_id, QualitySample.team_id.is_not(None))


def samples_of(team_id: UUID, month: date) -> Select[QualitySample]:
    """The samples of a team and month."""
    of = select(QualitySample).where(QualitySample.team_id == team_id, QualitySample.month == month)
    return of.order_by(QualitySample.id)


def recent(user: User, today: date, *, months: int) -> Select[QualitySample]:
    """The samples of a supervisor's team in so many months up to this one, the latest first."""
    number = today.year * 12 + today.month - months
    first = date(number // 12, number % 12 + 1, 1)
    mine = visible_samples(user).where(QualitySample.month >= first)
    return mine.order_by(QualitySample.month.desc(), QualitySample.id)


def tally(samples: Sequence[QualitySample]) -> dict[Question, dict[Answer, int]]:
    """How often each answer was given to each question."""
    counts = {question: dict.fromkeys(Answer, 0) for question in Question}
    for sample in samples:
        for code, said in sample.answers.items():
            if code in set(Question):
                counts[Question(code)][Answer(said)] += 1
    return counts


def _candidates(by: User, month: date) -> Select[UUID, UUID | None]:
    """People of the team somebody talked with in the month before; not those the supervisor looks after."""
    talked = select(Conversation.person_id).where(
        Conversation.month == month_before(month), Conversation.team_id == by.team_id
    )
    return select(Person.id, Person.navigator_id).where(
        Person.team_id == by.team_id,
        Person.id.in_(talked),
        Person.navigator_id.is_not(None),
        Person.navigator_id != by.id,
    )
