"""The table of moves a referral may make: from where, to where, by whom, with what said. Nothing else moves one.

Source: the domain's table of statuses. A move that is not here is refused, whoever asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from directory.db import Coded
from directory.referrals.codes.referral import ClosureReason, Mover, ReferralStatus

S = ReferralStatus
REOPEN_WITHIN = timedelta(days=28)


class Needs(Coded):
    """What has to be told with a move."""

    NOTHING = "nothing", "nothing"
    AGREEMENT = "agreement", "agreement to share, and a provider that takes referrals this way"
    REASON = "reason", "why"
    QUESTION = "question", "the question"
    ANSWER = "answer", "the answer"
    EXPECTED_START = "expected_start", "when they can probably start"
    WEEKS = "weeks", "about how many weeks the wait is"
    DECLINED = "declined", "why the provider cannot help"
    OTHER_SERVICE = "other_service", "which service instead, and that the person agrees"
    START = "start", "the day they started"
    NOT_TAKEN_UP = "not_taken_up", "why they did not go"
    CLOSURE = "closure", "how it ended"
    FOLLOW_UP = "follow_up", "the follow-up, done or declined, and the outcome"
    NEW_REFERRAL = "new_referral", "the new referral"
    UNMET_DECISION = "unmet_decision", "whether the need stays unmet"
    RE_ENGAGED = "re_engaged", "that the person came back within 28 days"
    EXCEPTION = "exception", "which event ended it"


@dataclass(frozen=True)
class Move:
    """One line of the table."""

    frm: ReferralStatus
    to: ReferralStatus
    who: frozenset[Mover]
    needs: Needs


def _move(frm: ReferralStatus, to: ReferralStatus, who: str, needs: Needs) -> Move:
    return Move(frm, to, frozenset(Mover(code) for code in who.split()), needs)


#: Events that end a referral wherever it is.
EXCEPTIONS = frozenset(
    {
        ClosureReason.DIED,
        ClosureReason.MOVED_AWAY,
        ClosureReason.SAFEGUARDING,
        ClosureReason.HOSPITAL_OR_CARE_HOME,
        ClosureReason.SERVICE_ENDED,
        ClosureReason.DUPLICATE,
    }
)
EXCEPTIONAL_FROM = (S.SUBMITTED, S.ACKNOWLEDGED, S.INFO_NEEDED, S.ACCEPTED, S.WAITING, S.STARTED)

MOVES: tuple[Move, ...] = (
    _move(S.DRAFT, S.SUBMITTED, "navigator resident", Needs.AGREEMENT),
    _move(S.DRAFT, S.ERROR, "navigator resident", Needs.REASON),
    _move(S.SUBMITTED, S.ACKNOWLEDGED, "provider system", Needs.NOTHING),
    _move(S.SUBMITTED, S.WITHDRAWN, "navigator resident", Needs.REASON),
    _move(S.ACKNOWLEDGED, S.INFO_NEEDED, "provider", Needs.QUESTION),
    _move(S.ACKNOWLEDGED, S.ACCEPTED, "provider", Needs.EXPECTED_START),
    _move(S.ACKNOWLEDGED, S.WAITING, "provider", Needs.WEEKS),
    _move(S.ACKNOWLEDGED, S.NOT_ACCEPTED, "provider", Needs.DECLINED),
    _move(S.ACKNOWLEDGED, S.REDIRECTED, "provider", Needs.OTHER_SERVICE),
    _move(S.ACKNOWLEDGED, S.WITHDRAWN, "navigator resident", Needs.REASON),
    _move(S.INFO_NEEDED, S.ACKNOWLEDGED, "navigator resident", Needs.ANSWER),
    _move(S.INFO_NEEDED, S.WITHDRAWN, "navigator resident", Needs.REASON),
    _move(S.ACCEPTED, S.STARTED, "provider navigator", Needs.START),
    _move(S.ACCEPTED, S.WAITING, "provider", Needs.WEEKS),
    _move(S.ACCEPTED, S.NOT_TAKEN_UP, "provider navigator", Needs.NOT_TAKEN_UP),
    _move(S.ACCEPTED, S.WITHDRAWN, "navigator resident", Needs.REASON),
    _move(S.WAITING, S.STARTED, "provider navigator", Needs.START),
    _move(S.WAITING, S.NOT_ACCEPTED, "provider", Needs.DECLINED),
    _move(S.WAITING, S.NOT_TAKEN_UP, "provider navigator", Needs.NOT_TAKEN_UP),
    _move(S.WAITING, S.WITHDRAWN, "navigator resident", Needs.REASON),
    _move(S.STARTED, S.COMPLETED, "provider", Needs.CLOSURE),
    _move(S.STARTED, S.NOT_TAKEN_UP, "provider navigator", Needs.NOT_TAKEN_UP),
    _move(S.COMPLETED, S.CLOSED, "navigator system", Needs.FOLLOW_UP),
    _move(S.NOT_ACCEPTED, S.REDIRECTED, "navigator", Needs.NEW_REFERRAL),
    _move(S.NOT_ACCEPTED, S.CLOSED, "navigator", Needs.UNMET_DECISION),
    _move(S.NOT_TAKEN_UP, S.CLOSED, "navigator", Needs.FOLLOW_UP),
    _move(S.NOT_TAKEN_UP, S.ACCEPTED, "provider navigator", Needs.RE_ENGAGED),
    _move(S.WITHDRAWN, S.CLOSED, "navigator system", Needs.NOTHING),
    _move(S.CLOSED, S.ACKNOWLEDGED, "supervisor", Needs.REASON),
    *(_move(status, S.CLOSED, "navigator supervisor", Needs.EXCEPTION) for status in EXCEPTIONAL_FROM),
)

_BY_ENDS = {(move.frm, move.to): move for move in MOVES}


def find_move(frm: ReferralStatus, to: ReferralStatus) -> Move | None:
    """The line of the table for these ends, if there is one."""
    return _BY_ENDS.get((frm, to))


def moves_from(frm: ReferralStatus, movers: Iterable[Mover]) -> list[Move]:
    """What somebody in these parts may do next, in the table's order."""
    parts = frozenset(movers)
    return [move for move in MOVES if move.frm is frm and move.who & parts]
