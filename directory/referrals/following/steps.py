"""What whoever referred may do with a referral, as nouns in addresses. Values only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.states import EXCEPTIONAL_FROM, find_move

S = ReferralStatus


@dataclass(frozen=True)
class Step:
    """One thing to do. `frm` limits a noun that several moves could mean."""

    noun: str
    to: ReferralStatus
    mover: Mover
    button: str
    heading: str
    frm: frozenset[ReferralStatus] = frozenset(ReferralStatus)
    is_quiet: bool = False


_N = Mover.NAVIGATOR
_ALL = (
    Step("answer", S.ACKNOWLEDGED, _N, "Answer the question", "What is the answer?", frozenset({S.INFO_NEEDED})),
    Step("start", S.STARTED, _N, "They have started", "When did they start?"),
    Step("closure", S.CLOSED, _N, "Close with an outcome", "How did it end?", frozenset({S.COMPLETED, S.NOT_TAKEN_UP})),
    Step("decision", S.CLOSED, _N, "Close it", "Is the need still not met?", frozenset({S.NOT_ACCEPTED})),
    Step(
        "return",
        S.ACCEPTED,
        _N,
        "They would like to try again",
        "When can they start again?",
        frozenset({S.NOT_TAKEN_UP}),
    ),
    Step("absence", S.NOT_TAKEN_UP, _N, "They did not go, or stopped", "Why did they not go?", is_quiet=True),
    Step("withdrawal", S.WITHDRAWN, _N, "Take it back", "Why do you take it back?", is_quiet=True),
    Step("removal", S.ERROR, _N, "Remove this draft", "Why was it a mistake?", is_quiet=True),
    Step(
        "exception",
        S.CLOSED,
        _N,
        "Something else happened",
        "What happened?",
        frozenset(EXCEPTIONAL_FROM),
        is_quiet=True,
    ),
    Step(
        "reopening", S.ACKNOWLEDGED, Mover.SUPERVISOR, "Open it again", "Why is it opened again?", frozenset({S.CLOSED})
    ),
)
#: What a partner may do, who is told how it goes only where the person agreed to that.
OF_PARTNERS = frozenset({"answer", "withdrawal"})
STEPS: Mapping[str, Step] = MappingProxyType({step.noun: step for step in _ALL})


def steps_from(status: ReferralStatus, movers: Collection[Mover]) -> list[Step]:
    """What somebody in these parts may do now, in the order of the page."""
    return [step for step in _ALL if may_take(status, step, movers)]


def may_take(status: ReferralStatus, step: Step, movers: Collection[Mover]) -> bool:
    """Whether this step is one of the table's moves from here, for somebody in one of these parts."""
    line = find_move(status, step.to)
    return line is not None and status in step.frm and step.mover in movers and step.mover in line.who
