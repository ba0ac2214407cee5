"""The timers of referrals, run each morning: nobody waits unseen. Days are working days in England where it says so.

Source: the domain's table of timers. Each step is noted on the referral, so a run that comes twice does nothing new.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from directory import clock
from directory.notifications.outbox import put
from directory.referrals.answering import topics
from directory.referrals.codes.referral import ClosureReason, Mover, ReferralStatus
from directory.referrals.codes.work import TaskKind
from directory.referrals.following.planning import plan_for_referral
from directory.referrals.following.reactions import CHECK_IN
from directory.referrals.models import Referral
from directory.referrals.moves import move
from directory.referrals.timing.working_days import working_days_between
from directory.referrals.told import Told

S = ReferralStatus

CHASE_AFTER = 2  # working days without the provider opening it: a reminder
ESCALATE_AFTER = 5  # then whoever referred is told
DECIDE_WITHIN = 10  # working days from being seen to an answer
AUTO_CLOSE = timedelta(days=28)
PROMPT_EACH = timedelta(days=14)  # "have they started?", to a provider without an account
AT_ONCE = 500  # referrals in one transaction of the job

_Rule = Callable[[Session, Referral, date, datetime], None]


def run_timers(session: Session, at: datetime) -> str:
    """Look at every referral whose time may have come. Says in a few words what it did."""
    today = clock.local(at).date()
    done = [f"{name} {_run(session, where, rule, today, at)}" for name, where, rule in _rules(today)]
    return ", ".join(done)


def _rules(today: date) -> Sequence[tuple[str, ColumnElement[bool], _Rule]]:
    """Which referrals each timer looks at: few, by index; the exact day is counted in Python."""
    sent, seen = Referral.status == S.SUBMITTED, Referral.status == S.ACKNOWLEDGED
    long_ago = clock.start_of_day(today - AUTO_CLOSE)
    prompted = or_(Referral.prompted_on.is_(None), Referral.prompted_on <= today - PROMPT_EACH)
    return (
        ("chased", and_(sent, Referral.chased_on.is_(None)), _chase),
        ("escalated", and_(sent, Referral.escalated_on.is_(None)), _escalate),
        ("late", and_(seen, Referral.decision_chased_on.is_(None)), _decide),
        ("waiting", and_(Referral.status == S.WAITING, Referral.checked_in_on <= today - CHECK_IN), _check_in),
        ("due", and_(Referral.status == S.ACCEPTED, Referral.expected_start_on <= today, prompted), _prompt),
        ("closed", and_(Referral.status == S.COMPLETED, Referral.status_since < long_ago), _close),
        ("ended", and_(Referral.status == S.WITHDRAWN, Referral.status_since < clock.start_of_day(today)), _end),
    )


def _run(session: Session, where: ColumnElement[bool], rule: _Rule, today: date, at: datetime) -> int:
    """Apply one rule to all, some at a time so that no transaction grows long; how many it looked at."""
    last, looked = None, 0
    while True:
        some = select(Referral).options(joinedload(Referral.service)).order_by(Referral.id)
        some = some.where(where, Referral.person_id.is_not(None))  # what retention left waits for nothing
        some = some.where(Referral.id > last) if last is not None else some
        found = session.scalars(some.limit(AT_ONCE)).all()
        for referral in found:
            rule(session, referral, today, at)
        if len(found) < AT_ONCE:
            return looked + len(found)
        last, looked = found[-1].id, looked + len(found)
        session.commit()


def _chase(session: Session, referral: Referral, today: date, at: datetime) -> None:
    if _working_days_since(referral.submitted_at, today) >= CHASE_AFTER:
        referral.chased_on = today
        put(session, topics.SENT, {"referral": str(referral.id)}, at=at)


def _escalate(session: Session, referral: Referral, today: date, at: datetime) -> None:
    if _working_days_since(referral.submitted_at, today) >= ESCALATE_AFTER:
        referral.escalated_on = today
        plan_for_referral(session, referral, TaskKind.NO_REPLY, due_on=today)
        if referral.navigator_id is not None:
            put(session, topics.MOVED, {"referral": str(referral.id)}, at=at)


def _decide(session: Session, referral: Referral, today: date, at: datetime) -> None:
    if _working_days_since(referral.status_since, today) >= DECIDE_WITHIN:
        referral.decision_chased_on = today
        put(session, topics.SENT, {"referral": str(referral.id)}, at=at)
        plan_for_referral(session, referral, TaskKind.DECISION_LATE, due_on=today)


def _check_in(session: Session, referral: Referral, today: date, _at: datetime) -> None:
    referral.checked_in_on = today
    plan_for_referral(session, referral, TaskKind.WAITING_CHECK_IN, due_on=today)


def _prompt(session: Session, referral: Referral, today: date, at: datetime) -> None:
    referral.prompted_on = today
    put(session, topics.SENT, {"referral": str(referral.id)}, at=at)


def _close(session: Session, referral: Referral, _today: date, at: datetime) -> None:
    told = Told(closure=ClosureReason.NO_CONTACT, is_follow_up_done=True, reason="auto_close")
    move(session, referral, S.CLOSED, mover=Mover.SYSTEM, actor="system", at=at, told=told)


def _end(session: Session, referral: Referral, _today: date, at: datetime) -> None:
    move(session, referral, S.CLOSED, mover=Mover.SYSTEM, actor="system", at=at)


def _working_days_since(since: datetime | None, today: date) -> int:
    return working_days_between(clock.local(since).date(), today) if since else 0
