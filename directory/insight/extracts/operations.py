"""Asking for an extract, deciding about it, taking it, ending it. Each is on the audit record. Never commits."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, NotAllowed, RuleBroken
from directory.insight.disclosure.rule import Rule
from directory.insight.extracts.codes import ExtractState, Fact
from directory.insight.extracts.models import ResearchExtract
from directory.insight.extracts.rows import Rows, Wanted, rows_of
from directory.web.references import new_reference

MOST_MONTHS = 36
MOST_TAKEN = 3
DAYS = (7, 30, 90)
OWN = "Somebody else decides about it: you asked for it yourself."
NOT_YOURS = "Whoever asked for an extract takes it; it was approved for them."


@dataclass(frozen=True)
class Asking:
    """What somebody asks for."""

    recipient: str
    purpose: str
    facts: Sequence[Fact]
    first: date
    last: date


def ask(session: Session, asking: Asking, *, by: User, at: datetime) -> ResearchExtract:
    """Ask for an extract. Nothing is read before somebody else approved it."""
    _check(asking, clock.local(at).date())
    made = ResearchExtract(
        reference=new_reference("RX"),
        recipient=asking.recipient,
        purpose=asking.purpose,
        facts=[fact.value for fact in Fact if fact in asking.facts],
        first=asking.first,
        last=asking.last,
        asked_by=by.id,
        asked_at=at,
    )
    session.add(made)
    session.flush()
    _record(session, made, "extract.asked", by, at, facts=len(made.facts))
    return made


def _check(asking: Asking, today: date) -> None:
    if not asking.recipient:
        raise RuleBroken("recipient", "Enter which team or organisation gets it")
    if not asking.purpose:
        raise RuleBroken("purpose", "Enter what it is for")
    if not asking.facts:
        raise RuleBroken("facts", "Select at least one fact")
    if asking.last < asking.first:
        raise RuleBroken("last", "The last month comes before the first")
    if asking.last >= today.replace(day=1):
        raise RuleBroken("last", "Select months that are over")
    if _months(asking.first, asking.last) > MOST_MONTHS:
        raise RuleBroken("first", f"Select {MOST_MONTHS} months at most")


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def approve(session: Session, extract: ResearchExtract, *, part: str, days: int, by: User, at: datetime) -> None:
    """Let whoever asked take it until a day. `part` says as what somebody decides: the approval is named."""
    _refuse_decided(extract, by)
    if not part:
        raise RuleBroken("part", "Enter in which part you decide, for example Caldicott Guardian")
    if days not in DAYS:
        raise RuleBroken("days", "Select how long it may be taken")
    _decide(extract, ExtractState.APPROVED, part, by, at)
    extract.until = clock.local(at).date() + timedelta(days=days)
    extract.key = secrets.token_urlsafe(32)
    _record(session, extract, "extract.approved", by, at, days=days)


def refuse(session: Session, extract: ResearchExtract, *, part: str, reason: str, by: User, at: datetime) -> None:
    """Say no, and why."""
    _refuse_decided(extract, by)
    if not part:
        raise RuleBroken("part", "Enter in which part you decide, for example Caldicott Guardian")
    if not reason:
        raise RuleBroken("reason", "Enter why, for whoever asked")
    _decide(extract, ExtractState.REFUSED, part, by, at)
    extract.reason = reason
    _record(session, extract, "extract.refused", by, at)


def _refuse_decided(extract: ResearchExtract, by: User) -> None:
    if extract.asked_by == by.id:
        raise NotAllowed(OWN)
    if extract.state is not ExtractState.ASKED:
        raise Conflict(f"{extract.reference} was decided about before.")


def _decide(extract: ResearchExtract, state: ExtractState, part: str, by: User, at: datetime) -> None:
    extract.state, extract.decided_by, extract.decided_as, extract.decided_at = state, by.actor, part, at


def may_take(extract: ResearchExtract, today: date) -> bool:
    """Whether it may be taken on this day at all."""
    in_time = extract.until is not None and today <= extract.until
    return extract.state is ExtractState.APPROVED and in_time and extract.taken < MOST_TAKEN


def take(session: Session, extract: ResearchExtract, rule: Rule, *, by: User, at: datetime) -> Rows:
    """The rows as of now. Counted, and written down."""
    if extract.asked_by != by.id:
        raise NotAllowed(NOT_YOURS)
    if not may_take(extract, clock.local(at).date()) or not extract.key:
        raise Conflict(f"{extract.reference} cannot be taken: it needs an approval that still runs.")
    wanted = Wanted([Fact(code) for code in extract.facts], extract.first, extract.last, extract.key)
    rows = rows_of(session, wanted, rule)
    extract.taken += 1
    _record(session, extract, "extract.taken", by, at, rows=len(rows.lines) - 1)
    return rows


def end(session: Session, extract: ResearchExtract, *, by: User, at: datetime) -> None:
    """End it before its day: it cannot be taken any more, and its keys lead nowhere."""
    if extract.state not in (ExtractState.ASKED, ExtractState.APPROVED):
        raise Conflict(f"{extract.reference} has ended.")
    extract.state, extract.key = ExtractState.ENDED, None
    _record(session, extract, "extract.ended", by, at)


def end_extracts(session: Session, at: datetime) -> str:
    """The nightly job: what was approved until yesterday ends, and the secret of its keys is erased."""
    today = clock.local(at).date()
    over = select(ResearchExtract).where(ResearchExtract.state == ExtractState.APPROVED, ResearchExtract.until < today)
    found = session.scalars(over).all()
    for extract in found:
        extract.state, extract.key = ExtractState.ENDED, None
        _record(session, extract, "extract.ended", None, at)
    return f"{len(found)} extracts ended"


def _record(
    session: Session, extract: ResearchExtract, action: str, by: User | None, at: datetime, **detail: int
) -> None:
    actor = by.actor if by else "system"
    record(session, actor=actor, action=action, subject=f"research_extract:{extract.id}", detail=detail, at=at)
