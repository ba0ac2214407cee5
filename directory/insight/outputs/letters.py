"""Letters that a report is there, for whoever asks for them: its name and a link, stopped by one button."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.accounts.roles import Permission
from directory.errors import RuleBroken
from directory.insight.facts.counting import before
from directory.insight.models import ReportSubscription
from directory.insight.models.reports import Rhythm
from directory.insight.reports.registry import REPORTS
from directory.notifications import letters, outbox
from directory.notifications.outbox import Handler
from directory.settings import Settings

READY = "insight.report_ready"
MONTHS: Mapping[Rhythm, int] = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3}


def subscribe(
    session: Session, user: User, report: str, question: str, rhythm: Rhythm, *, at: datetime
) -> ReportSubscription:
    """Tell somebody from now on; asking again changes how often and of what."""
    if report not in REPORTS:
        raise RuleBroken(None, "Choose a report of the list")
    found = session.scalars(_of(user.id).where(ReportSubscription.report == report)).first()
    if found is None:
        found = ReportSubscription(user_id=user.id, report=report, rhythm=rhythm, next_on=at.date())
        session.add(found)
    found.question, found.rhythm = question, rhythm
    found.next_on = next_day(clock.local(at).date(), rhythm)
    session.flush()
    return found


def unsubscribe(session: Session, user: User, report: str) -> None:
    """No more letters about one report."""
    session.execute(
        delete(ReportSubscription).where(ReportSubscription.user_id == user.id, ReportSubscription.report == report)
    )


def stop_all(session: Session, user_id: UUID) -> None:
    """No more letters about reports."""
    session.execute(delete(ReportSubscription).where(ReportSubscription.user_id == user_id))


def subscriptions(session: Session, user: User) -> Sequence[ReportSubscription]:
    """What somebody is told of."""
    return session.scalars(_of(user.id).order_by(ReportSubscription.report)).all()


def next_day(today: date, rhythm: Rhythm) -> date:
    """The first day of the month or quarter after this one, when its figures are whole."""
    months = MONTHS[rhythm]
    begun = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    return before(begun, -months)


def tell_of_reports(session: Session, at: datetime) -> str:
    """The daily round: a message for each letter that is due."""
    today = clock.local(at).date()
    due = session.scalars(select(ReportSubscription).where(ReportSubscription.next_on <= today)).all()
    for found in due:
        outbox.put(session, READY, {"subscription": str(found.id)}, at=at)
        found.next_on = next_day(today, found.rhythm)
    return f"{len(due)} letters about reports"


def write_letter(session: Session, payload: Mapping[str, Any], _at: datetime) -> None:
    """The letter: which report, and where it is. Nothing that it says."""
    found = session.get(ReportSubscription, UUID(str(payload["subscription"])))
    user = session.get(User, found.user_id) if found else None
    if found is None or user is None or not user.active or not user.may(Permission.SEE_INSIGHT):
        return
    base = _settings().base_url
    link = f"{base}/insight/{found.report}{'?' + found.question if found.question else ''}"
    letters.post(
        "report_ready",
        user.email,
        title=REPORTS[found.report].title,
        link=link,
        stop=f"{base}/report-letters/stop/{stop_token(user.id)}",
    )


def stop_token(user_id: UUID) -> str:
    """Signed, so that nobody can stop another's letters."""
    return str(_signer().dumps(user_id.hex))


def user_of(token: str) -> UUID | None:
    """Whose letters a token stops; None for one that is not ours."""
    try:
        return UUID(_signer().loads(token))
    except (BadSignature, TypeError, ValueError, AttributeError):
        return None


def _of(user_id: UUID) -> Any:
    return select(ReportSubscription).where(ReportSubscription.user_id == user_id)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="report letters")


def _settings() -> Settings:
    installed: Settings = current_app.extensions["waypost_settings"]
    return installed


HANDLERS: dict[str, Handler] = {READY: write_letter}
