"""What a move puts on somebody's list, and what it takes off."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import RoleGrant, TeamMember
from directory.accounts.roles import Role
from directory.referrals.agreement.ledger import on_agreement
from directory.referrals.codes.agreement import AgreementValue, Purpose
from directory.referrals.codes.referral import ENDED, ClosureReason, Mover, ReferralStatus
from directory.referrals.codes.work import TaskKind
from directory.referrals.following.planning import end_for_referral, plan_for_referral
from directory.referrals.models import Agreement, OutcomeScore, Person, Point, Referral, ReferralEvent
from directory.referrals.moves import move, on_move
from directory.referrals.outcomes.points import TWELVE_WEEKS
from directory.referrals.timing.working_days import add_working_days
from directory.referrals.told import Told

S, T = ReferralStatus, TaskKind

RING_BACK = timedelta(days=14)
CHECK_IN = timedelta(days=28)
MOST_REDIRECTS = 3

#: What a status puts on the list of whoever referred, and after how many working days (None: see below).
PUTS: Mapping[ReferralStatus, tuple[TaskKind, int]] = MappingProxyType(
    {
        S.INFO_NEEDED: (T.QUESTION, 1),
        S.NOT_ACCEPTED: (T.NEXT_STEP, 1),
        S.NOT_TAKEN_UP: (T.CLOSE, 2),
    }
)
#: What leaves the list when a referral leaves a status.
ENDS: Mapping[ReferralStatus, tuple[TaskKind, ...]] = MappingProxyType(
    {
        S.DRAFT: (T.NEXT_STEP,),
        S.SUBMITTED: (T.NO_REPLY,),
        S.ACKNOWLEDGED: (T.NO_REPLY, T.DECISION_LATE),
        S.INFO_NEEDED: (T.QUESTION,),
        S.WAITING: (T.WAITING_CHECK_IN,),
        S.NOT_ACCEPTED: (T.NEXT_STEP,),
        S.COMPLETED: (T.CLOSE,),
        S.NOT_TAKEN_UP: (T.CLOSE,),
    }
)
#: What is left to do even after a referral has ended.
STAYS = frozenset({T.RING_BACK})


@on_move
def change_the_list(session: Session, referral: Referral, event: ReferralEvent) -> None:
    """Keep whoever referred told what is theirs to do now."""
    today = clock.local(event.at).date()
    end_for_referral(session, referral, ENDS.get(event.frm, ()), at=event.at)
    if referral.status in ENDED:
        end_for_referral(session, referral, frozenset(T) - STAYS, at=event.at)
    if event.to is S.WITHDRAWN:
        end_for_referral(session, referral, (T.AGREEMENT_ENDED,), at=event.at)
    if put := PUTS.get(event.to):
        plan_for_referral(session, referral, put[0], due_on=add_working_days(today, put[1]))
    if event.to is S.WAITING:
        plan_for_referral(session, referral, T.WAITING_CHECK_IN, due_on=today + CHECK_IN)
    if event.to is S.STARTED:
        _ask_how_it_went(session, referral, referral.started_on or today)
    if event.to is S.COMPLETED:
        plan_for_referral(session, referral, T.CLOSE, due_on=today + RING_BACK)


@on_move
def close_what_nobody_answered(session: Session, referral: Referral, event: ReferralEvent) -> None:
    """Taken back because nobody replied: closed as that, never as success, with the next step on the list."""
    if event.to is S.WITHDRAWN and event.reason == ClosureReason.NO_RESPONSE.value:
        told = Told(closure=ClosureReason.NO_RESPONSE)
        move(session, referral, S.CLOSED, mover=Mover.SYSTEM, actor="system", at=event.at, told=told)
        due_on = add_working_days(clock.local(event.at).date(), 1)
        plan_for_referral(session, referral, T.NEXT_STEP, due_on=due_on)


@on_move
def pass_on_what_it_replaces(session: Session, referral: Referral, event: ReferralEvent) -> None:
    """A referral made after a "no" is sent: the one before is passed on to it."""
    before = session.get(Referral, referral.redirected_from_id) if referral.redirected_from_id else None
    if event.to is S.SUBMITTED and before is not None and before.status is S.NOT_ACCEPTED:
        told = Told(new_referral_id=referral.id)
        move(session, before, S.REDIRECTED, mover=Mover.NAVIGATOR, actor=event.actor, at=event.at, told=told)


@on_move
def alert_after_three(session: Session, referral: Referral, event: ReferralEvent) -> None:
    """Somebody who is passed on for the third time gets a supervisor who steps in."""
    if event.frm is not S.DRAFT or referral.redirects < MOST_REDIRECTS:
        return
    task = plan_for_referral(session, referral, T.REDIRECTED_THRICE, due_on=clock.local(event.at).date())
    task.navigator_id = _supervisor_of(session, referral) or task.navigator_id


@on_agreement
def talk_about_what_ended(
    session: Session, person: Person, referral: Referral | None, lines: Sequence[Agreement]
) -> None:
    """Agreement to share was taken back: nothing more is shared from now on, and somebody talks with them about it.

    Where the referral is, the person decides: it is not closed over their head. Given again, there is nothing to do.
    """
    said = next((line for line in lines if line.purpose is Purpose.THIS_PROVIDER), None)
    if said is None:
        return
    at = said.at
    if said.value is not AgreementValue.WITHDRAWN:
        if referral is not None and referral.submitted_at is not None:
            end_for_referral(session, referral, (T.AGREEMENT_ENDED,), at=at)
        return
    due_on = add_working_days(clock.local(at).date(), 1)
    for each in (referral,) if referral is not None else _running(session, person):
        if each.submitted_at is not None and each.status not in ENDED | {S.WITHDRAWN}:
            plan_for_referral(session, each, T.AGREEMENT_ENDED, due_on=due_on)


def _running(session: Session, person: Person) -> Sequence[Referral]:
    of = select(Referral).where(Referral.person_id == person.id, Referral.status.not_in(ENDED))
    return session.scalars(of.order_by(Referral.id)).all()


def _ask_how_it_went(session: Session, referral: Referral, started_on: date) -> None:
    plan_for_referral(session, referral, T.RING_BACK, due_on=started_on + RING_BACK)
    measured = select(OutcomeScore.id).where(
        OutcomeScore.person_id == referral.person_id, OutcomeScore.point == Point.START
    )
    if referral.person_id is not None and session.scalar(measured.limit(1)) is not None:
        plan_for_referral(session, referral, T.OUTCOME_POINT, due_on=started_on + TWELVE_WEEKS)


def _supervisor_of(session: Session, referral: Referral) -> UUID | None:
    found = (
        select(TeamMember.user_id)
        .join(RoleGrant, RoleGrant.user_id == TeamMember.user_id)
        .where(TeamMember.team_id == referral.team_id, RoleGrant.role == Role.SUPERVISOR)
        .order_by(TeamMember.user_id)
    )
    return session.scalar(found.limit(1))
