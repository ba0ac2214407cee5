"""What becomes of gap cases by itself: new flags join, reviews fall due, stories end, owners are reminded.

A letter holds the reference of the case and its address, nothing else.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.audit.chain import record
from directory.needs.cases.grouping import follow, gather, open_cases
from directory.needs.cases.states import may_move
from directory.needs.codes import CaseState
from directory.needs.models import GapAction, GapCase
from directory.notifications import letters, outbox
from directory.notifications.outbox import Handler
from directory.settings import Settings

TOPIC = "gaps.due"
AHEAD = timedelta(days=7)
AGAIN = timedelta(days=14)


def tend_gaps(session: Session, at: datetime) -> str:
    """Each morning. Safe to run again."""
    today = clock.local(at).date()
    joined = sum(gather(session, case, at) for case in session.scalars(select(GapCase).where(open_cases())).all())
    due = sum(_fall_due(session, case, at) for case in session.scalars(_to_review(today)).all())
    ended = sum(_end_story(session, action, at) for action in session.scalars(_ended(today)).all())
    written = sum(_remind(session, action, today, at) for action in session.scalars(_late(today)).all())
    return f"{joined} flags joined, {due} reviews due, {ended} stories ended, {written} owners reminded"


def send_due(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """To the owner, while they still work on gaps and the case is open."""
    case = session.get(GapCase, UUID(str(payload["case_id"])))
    user = session.get(User, UUID(str(payload["user_id"])))
    if case is None or case.state is CaseState.CLOSED or user is None or not user.active:
        return
    if not user.may(Permission.CLOSE_GAPS):
        return
    settings: Settings = current_app.extensions["waypost_settings"]
    letters.post("gap_due", user.email, reference=case.reference, link=f"{settings.base_url}/gaps/{case.reference}")


HANDLERS: dict[str, Handler] = {TOPIC: send_due}


def _to_review(today: date) -> Any:
    return select(GapCase).where(open_cases(), GapCase.state != CaseState.REVIEW_DUE, GapCase.review_on <= today)


def _fall_due(session: Session, case: GapCase, at: datetime) -> int:
    if not may_move(case.state, CaseState.REVIEW_DUE):
        return 0
    case.state = CaseState.REVIEW_DUE
    session.flush()
    follow(session, case, at)
    record(session, actor="system", action="gap.review_due", subject=f"gap:{case.id}", detail={}, at=at)
    _write(session, case.id, case.owner_id, at)
    return 1


def _ended(today: date) -> Any:
    return select(GapAction).where(GapAction.story_until < today)


def _end_story(session: Session, action: GapAction, at: datetime) -> int:
    action.story, action.story_until = None, None
    subject = f"gap:{action.gap_case_id}"
    record(session, actor="system", action="gap.story_ended", subject=subject, detail={}, at=at)
    return 1


def _late(today: date) -> Any:
    return (
        select(GapAction)
        .join(GapCase, GapCase.id == GapAction.gap_case_id)
        .where(open_cases(), GapAction.done_on.is_(None), GapAction.due_on <= today + AHEAD)
        .where(GapAction.reminded_on.is_(None) | (GapAction.reminded_on <= today - AGAIN))
    )


def _remind(session: Session, action: GapAction, today: date, at: datetime) -> int:
    action.reminded_on = today
    _write(session, action.gap_case_id, action.owner_id, at)
    return 1


def _write(session: Session, case_id: UUID, user_id: UUID | None, at: datetime) -> None:
    if user_id is not None:
        outbox.put(session, TOPIC, {"case_id": str(case_id), "user_id": str(user_id)}, at=at)
