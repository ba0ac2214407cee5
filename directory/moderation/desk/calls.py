"""What the desk writes down of a call: what was heard, when to try again, and everything that follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.errors import Conflict, RuleBroken
from directory.listings.codes import ListingStatus, ServiceStatus, VerificationMethod
from directory.listings.editing import Content, write_content
from directory.listings.models import Phone, Service
from directory.moderation.desk.codes import CallOutcome
from directory.moderation.desk.models import Call, CallPlan
from directory.moderation.freshness.codes import FindingKind
from directory.moderation.freshness.findings import close_findings, open_finding
from directory.moderation.freshness.operations import change_status, mark_verified, write_quietly
from directory.moderation.freshness.reminding import ask_now
from directory.moderation.freshness.states import CHECKABLE

#: Days until the next try after one, two, three and more calls that nobody answered.
WAITS = (1, 2, 5, 7)
AFTER_LETTER = 7
ANOTHER_WAY = 3  # so many calls without an answer, and the page offers another way
SATURDAY = 5
CHANGED_MEANWHILE = (
    "Somebody else rang about {name} or changed it while this page was open. Read what is new, then go on."
)


@dataclass(frozen=True)
class Heard:
    """What somebody at the desk tells of one call."""

    outcome: CallOutcome
    method: VerificationMethod = VerificationMethod.STEWARD_CALLED
    changes: Content | None = None
    best_time: str = ""


def mark_of(session: Session, service: Service) -> str:
    """How a listing stood when the page was shown; another mark means that somebody was faster."""
    calls = session.scalar(select(func.count()).select_from(Call).where(Call.service_id == service.id))
    checked = int(service.verified_at.timestamp()) if service.verified_at else 0
    return f"{service.version}.{checked}.{calls}"


def hear(session: Session, service: Service, heard: Heard, *, seen: str, by: User, at: datetime) -> CallOutcome:
    """Write down one call and do what follows. Gives the outcome: "right" with other words is a change.

    Raises `Conflict` when the listing is not as it was when the page was shown, `RuleBroken` for a change without any.
    """
    if seen != mark_of(session, service):
        raise Conflict(CHANGED_MEANWHILE.format(name=service.name))
    outcome = heard.outcome
    if outcome in (CallOutcome.RIGHT, CallOutcome.CHANGED):
        outcome = _confirm(session, service, heard, by=by, at=at)
    elif outcome is CallOutcome.NO_ANSWER:
        _try_later(session, service, at)
    elif outcome is CallOutcome.WRONG_NUMBER:
        _note_wrong_number(session, service, at)
    elif outcome is CallOutcome.CLOSED:
        _close(session, service, by=by, at=at)
        return outcome
    _remember(session, service, outcome, heard.method, by=by, at=at)
    if heard.best_time.strip():
        plan_of(session, service).best_time = heard.best_time.strip()
    return outcome


def hear_of_many(
    session: Session, services: Sequence[Service], outcome: CallOutcome, *, by: User, at: datetime
) -> None:
    """One call about several listings of one organisation: all of them right, or nobody there."""
    for service in services:
        if outcome is CallOutcome.RIGHT:
            _confirm(session, service, Heard(outcome), by=by, at=at)
        else:
            _try_later(session, service, at)
        _remember(session, service, outcome, VerificationMethod.STEWARD_CALLED, by=by, at=at)


def write_instead(session: Session, service: Service, *, by: User, at: datetime) -> None:
    """Send the one-tap link to those who cannot be reached on the phone, and leave them a week."""
    if not ask_now(session, service, at):
        raise RuleBroken(None, f"Find another way: there is no address to which {service.name} could be written")
    plan_of(session, service).not_before = clock.local(at).date() + timedelta(days=AFTER_LETTER)
    _remember(session, service, CallOutcome.WRITTEN, None, by=by, at=at)


def reopen(session: Session, service: Service, *, by: User, at: datetime) -> None:
    """Take back "it has closed": the listing is again what it was."""
    last = session.scalars(_calls_about(service).limit(1)).first()
    if last is None or last.outcome is not CallOutcome.CLOSED or service.listing_status is not ListingStatus.ARCHIVED:
        raise Conflict(f"{service.name} was not closed from this desk a moment ago.")
    write_quietly(session, service, {"status": ServiceStatus.ACTIVE})
    change_status(session, service, last.was or ListingStatus.REVIEW_DUE, by=by.actor, at=at)
    _remember(session, service, CallOutcome.REOPENED, None, by=by, at=at)


def plan_of_listing(session: Session, service: Service) -> CallPlan | None:
    """When to ring about a listing, if anybody has tried."""
    return session.scalars(select(CallPlan).where(CallPlan.service_id == service.id)).first()


def plan_of(session: Session, service: Service) -> CallPlan:
    """When to ring about a listing; made when there is none."""
    plan = plan_of_listing(session, service)
    if plan is None:
        plan = CallPlan(service_id=service.id, no_answers=0)
        session.add(plan)
        session.flush()
    return plan


def calls_about(session: Session, service: Service, most: int = 10) -> Sequence[Call]:
    """The last calls about a listing, the newest first."""
    return session.scalars(_calls_about(service).limit(most)).all()


def next_try(today: date, no_answers: int) -> date:
    """The day of the next call; nobody rings at the weekend."""
    day = today + timedelta(days=WAITS[min(no_answers, len(WAITS)) - 1])
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


def _confirm(session: Session, service: Service, heard: Heard, *, by: User, at: datetime) -> CallOutcome:
    if service.listing_status not in CHECKABLE:
        raise Conflict(f"{service.name} is not in the directory any more.")
    written = write_content(
        session, service, heard.changes or {}, by=by.actor, at=at, why="Told on the phone"
    )  # fmt: skip
    if heard.outcome is CallOutcome.CHANGED and not written:
        raise RuleBroken("phone", "Change below what they told you, then choose “Something has changed” again")
    mark_verified(session, service, method=heard.method, by=by.actor, at=at)
    close_findings(session, service.id, [FindingKind.WRONG_NUMBER], at=at)
    plan = plan_of(session, service)
    plan.no_answers, plan.not_before = 0, None
    return CallOutcome.CHANGED if written else CallOutcome.RIGHT


def _try_later(session: Session, service: Service, at: datetime) -> None:
    plan = plan_of(session, service)
    plan.no_answers += 1
    plan.not_before = next_try(clock.local(at).date(), plan.no_answers)


def _note_wrong_number(session: Session, service: Service, at: datetime) -> None:
    number = session.scalar(
        select(Phone.number).where(Phone.service_id == service.id).order_by(Phone.position, Phone.id).limit(1)
    )
    open_finding(session, service.id, FindingKind.WRONG_NUMBER, number or "no number", at=at)
    plan_of(session, service).not_before = next_try(clock.local(at).date(), 1)


def _close(session: Session, service: Service, *, by: User, at: datetime) -> None:
    was = service.listing_status
    if was is ListingStatus.ARCHIVED:
        raise Conflict(f"{service.name} is closed already.")
    write_quietly(session, service, {"status": ServiceStatus.DEFUNCT})
    change_status(session, service, ListingStatus.ARCHIVED, by=by.actor, at=at)
    _remember(session, service, CallOutcome.CLOSED, None, by=by, at=at, was=was)


def _remember(
    session: Session,
    service: Service,
    outcome: CallOutcome,
    method: VerificationMethod | None,
    *,
    by: User,
    at: datetime,
    was: ListingStatus | None = None,
) -> None:
    has_checked = outcome in (CallOutcome.RIGHT, CallOutcome.CHANGED)
    kept = method if has_checked else None
    session.add(Call(service_id=service.id, at=at, by=by.actor, outcome=outcome, method=kept, was=was))
    session.flush()


def _calls_about(service: Service) -> Select[Call]:
    return select(Call).where(Call.service_id == service.id).order_by(Call.at.desc(), Call.id.desc())
