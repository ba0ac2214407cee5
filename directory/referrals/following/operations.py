"""The verbs of following up: tried again, spoke to them, another day, took a step with the referral."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock, signals
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.referrals.agreement.ledger import holds, last_line
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import ContactWay
from directory.referrals.codes.referral import Declined, ReferralStatus
from directory.referrals.codes.work import (
    ActionKind,
    Attempt,
    Helped,
    Severity,
    TaskKind,
    ToldAnswer,
    UnmetReason,
)
from directory.referrals.conversations.operations import add_action
from directory.referrals.following.steps import Step
from directory.referrals.models import ContactAction, FollowUp, Person, Referral, ReferralEvent
from directory.referrals.moves import move
from directory.referrals.timing.working_days import add_working_days
from directory.referrals.told import Told

DONE_ALREADY = "This has been done already, perhaps by a colleague. Look at the person's page for what was found."
NO_RESPONSE = "no_response"  # why a referral was taken back: the provider never answered
#: What is nothing but getting in touch to ask or to tell: not with who does not want that.
ASKS_THEM = frozenset({TaskKind.RING_BACK, TaskKind.CLOSE, TaskKind.HELP_APPEARED, TaskKind.OUTCOME_POINT})
FURTHEST = 365  # days ahead that something may be put off


@dataclass(frozen=True)
class Found:
    """What a follow-up found. An unmet reason is said when something is still needed."""

    helped: Helped
    still_needed: bool
    unmet_reason: UnmetReason | None = None
    severity: Severity | None = None
    words: str = ""


def note_attempt(
    session: Session,
    task: FollowUp,
    outcome: Attempt,
    *,
    again_on: date | None,
    best_time: str = "",
    by: User,
    at: datetime,
) -> None:
    """Tried and not reached: keep when and how, and put it on the list of another day."""
    _refuse_done(task)
    today = clock.local(at).date()
    if again_on is not None and again_on <= today:
        raise RuleBroken("again_on", "Choose a day to come")
    task.attempts = [*task.attempts, {"at": at.isoformat(timespec="minutes"), "outcome": outcome.value}]
    task.last_attempt, task.best_time = outcome, best_time or task.best_time
    task.due_on = again_on or add_working_days(today, 1)
    _record(session, by, "follow_up.tried", task, {"outcome": outcome.value}, at)


def put_off(session: Session, task: FollowUp, due_on: date, reason: str, *, by: User, at: datetime) -> None:
    """Another day, with the reason."""
    _refuse_done(task)
    today = clock.local(at).date()
    if due_on <= today:
        raise RuleBroken("due_on", "Choose a day to come")
    if (due_on - today).days > FURTHEST:
        raise RuleBroken("due_on", "Choose a day within a year")
    task.due_on, task.moved_reason = due_on, reason
    _record(session, by, "follow_up.moved", task, {"reason": reason}, at)


def finish(session: Session, task: FollowUp, found: Found, *, by: User, at: datetime) -> ContactAction | None:
    """Keep what was found. Gives the unmet need when something is still needed.

    Raises `RuleBroken` when somebody says that something is needed but not why it is not met.
    """
    _refuse_done(task)
    task.done_at, task.helped, task.still_needed = at, found.helped, found.still_needed
    task.note = found.words or None
    if found.helped is not Helped.NOT_REACHED:
        task.last_attempt = Attempt.SPOKE
    action = session.get(ContactAction, task.action_id) if task.action_id else None
    referral = session.get(Referral, task.referral_id) if task.referral_id else None
    for about in [action] if action else actions_of(session, referral):
        _note(about, found, at)
    _record(session, by, "follow_up.done", task, {"helped": found.helped.value}, at)
    if not found.still_needed:
        return None
    return flag_unmet(
        session,
        need=referral.need if referral else action.need if action else None,
        person=session.get(Person, task.person_id) if task.person_id else None,
        about=referral or action,
        found=found,
        by=by,
        at=at,
    )


def finish_simply(session: Session, task: FollowUp, *, by: User, at: datetime) -> None:
    """Done: for what asks no questions, such as "the assessment has been arranged"."""
    _refuse_done(task)
    task.done_at = at
    _record(session, by, "follow_up.done", task, {}, at)


def flag_unmet(
    session: Session,
    *,
    need: str | None,
    person: Person | None,
    about: Referral | ContactAction | None,
    found: Found,
    by: User,
    at: datetime,
    is_follow_up: bool = True,
) -> ContactAction:
    """Count what is still needed as an unmet need, where and for whom it was found."""
    return add_action(
        session,
        None,
        ActionKind.UNMET,
        by=by,
        at=at,
        need=need,
        person=person,
        service_id=about.service_id if about else None,
        referral_id=about.id if isinstance(about, Referral) else None,
        unmet_reason=found.unmet_reason,
        severity=found.severity,
        is_follow_up=is_follow_up,
    )


def take_step(
    session: Session, referral: Referral, step: Step, told: Told, *, by: User, at: datetime, found: Found | None = None
) -> ReferralEvent:
    """Move a referral on the connector's side. What a follow-up found is kept with the closing."""
    was_declined = referral.declined
    event = move(session, referral, step.to, mover=step.mover, actor=by.actor, at=at, told=told)
    if found is not None:
        _keep_found(session, referral, found, by=by, at=at)
    elif (reason := _left_unmet(event, told, was_declined)) is not None:
        missing = Found(Helped.NO, still_needed=True, unmet_reason=reason)
        flag_unmet(
            session,
            need=referral.need,
            person=referral.person,
            about=referral,
            found=missing,
            by=by,
            at=at,
            is_follow_up=False,
        )
    return event


