"""The verbs of promises: made, taken on, told, set waiting again, ended. What was left to reach somebody goes after."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.accounts.models import User
from directory.audit.chain import record
from directory.errors import Conflict, RuleBroken
from directory.needs.codes import UNCOUNTED, FlagStatus, PromiseState
from directory.needs.models import Promise, UnmetNeed
from directory.needs.promises.matching import WAITS
from directory.referrals.codes.work import ToldAnswer
from directory.signals import help_told

SYSTEM = "system"
LONGEST_CONTACT = 120
_PHONE = re.compile(r"\+?[\d\s()-]{10,20}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
GONE = "This has been settled already, perhaps by a colleague."
_AFTER = {
    ToldAnswer.WANTS_IT: PromiseState.TOLD,
    ToldAnswer.HAS_HELP: PromiseState.TOLD,
    ToldAnswer.NOT_WANTED: PromiseState.NOT_WANTED,
}
_ENDED = (PromiseState.TOLD, PromiseState.NOT_REACHED, PromiseState.NOT_WANTED, PromiseState.ENDED)


def promise(session: Session, flag: UnmetNeed, contact: str, called: str, *, by: str, at: datetime) -> Promise:
    """Keep a way to reach somebody, apart from what they told. Raises `RuleBroken` for what reaches nobody."""
    if not is_contact(contact):
        raise RuleBroken("contact", "Enter a phone number or an email address")
    if len(contact) > LONGEST_CONTACT:
        raise RuleBroken("contact", "Enter a shorter number or address")
    if session.scalars(select(Promise).where(Promise.unmet_need_id == flag.id)).first() is not None:
        raise Conflict("You have left us a number or an address for this already.")
    made = Promise(
        unmet_need_id=flag.id,
        need=flag.need,
        district_code=flag.district_code,
        contact=contact,
        called=called or None,
        erase_on=clock.local(at).date() + WAITS,
    )
    session.add(made)
    session.flush()
    _record(session, by, "promise.made", made, {}, at)
    return made


def take_back(session: Session, made: Promise, *, by: str, at: datetime) -> None:
    """They would rather not be reached after all."""
    _refuse_ended(made)
    _end(made, PromiseState.NOT_WANTED, at)
    _record(session, by, "promise.taken_back", made, {}, at)


def take_on(session: Session, made: Promise, *, by: User, at: datetime) -> None:
    """Somebody will ring: the contact is shown to them, and colleagues see that it is in hand."""
    _refuse_unmatched(made)
    made.taken_by = by.id
    _record(session, by.actor, "promise.opened", made, {}, at)


def not_reached(session: Session, made: Promise, *, is_last: bool, by: User, at: datetime) -> None:
    """Tried in vain: kept for another day, or ended."""
    _refuse_unmatched(made)
    made.tries += 1
    if is_last:
        _end(made, PromiseState.NOT_REACHED, at, by.id)
    made.taken_by = None
    _record(session, by.actor, "promise.tried", made, {"tries": made.tries}, at)


def tell(session: Session, made: Promise, answer: ToldAnswer, *, by: User, at: datetime) -> None:
    """They were told; what they said decides how it goes on. The way to reach them is erased unless they still wait."""
    _refuse_unmatched(made)
    _answered(session, made, answer, at, by.id)
    _record(session, by.actor, "promise.told", made, {"answer": answer.value}, at)


def hear_answer(session: Session, *, follow_up_id: UUID, answer: str, **_rest: Any) -> None:
    """Listener: a connector told somebody on record, on the follow-up's own page."""
    made = session.scalars(select(Promise).where(Promise.follow_up_id == follow_up_id)).first()
    if made is not None and made.state is PromiseState.MATCHED:
        at = clock.now()
        _answered(session, made, ToldAnswer(answer), at, None)
        _record(session, SYSTEM, "promise.told", made, {"answer": answer}, at)


def erase_contacts(session: Session, at: datetime) -> str:
    """End what was kept long enough: no way to reach anybody stays. What flags hold, retention empties."""
    today = clock.local(at).date()
    late = select(Promise).where(Promise.erase_on <= today, Promise.state.not_in(_ENDED))
    ended = session.scalars(late.order_by(Promise.id)).all()
    for each in ended:
        _end(each, PromiseState.ENDED, at)
        _record(session, SYSTEM, "promise.ended", each, {}, at)
    return f"{len(ended)} promises ended"


def is_contact(text: str) -> bool:
    """Whether this is a number to ring or an address to write to."""
    return bool(_EMAIL.fullmatch(text) or (_PHONE.fullmatch(text) and sum(map(str.isdigit, text)) >= 10))


def _answered(session: Session, made: Promise, answer: ToldAnswer, at: datetime, by: UUID | None) -> None:
    if answer is ToldAnswer.DOES_NOT_SUIT:
        passed = [*made.passed_over, *([str(made.service_id)] if made.service_id else [])]
        made.state, made.passed_over, made.service_id, made.cause = PromiseState.WAITING, passed, None, None
        made.taken_by, made.follow_up_id, made.tries = None, None, 0
        return
    _end(made, _AFTER[answer], at, by)
    flag = session.get_one(UnmetNeed, made.unmet_need_id)
    if answer is not ToldAnswer.NOT_WANTED and flag.status not in UNCOUNTED:
        flag.status = FlagStatus.MET_LATER


def _end(made: Promise, state: PromiseState, at: datetime, by: UUID | None = None) -> None:
    made.state, made.done_at, made.done_by = state, at, by
    made.contact, made.called, made.taken_by = None, None, None


def _refuse_ended(made: Promise) -> None:
    if made.state in _ENDED:
        raise Conflict(GONE)


def _refuse_unmatched(made: Promise) -> None:
    if made.state is not PromiseState.MATCHED:
        raise Conflict(GONE)


def _record(session: Session, by: str, action: str, made: Promise, detail: dict[str, str | int], at: datetime) -> None:
    record(session, actor=by, action=action, subject=f"promise:{made.id}", detail=detail, at=at)


help_told.connect(hear_answer)
