"""Sending and correcting a return; what it says becomes flags whose source is the provider. None commits."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, NotAllowed, RuleBroken
from directory.moderation.providing.quarterly.quarters import Quarter
from directory.needs.codes import FlagSource, FlagStatus
from directory.needs.flags.operations import Flag, raise_flag, take_back
from directory.needs.models import ProviderReturn, UnmetNeed
from directory.needs.returns.lines import Answer, Line, is_open, lines_for, open_until, return_of
from directory.referrals.codes.referral import Declined
from directory.referrals.codes.work import UnmetReason
from directory.web.wording import british_date

MOST_PEOPLE = 9999


def send_return(
    session: Session, organization_id: UUID, quarter: Quarter, said: Mapping[UUID, Answer], *, by: User, at: datetime
) -> ProviderReturn:
    """Keep what an organisation says, or says instead; raise its flags. Raises `Conflict` when it is too late."""
    if organization_id not in by.organization_ids:
        raise NotAllowed("This return is for somebody of the organisation to send.")
    if not is_open(quarter, clock.local(at).date()):
        raise Conflict(f"This return could be sent until {british_date(open_until(quarter))}. Use the one after it.")
    return keep_return(session, organization_id, quarter, said, by_user=by.id, at=at)


def keep_return(
    session: Session,
    organization_id: UUID,
    quarter: Quarter,
    said: Mapping[UUID, Answer],
    *,
    by_user: UUID | None,
    at: datetime,
) -> ProviderReturn:
    """The same, once it is known that it may be sent."""
    by = f"user:{by_user}" if by_user else "system"
    lines = [_answered(line, said.get(line.service_id)) for line in lines_for(session, organization_id, quarter)]
    made = return_of(session, organization_id, quarter)
    if made is None:
        made = ProviderReturn(organization_id=organization_id, quarter=quarter.start)
        session.add(made)
    is_correction = made.sent_at is not None
    made.lines = [_kept(line) for line in lines]
    if is_correction:
        made.corrected_at = at
    else:
        made.sent_at = at
    made.sent_by = by_user
    session.flush()
    _take_back(session, made, by=by, at=at)
    _raise_flags(session, made, quarter, lines, at=at)
    done = "return.corrected" if is_correction else "return.sent"
    facts = {"quarter": quarter.code, "listings": len(lines)}
    record(session, actor=by, action=done, subject=f"return:{made.id}", detail=facts, at=at)
    return made


def _answered(line: Line, answer: Answer | None) -> Line:
    if answer is None:
        answer = Answer(line.turned_away, line.waiting, line.reason)
    for field, number in (("turned_away", answer.turned_away), ("waiting", answer.waiting)):
        if not 0 <= number <= MOST_PEOPLE:
            raise RuleBroken(f"{field}_{line.service_id.hex}", f"Enter a number from 0 to {MOST_PEOPLE:,}")
    if answer.turned_away and answer.reason not in {code.value for code in Declined}:
        raise RuleBroken(f"reason_{line.service_id.hex}", f"Select why for {line.name}")
    reason = answer.reason if answer.turned_away else ""
    return Line(
        line.service_id,
        line.name,
        line.need,
        line.district,
        line.known_turned_away,
        line.known_waiting,
        answer.turned_away,
        answer.waiting,
        reason,
    )


def _kept(line: Line) -> dict[str, object]:
    return {
        "service_id": str(line.service_id),
        "need": line.need,
        "district": line.district,
        "turned_away": line.turned_away,
        "waiting": line.waiting,
        "reason": line.reason or None,
    }


def _take_back(session: Session, made: ProviderReturn, *, by: str, at: datetime) -> None:
    earlier = select(UnmetNeed).where(UnmetNeed.batch_id == made.id, UnmetNeed.status != FlagStatus.TAKEN_BACK)
    for flag in session.scalars(earlier).all():
        take_back(session, flag, by=by, at=at)


def _raise_flags(session: Session, made: ProviderReturn, quarter: Quarter, lines: list[Line], *, at: datetime) -> None:
    by = f"user:{made.sent_by}" if made.sent_by else "system"
    month = (quarter.end - timedelta(days=1)).replace(day=1)
    for line in lines:
        said = [(line.added, line.reason, False), (line.waiting, UnmetReason.WAITING_LIST.value, True)]
        for people, reason, is_partial in said:
            if not people or not line.need:
                continue
            flag = Flag(
                need=line.need,
                reason=UnmetReason(reason),
                source=FlagSource.PROVIDER,
                partial=is_partial,
                district=line.district,
                people=people,
                service_id=line.service_id,
                organization_id=made.organization_id,
                flagged_by=made.sent_by,
                batch_id=made.id,
            )
            raise_flag(session, flag, by=by, at=at).month = month  # the quarter it happened in, not today
    session.flush()
