"""The verbs of flags: raised, marked as doubles, set apart, taken back, sorted, quoted, put further. No commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.needs.codes import UNCOUNTED, FlagSource, FlagStatus
from directory.needs.flags.doubles import first_of
from directory.needs.flags.naming import leads_to_somebody
from directory.needs.models import UnmetNeed
from directory.referrals.codes.work import Severity, UnmetReason

MOST_COHORTS = 2
LONGEST_WORDS = 500
NO_DOUBLE = "This flag stands for itself already."
TAKEN_BACK = "This flag was taken back already."
#: What a person decides about a flag by itself; the others follow from a gap case or from what was found.
SET_BY_HAND = (
    FlagStatus.OPEN,
    FlagStatus.UNDER_REVIEW,
    FlagStatus.ACTION_AGREED,
    FlagStatus.MET_LATER,
    FlagStatus.MET_BY_OWN_NETWORK,
    FlagStatus.NO_ACTION_POSSIBLE,
)


MET = frozenset({FlagStatus.MET_LATER, FlagStatus.MET_BY_OWN_NETWORK})


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
    """Keep a flag; one that only repeats an earlier one is marked so. `by` is an actor.

    Raises `RuleBroken` for more than two groups of people or words too long.
    """
    _check(flag)
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
        month=clock.month_of(at),
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
    _record(session, by, "need.flagged", made, facts, at)
    mark_double(session, made, at=at)
    return made


def mark_double(session: Session, flag: UnmetNeed, *, at: datetime) -> None:
    """Mark a flag that only repeats an earlier one. It stays, and can be set apart again."""
    first = first_of(session, flag)
    if first is None:
        return
    flag.status, flag.double_of_id = FlagStatus.DUPLICATE, first.id
    session.flush()
    _record(session, "system", "need.doubled", flag, {"of": str(first.id)}, at)


def set_apart(session: Session, flag: UnmetNeed, *, by: str, at: datetime) -> None:
    """It was no double after all: it counts again."""
    if flag.status is not FlagStatus.DUPLICATE:
        raise Conflict(NO_DOUBLE)
    flag.status, flag.double_of_id = FlagStatus.OPEN, None
    _record(session, by, "need.set_apart", flag, {}, at)


def take_back(session: Session, flag: UnmetNeed, *, by: str, at: datetime) -> None:
    """It was noted by mistake: it stays, and counts no longer. What repeated it counts in its place."""
    if flag.status is FlagStatus.TAKEN_BACK:
        raise Conflict(TAKEN_BACK)
    flag.status, flag.double_of_id = FlagStatus.TAKEN_BACK, None
    repeated = select(UnmetNeed).where(UnmetNeed.double_of_id == flag.id).order_by(UnmetNeed.at, UnmetNeed.id)
    first, *others = session.scalars(repeated).all() or (None,)
    if first is not None:
        first.status, first.double_of_id = FlagStatus.OPEN, None
        for each in others:
            each.double_of_id = first.id
    _record(session, by, "need.taken_back", flag, {}, at)


def may_take_back(flag: UnmetNeed, user_id: UUID, at: datetime) -> bool:
    """Whether somebody raised this themselves, today, and nobody has done anything with it."""
    is_today = clock.local(flag.at).date() == clock.local(at).date()
    is_untouched = flag.status in (FlagStatus.OPEN, FlagStatus.DUPLICATE) and flag.gap_case_id is None
    return flag.flagged_by == user_id and is_today and is_untouched and flag.action_id is None


def put_further(session: Session, flag: UnmetNeed, status: FlagStatus, *, by: str, at: datetime) -> None:
    """Say how far a flag is. Raises `Conflict` for one that does not count."""
    if flag.status in UNCOUNTED:
        raise Conflict("This flag does not count: it was taken back, or repeats another. Set it apart first.")
    if status not in SET_BY_HAND:
        raise RuleBroken("status", "Select how far it is")
    if status is flag.status:
        return
    before, flag.status = flag.status, status
    _record(session, by, "need.moved", flag, {"from": before.value, "to": status.value}, at)


def meet_by_own_network(session: Session, flag: UnmetNeed, *, by: str, at: datetime) -> None:
    """What no service gave, people around gave. It stays counted where it was missed."""
    if flag.status in MET:
        raise Conflict("This need is met already.")
    put_further(session, flag, FlagStatus.MET_BY_OWN_NETWORK, by=by, at=at)


def miss_again(session: Session, flag: UnmetNeed, *, by: str, at: datetime) -> None:
    """It was not met by people around after all. A gap that is open takes it up again in the night."""
    if flag.status is not FlagStatus.MET_BY_OWN_NETWORK:
        raise Conflict("This flag does not say that people around met the need.")
    flag.gap_case_id = None
    put_further(session, flag, FlagStatus.OPEN, by=by, at=at)


def sort_need(session: Session, flag: UnmetNeed, need: str, *, by: str, at: datetime) -> None:
    """Say what a flag is about, once somebody has read its words."""
    flag.need = need
    session.flush()
    _record(session, by, "need.sorted", flag, {"need": need}, at)
    if flag.status not in UNCOUNTED:
        mark_double(session, flag, at=at)


def keep_quote(session: Session, flag: UnmetNeed, quote: str, *, is_read: bool, by: str, at: datetime) -> None:
    """Keep words in which nobody can be recognised. An empty quote shows nothing of what was said.

    Raises `RuleBroken` while something in it still leads to a person, or nobody says that they read it.
    """
    if len(quote) > LONGEST_WORDS:
        raise RuleBroken("quote", f"Shorten it to {LONGEST_WORDS} characters or fewer")
    if found := leads_to_somebody(quote):
        raise RuleBroken("quote", f"Take out “{found}”: it leads to a person")
    if not is_read:
        raise RuleBroken("is_read", "Read it once more, then confirm that nobody can be recognised")
    flag.quote = quote or None
    _record(session, by, "need.quoted", flag, {}, at)


def _check(flag: Flag) -> None:
    if len(flag.cohorts) > MOST_COHORTS:
        raise RuleBroken("cohorts", "Choose at most two groups")
    if len(flag.words) > LONGEST_WORDS:
        raise RuleBroken("words", f"Shorten it to {LONGEST_WORDS} characters or fewer")
    if flag.people < 1:
        raise RuleBroken("people", "Enter at least one person")


def _record(session: Session, by: str, action: str, flag: UnmetNeed, detail: dict[str, str], at: datetime) -> None:
    record(session, actor=by, action=action, subject=f"need:{flag.id}", detail=detail, at=at)