def _left_unmet(event: ReferralEvent, told: Told, declined: Declined | None) -> UnmetReason | None:
    """Why a need stays unmet after a step: refused, and nothing else was found; or nobody ever replied."""
    if told.is_need_unmet and declined is not None:
        return UnmetReason(declined.value)
    is_unanswered = event.to is ReferralStatus.WITHDRAWN and event.reason == NO_RESPONSE
    return UnmetReason.NO_REPLY if is_unanswered else None


def tell_of_help(session: Session, task: FollowUp, answer: ToldAnswer, *, by: User, at: datetime) -> None:
    """Somebody who waited was told what has opened: keep what they said to it."""
    _refuse_done(task)
    task.done_at, task.answer, task.last_attempt = at, answer, Attempt.SPOKE
    _record(session, by, "follow_up.done", task, {"answer": answer.value}, at)
    signals.help_told.send(session, follow_up_id=task.id, answer=answer.value)


def may_ring(session: Session, task: FollowUp, person: Person, *, on: date) -> bool:
    """Whether somebody may get in touch to ask how it went. Who was asked and said no, or took it back, is not rung."""
    if ContactWay.NO_CONTACT in person.contact_ways:
        return False
    line = last_line(session, person.id, Purpose.FOLLOW_UP_CONTACT, task.referral_id)
    return line is None or holds(line, on=on)


def actions_of(session: Session, referral: Referral | None) -> Sequence[ContactAction]:
    """The actions that count a referral."""
    if referral is None:
        return ()
    counted = ContactAction.referral_id == referral.id, ContactAction.kind != ActionKind.UNMET
    return session.scalars(select(ContactAction).where(*counted).order_by(ContactAction.id)).all()


def _keep_found(session: Session, referral: Referral, found: Found, *, by: User, at: datetime) -> None:
    """Closing is the follow-up: whatever ring-back was still on the list is answered with it."""
    open_ones = select(FollowUp).where(
        FollowUp.referral_id == referral.id, FollowUp.done_at.is_(None), FollowUp.kind == TaskKind.RING_BACK
    )
    task = session.scalars(open_ones.order_by(FollowUp.id).limit(1)).first()
    if task is not None:
        finish(session, task, found, by=by, at=at)
        return
    for action in actions_of(session, referral):
        _note(action, found, at)
    if found.still_needed:
        flag_unmet(session, need=referral.need, person=referral.person, about=referral, found=found, by=by, at=at)


def _note(action: ContactAction, found: Found, at: datetime) -> None:
    action.helped, action.still_needed, action.closed_on = found.helped, found.still_needed, clock.local(at).date()


def _refuse_done(task: FollowUp) -> None:
    if task.done_at is not None:
        raise Conflict(DONE_ALREADY)


def _record(session: Session, by: User, action: str, task: FollowUp, detail: dict[str, str], at: datetime) -> None:
    record(session, actor=by.actor, action=action, subject=f"follow_up:{task.id}", detail=detail, at=at)
