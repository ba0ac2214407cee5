"""What a move asks for, and what it leaves on the referral."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from directory import clock
from directory.errors import Conflict, RuleBroken
from directory.listings.codes import ReferralRoute
from directory.referrals.agreement.ledger import may_share
from directory.referrals.answering.inboxes import is_reached
from directory.referrals.codes.referral import ClosureReason, ReferralStatus
from directory.referrals.models import Referral
from directory.referrals.states import EXCEPTIONS, REOPEN_WITHIN, Needs
from directory.referrals.told import Told

LONGEST_WAIT_WEEKS = 260
STARTED_LONG_AGO = timedelta(days=366)

_Check = Callable[[Session, Referral, Told, date], None]


def require(session: Session, referral: Referral, needs: Needs, told: Told, *, on: date) -> None:
    """Raise `RuleBroken` or `Conflict` unless all that a move needs has been said. `on` is the local day."""
    if referral.status is ReferralStatus.CLOSED:
        _within_28_days(referral.status_since, on, "closed")
    _CHECKS[needs](session, referral, told, on)


def take_note(referral: Referral, frm: ReferralStatus, told: Told, at: datetime) -> None:
    """Write on the referral what was said with the move it has just made."""
    _note_times(referral, frm, at)
    to, today = referral.status, clock.local(at).date()
    if to is ReferralStatus.ACCEPTED:
        referral.expected_start_on = told.day
    if to is ReferralStatus.WAITING:
        referral.wait_weeks, referral.checked_in_on = told.weeks, today
    if to is ReferralStatus.STARTED:
        referral.started_on = told.day
    if to in (ReferralStatus.COMPLETED, ReferralStatus.NOT_TAKEN_UP):
        referral.ended_on = told.day or today
        referral.ended_because = told.closure
    referral.declined = told.declined or referral.declined
    referral.not_taken_up = told.not_taken_up or referral.not_taken_up
    if to is ReferralStatus.CLOSED:
        referral.closure_reason = told.closure or _closure_after(referral, frm)
    elif frm is ReferralStatus.CLOSED:
        referral.closure_reason = None


def _note_times(referral: Referral, frm: ReferralStatus, at: datetime) -> None:
    """The first time it was sent, seen and decided: reply times are counted from these."""
    if referral.status is ReferralStatus.SUBMITTED:
        referral.submitted_at = at
    if referral.status is ReferralStatus.ACKNOWLEDGED:
        referral.acknowledged_at = referral.acknowledged_at or at
    if frm is ReferralStatus.ACKNOWLEDGED and referral.status in _DECIDED:
        referral.decided_at = referral.decided_at or at


_DECIDED = frozenset(
    {
        ReferralStatus.ACCEPTED,
        ReferralStatus.WAITING,
        ReferralStatus.NOT_ACCEPTED,
        ReferralStatus.REDIRECTED,
    }
)

#: How a referral that was declined counts when it is closed.
_AFTER_DECLINED = {
    "full": ClosureReason.NO_CAPACITY,
    "waiting_list": ClosureReason.NO_CAPACITY,
    "no_service": ClosureReason.SERVICE_ENDED,
}

#: How one that was taken back counts, by the reason that was given.
_AFTER_WITHDRAWN = {"mistake": ClosureReason.ENTERED_IN_ERROR, "no_response": ClosureReason.NO_RESPONSE}


def _why_withdrawn(referral: Referral) -> str | None:
    taken_back = [event.reason for event in referral.events if event.to is ReferralStatus.WITHDRAWN]
    return taken_back[-1] if taken_back else None


def _closure_after(referral: Referral, frm: ReferralStatus) -> ClosureReason:
    """The outcome that follows from how it went, when nobody names another. Silence never counts as success."""
    if frm is ReferralStatus.NOT_ACCEPTED and referral.declined is not None:
        return _AFTER_DECLINED.get(referral.declined.value, ClosureReason.NOT_ELIGIBLE)
    if frm is ReferralStatus.NOT_TAKEN_UP:
        stopped = referral.not_taken_up is not None and referral.not_taken_up.value == "stopped_attending"
        return ClosureReason.STOPPED_ATTENDING if stopped else ClosureReason.CHANGED_MIND
    if frm is ReferralStatus.WITHDRAWN:
        return _AFTER_WITHDRAWN.get(_why_withdrawn(referral) or "", ClosureReason.CHANGED_MIND)
    return ClosureReason.NO_CONTACT


def _nothing(_session: Session, _referral: Referral, _told: Told, _on: date) -> None:
    """Nothing has to be said."""


def _agreement(session: Session, referral: Referral, _told: Told, on: date) -> None:
    if referral.service.referral_route is not ReferralRoute.WAYPOST:
        raise RuleBroken(None, "This service does not take referrals through Waypost. Contact it as its page says.")
    if not is_reached(session, referral.service):
        raise RuleBroken(
            None,
            "Nobody at this service would get word of it: they have no account and no confirmed address here. "
            "Contact them as their page says, and tell a steward.",
        )
    if not may_share(session, referral, on=on):
        raise RuleBroken(
            "agreement", "Record that the person agrees to share these details. Nothing is sent before that."
        )


def _reason(_session: Session, _referral: Referral, told: Told, _on: date) -> None:
    if not told.reason:
        raise RuleBroken("reason", "Choose the reason")


def _words(field: str, sentence: str) -> _Check:
    def check(_session: Session, _referral: Referral, told: Told, _on: date) -> None:
        if not (told.words or "").strip():
            raise RuleBroken(field, sentence)

    return check


def _expected_start(_session: Session, _referral: Referral, told: Told, on: date) -> None:
    if told.day is None:
        raise RuleBroken("day", "Enter the day they can probably start")
    if told.day < on - STARTED_LONG_AGO:
        raise RuleBroken("day", "Enter a day that is not more than a year ago")


def _weeks(_session: Session, _referral: Referral, told: Told, _on: date) -> None:
    if told.weeks is None or not 0 < told.weeks <= LONGEST_WAIT_WEEKS:
        raise RuleBroken("weeks", f"Enter about how many weeks the wait is, from 1 to {LONGEST_WAIT_WEEKS}")


def _declined(_session: Session, _referral: Referral, told: Told, _on: date) -> None:
    if told.declined is None:
        raise RuleBroken("declined", "Choose why you cannot help")


def _other_service(_session: Session, referral: Referral, told: Told, _on: date) -> None:
    if told.service_id is None or told.service_id == referral.service_id:
        raise RuleBroken("service", "Choose another service to pass this on to")
    if not told.is_agreed:
        raise RuleBroken("is_agreed", "Ask the person first, and say that they agree")


def _start(_session: Session, referral: Referral, told: Told, on: date) -> None:
    if told.day is None:
        raise RuleBroken("day", "Enter the day they started")
    if told.day > on:
        raise RuleBroken("day", "Enter a day that has come: today or before")
    if told.day < on - STARTED_LONG_AGO:
        raise RuleBroken("day", "Enter a day that is not more than a year ago")
    if referral.submitted_at and told.day < clock.local(referral.submitted_at).date() - STARTED_LONG_AGO:
        raise RuleBroken("day", "Enter a day after the referral was made")


def _not_taken_up(_session: Session, _referral: Referral, told: Told, _on: date) -> None:
    if told.not_taken_up is None:
        raise RuleBroken("not_taken_up", "Choose why they did not go")


def _closure(_session: Session, _referral: Referral, told: Told, _on: date) -> None:
    if told.closure is None:
        raise RuleBroken("closure", "Choose how it ended")


def _follow_up(_session: Session, referral: Referral, told: Told, _on: date) -> None:
    if not told.is_follow_up_done:
        raise RuleBroken("helped", "Say what the follow-up found, or that it was declined or nobody could be reached")
    if referral.status is ReferralStatus.COMPLETED and told.closure is None:
        raise RuleBroken("closure", "Choose how it ended: a referral cannot be closed without an outcome")


def _new_referral(_session: Session, _referral: Referral, told: Told, _on: date) -> None:
    if told.new_referral_id is None:
        raise RuleBroken(None, "Make the new referral first")


def _unmet_decision(_session: Session, _referral: Referral, told: Told, _on: date) -> None:
    if told.is_need_unmet is None:
        raise RuleBroken("is_need_unmet", "Say whether the need stays unmet")


def _re_engaged(_session: Session, referral: Referral, _told: Told, on: date) -> None:
    _within_28_days(referral.status_since, on, "recorded as not taken up")


def _exception(_session: Session, _referral: Referral, told: Told, _on: date) -> None:
    if told.closure not in EXCEPTIONS:
        raise RuleBroken("closure", "Choose what happened")


def _within_28_days(since: datetime, on: date, what: str) -> None:
    if on > clock.local(since).date() + REOPEN_WITHIN:
        raise Conflict(f"This referral was {what} more than 28 days ago. Make a new one.")


_CHECKS: Mapping[Needs, _Check] = {
    Needs.NOTHING: _nothing,
    Needs.AGREEMENT: _agreement,
    Needs.REASON: _reason,
    Needs.QUESTION: _words("question", "Write your question"),
    Needs.ANSWER: _words("answer", "Write the answer"),
    Needs.EXPECTED_START: _expected_start,
    Needs.WEEKS: _weeks,
    Needs.DECLINED: _declined,
    Needs.OTHER_SERVICE: _other_service,
    Needs.START: _start,
    Needs.NOT_TAKEN_UP: _not_taken_up,
    Needs.CLOSURE: _closure,
    Needs.FOLLOW_UP: _follow_up,
    Needs.NEW_REFERRAL: _new_referral,
    Needs.UNMET_DECISION: _unmet_decision,
    Needs.RE_ENGAGED: _re_engaged,
    Needs.EXCEPTION: _exception,
}
