"""Putting something to do on somebody's list, and taking it off when it has become idle. Knows no page."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from directory import clock
from directory.referrals.codes.referral import Source
from directory.referrals.codes.work import FOLLOW_UP_DAYS, ActionKind, TaskKind
from directory.referrals.models import ContactAction, FollowUp, Person, Referral


def plan_for_action(session: Session, action: ContactAction, *, at: datetime) -> FollowUp | None:
    """Ring back two weeks after somebody was pointed or led somewhere. Nobody can be rung who is not known.

    A referral is asked about once support has started, so it gets its ring-back then.
    """
    days = FOLLOW_UP_DAYS.get(action.kind)
    if action.person_id is None or days is None or action.kind in (ActionKind.REFERRAL, ActionKind.SELF_REFERRAL):
        return None
    kind = TaskKind.ASSESSMENT if action.kind is ActionKind.ASSESSMENT_REQUEST else TaskKind.RING_BACK
    due_on = clock.local(at).date() + timedelta(days=days)
    return _add(
        session,
        FollowUp(
            kind=kind,
            person_id=action.person_id,
            action_id=action.id,
            navigator_id=action.navigator_id,
            team_id=action.team_id,
            due_on=due_on,
            first_due_on=due_on,
        ),
    )


def plan_for_referral(session: Session, referral: Referral, kind: TaskKind, *, due_on: date) -> FollowUp:
    """Something to do about a referral, for the connector who made it; of a partner's, for whoever helps the person.

    The same thing is never on the list twice.
    """
    held = session.scalars(_open(referral).where(FollowUp.kind == kind).limit(1)).first()
    if held is not None:
        return held
    return _add(
        session,
        FollowUp(
            kind=kind,
            person_id=referral.person_id,
            referral_id=referral.id,
            navigator_id=_connector_of(session, referral),
            team_id=referral.team_id,
            due_on=due_on,
            first_due_on=due_on,
        ),
    )


def plan_telling(session: Session, action: ContactAction, service_id: UUID, *, due_on: date) -> FollowUp:
    """Tell somebody for whom nothing was found that a listing has opened. For whoever helps them now."""
    person = session.get_one(Person, action.person_id)
    return _add(
        session,
        FollowUp(
            kind=TaskKind.HELP_APPEARED,
            person_id=person.id,
            action_id=action.id,
            service_id=service_id,
            navigator_id=person.navigator_id,
            team_id=person.team_id,
            due_on=due_on,
            first_due_on=due_on,
        ),
    )


def end_for_referral(session: Session, referral: Referral, kinds: Collection[TaskKind], *, at: datetime) -> None:
    """Take off the list what has become idle."""
    if not kinds:
        return
    for task in session.scalars(_open(referral).where(FollowUp.kind.in_(kinds)).order_by(FollowUp.id)):
        task.done_at = at


def _connector_of(session: Session, referral: Referral) -> UUID | None:
    """A partner has no list: what is to do about what they sent falls to the person's connector, or to the queue."""
    if referral.source is not Source.PARTNER:
        return referral.navigator_id
    person = session.get(Person, referral.person_id) if referral.person_id else None
    return person.navigator_id if person else None


def _open(referral: Referral) -> Select[FollowUp]:
    return select(FollowUp).where(FollowUp.referral_id == referral.id, FollowUp.done_at.is_(None))


def _add(session: Session, task: FollowUp) -> FollowUp:
    session.add(task)
    session.flush()
    return task
