"""Raising flags. One need, one area, one reason each; nobody is named. Never commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from directory import clock
from directory.audit.chain import record
from directory.errors import RuleBroken
from directory.needs.codes import FlagSource
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import Severity, UnmetReason

MOST_COHORTS = 2
LONGEST_WORDS = 500


@dataclass(frozen=True)
class Flag:
    """What is missing, where, why, and how anybody knows."""

    need: str
    reason: UnmetReason
    source: FlagSource
    severity: Severity = Severity.MEDIUM
    partial: bool = False
    cohorts: Sequence[str] = ()
    lsoa: str | None = None
    ward: str | None = None
    district: str | None = None
    people: int = 1
    words: str = ""
    service_id: UUID | None = None
    action_id: UUID | None = None
    referral_id: UUID | None = None
    organization_id: UUID | None = None
    flagged_by: UUID | None = None
    batch_id: UUID | None = None


def raise_flag(session: Session, flag: Flag, *, by: str, at: datetime) -> UnmetNeed:
    """Keep a flag. `by` is an actor. Raises `RuleBroken` for more than two groups of people or words too long."""
    if len(flag.cohorts) > MOST_COHORTS:
        raise RuleBroken("cohorts", "Choose at most two groups")
    if len(flag.words) > LONGEST_WORDS:
        raise RuleBroken("words", f"Shorten it to {LONGEST_WORDS} characters or fewer")
    if flag.people < 1:
        raise RuleBroken("people", "Enter at least one person")
    made = UnmetNeed(
        need=flag.need,
        reason=flag.reason,
        source=flag.source,
        severity=flag.severity,
        partial=flag.partial,
        cohorts=list(flag.cohorts),
        lsoa_code=flag.lsoa,
        ward_code=flag.ward,
        district_code=flag.district,
        at=at,
        month=clock.local(at).date().replace(day=1),
        people=flag.people,
        words=flag.words or None,
        service_id=flag.service_id,
        action_id=flag.action_id,
        referral_id=flag.referral_id,
        organization_id=flag.organization_id,
        flagged_by=flag.flagged_by,
        batch_id=flag.batch_id,
    )
    session.add(made)
    session.flush()
    facts = {"need": flag.need, "reason": flag.reason.value, "source": flag.source.value}
    record(session, actor=by, action="need.flagged", subject=f"need:{made.id}", detail=facts, at=at)
    return made
