"""What somebody writes in several sittings before they send it: kept under a code, found again, forgotten.

It is nobody's record: no list, search or staff page shows it, and nothing is counted. Agreement is never kept with it;
it is given at the moment of sending.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory import encryption
from directory.db import delete_rows
from directory.errors import Conflict, RuleBroken
from directory.listings.models import Service
from directory.referrals.models import UnsentRequest
from directory.referrals.people.facts import read_born
from directory.referrals.referring.receipt_codes import fits, is_whole_day, phone_ending
from directory.web.spoken_codes import as_written, new_code

KEPT = timedelta(days=14)
#: What is kept of the form. The ticks of agreement are not among it.
FIELDS = (
    "what_matters",
    "need",
    "name",
    "phone",
    "email",
    "leave_message",
    "times",
    "communication",
    "born",
    "postcode",
)
ASKED_ANYWAY = frozenset({"need"})  # chosen beforehand: alone it is nothing that somebody wrote
NOTHING = "Write something first: there is nothing to keep yet"
WRONG = (
    "Nothing that is kept fits. Check the code, and the date of birth or the end of the phone number if you had "
    "written one. What was sent, or is older than 14 days, is not here any more"
)


class SavedMeanwhile(Conflict):
    """It was saved from another page since this one was opened; nothing of either is lost."""


def keep(session: Session, service: Service, answers: Mapping[str, Any], *, at: datetime) -> UnsentRequest:
    """Keep what somebody wrote under a new code. Raises `RuleBroken` when they wrote nothing."""
    kept = _worth_keeping(answers)
    code = new_code()
    unsent = UnsentRequest(
        code=code,
        fingerprint=encryption.fingerprint(code),
        service_id=service.id,
        answers=kept,
        expires_at=at + KEPT,
    )
    session.add(unsent)
    session.flush()
    return unsent


def keep_again(
    session: Session, unsent: UnsentRequest, answers: Mapping[str, Any], *, seen: int, at: datetime
) -> UnsentRequest:
    """Keep what is written now instead, for another 14 days. Raises `SavedMeanwhile` over something newer."""
    kept = _worth_keeping(answers)
    session.refresh(unsent, with_for_update=True)
    if seen != unsent.saves and kept != unsent.answers:
        raise SavedMeanwhile(
            "You kept something else from another page since you opened this one. What you wrote here is below. "
            "Press “Keep it and finish later” again to keep this instead"
        )
    unsent.answers, unsent.saves, unsent.expires_at = kept, unsent.saves + 1, at + KEPT
    return unsent


def unsent_by_code(session: Session, code: str, known: str, *, at: datetime) -> UnsentRequest:
    """What is kept under this code, for somebody who also knows what they had written of themselves.

    Raises `RuleBroken` with the same sentence whatever was wrong.
    """
    marks = encryption.fingerprints(as_written(code) or "none")
    of = select(UnsentRequest).where(UnsentRequest.fingerprint.in_(marks), UnsentRequest.expires_at > at)
    found = session.scalars(of).first()
    if found is None or not _may_open(found, known):
        raise RuleBroken(None, WRONG)
    return found


def unsent_with(session: Session, unsent_id: UUID | None, *, at: datetime) -> UnsentRequest | None:
    """What is kept, unless it was sent, thrown away or has run out."""
    found = session.get(UnsentRequest, unsent_id) if unsent_id else None
    return found if found is not None and found.expires_at > at else None


def throw_away(session: Session, unsent: UnsentRequest) -> None:
    """Erase what was written: it was sent, or is not wanted any more."""
    session.delete(unsent)


def forget_unsent(session: Session, at: datetime) -> str:
    """Erase what nobody has gone on with for 14 days; a job of every night."""
    gone = delete_rows(session, delete(UnsentRequest).where(UnsentRequest.expires_at <= at))
    return f"unsent requests erased: {gone}"


def _worth_keeping(answers: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: answers[name] for name in FIELDS if answers.get(name)}
    if not kept.keys() - ASKED_ANYWAY:
        raise RuleBroken("what_matters", NOTHING)
    return kept


def _may_open(unsent: UnsentRequest, known: str) -> bool:
    """The code alone opens what says nothing yet by which its writer could be told from somebody who found it."""
    phone, born = str(unsent.answers.get("phone", "")), read_born(str(unsent.answers.get("born", "")))
    if not phone_ending(phone) and not is_whole_day(born):
        return True
    return fits(known, phone=phone, born=born)
