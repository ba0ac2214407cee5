"""Who waited for what has opened: promises left by themselves, and people on record for whom nothing was found."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, defer

from directory import clock
from directory.audit.chain import record
from directory.geo.areas import areas_above
from directory.needs.codes import FlagStatus, PromiseCause, PromiseState
from directory.needs.models import Promise, UnmetNeed
from directory.needs.promises.openness import Opened, Openness
from directory.referrals.agreement.ledger import holds, last_line
from directory.referrals.codes.agreement import Purpose
from directory.referrals.codes.contact import ContactWay
from directory.referrals.codes.work import UnmetReason
from directory.referrals.following.planning import plan_telling
from directory.referrals.models import ContactAction, Person
from directory.referrals.timing.working_days import add_working_days

WAITS = timedelta(days=365)  # a need noted longer ago is asked about anew, not rung about
WORKING_DAYS_TO_TELL = 2
STILL_OPEN = (FlagStatus.OPEN, FlagStatus.GROUPED, FlagStatus.UNDER_REVIEW, FlagStatus.ACTION_AGREED)


def match(session: Session, service_id: UUID, now: Openness, what: Opened, *, at: datetime) -> int:
    """Queue everybody whom this listing may help now; how many they are. Each is queued once."""
    if not what.needs:
        return 0
    told = 0
    for flag, promise in _waiting(session, what, at):
        if not _suits(session, flag, promise, service_id, now, what):
            continue
        if promise is not None and promise.person_id is None:
            queue(session, promise, service_id, what.cause, at)
            told += 1
        elif flag.action_id is not None:
            told += _plan(session, flag, promise, service_id, what.cause, at)
    return told


def may_be_told(session: Session, person: Person, action: ContactAction, *, on: date) -> bool:
    """Whether somebody on record may be rung. Who was asked and said no, or took it back, is not."""
    if ContactWay.NO_CONTACT in person.contact_ways:
        return False
    line = last_line(session, person.id, Purpose.FOLLOW_UP_CONTACT, action.referral_id)
    return line is None or holds(line, on=on)


def place_codes(session: Session, flag: UnmetNeed) -> frozenset[str]:
    """The areas in which a flag lies, from its ward or district up: codes, and names as listings may write them."""
    codes: set[str] = set()
    for code in (flag.ward_code, flag.district_code):
        if code:
            codes.add(code)
            for ref in areas_above(session, code):
                codes |= {ref.code, ref.name.casefold()}
    return frozenset(codes)


def _waiting(session: Session, what: Opened, at: datetime) -> Sequence[Any]:
    """Flags for these needs that somebody waits behind: a promise that waits, or a person on record without one."""
    waits = Promise.state == PromiseState.WAITING
    on_record = Promise.id.is_(None) & UnmetNeed.action_id.is_not(None)
    wanted = (
        select(UnmetNeed, Promise)
        .outerjoin(Promise, Promise.unmet_need_id == UnmetNeed.id)
        .options(defer(UnmetNeed.words), defer(UnmetNeed.quote))
        .where(
            UnmetNeed.need.in_(what.needs),
            UnmetNeed.at > at - WAITS,
            or_(waits, on_record & UnmetNeed.status.in_(STILL_OPEN)),
        )
        .order_by(UnmetNeed.at, UnmetNeed.id)
    )
    return session.execute(wanted).all()


def _suits(
    session: Session, flag: UnmetNeed, promise: Promise | None, service_id: UUID, now: Openness, what: Opened
) -> bool:
    """Whether the listing is for them, as far as anybody said: nobody is rung in vain."""
    if flag.reason is UnmetReason.DECLINED or (promise is not None and str(service_id) in promise.passed_over):
        return False
    cohorts = frozenset(flag.cohorts)
    if cohorts & now.excluded or (cohorts and now.required and not cohorts & now.required):
        return False
    if what.is_first_look and not _came_after(flag, now):
        return False
    return what.serves(place_codes(session, flag))


def _came_after(flag: UnmetNeed, now: Openness) -> bool:
    """A listing that was there when the need was noted is no news, however late we first look at it."""
    return now.created_at is None or now.created_at >= flag.created_at


def queue(session: Session, promise: Promise, service_id: UUID, cause: PromiseCause, at: datetime) -> None:
    """Somebody is to be told that this listing may help now."""
    promise.state, promise.service_id, promise.cause = PromiseState.MATCHED, service_id, cause
    promise.matched_at, promise.taken_by = at, None
    detail = {"service_id": str(service_id), "cause": cause.value}
    record(session, actor="system", action="promise.matched", subject=f"promise:{promise.id}", detail=detail, at=at)


def _plan(
    session: Session, flag: UnmetNeed, promise: Promise | None, service_id: UUID, cause: PromiseCause, at: datetime
) -> int:
    action = session.get_one(ContactAction, flag.action_id)
    person = session.get(Person, action.person_id) if action.person_id else None
    today = clock.local(at).date()
    if person is None or person.closed_on is not None or not may_be_told(session, person, action, on=today):
        return 0
    if promise is None:
        promise = Promise(
            unmet_need_id=flag.id,
            need=flag.need,
            district_code=flag.district_code,
            person_id=person.id,
            erase_on=today + WAITS,
        )
        session.add(promise)
    task = plan_telling(session, action, service_id, due_on=add_working_days(today, WORKING_DAYS_TO_TELL))
    promise.follow_up_id = task.id
    queue(session, promise, service_id, cause, at)
    return 1
