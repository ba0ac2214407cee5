"""What a provider may answer, as nouns in addresses: which move each is, and what it asks. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from directory.referrals.codes.referral import Mover, ReferralStatus
from directory.referrals.states import find_move

S = ReferralStatus


@dataclass(frozen=True)
class Step:
    """One answer. `button` is what the provider presses, `heading` what the page asks, `done` what it says after."""

    noun: str
    to: ReferralStatus
    button: str
    heading: str
    done: str
    is_quiet: bool = False


_ALL = (
    Step("acceptance", S.ACCEPTED, "We can help", "When can they probably start?", "You said that you can help."),
    Step(
        "waiting", S.WAITING, "We have a waiting list", "About how long is the wait?", "They are on your waiting list."
    ),
    Step(
        "question", S.INFO_NEEDED, "We need to know more", "What do you need to know?", "Your question is on its way."
    ),
    Step(
        "redirection",
        S.REDIRECTED,
        "Somebody else is better",
        "Who is better for them?",
        "It was passed on.",
        is_quiet=True,
    ),
    Step(
        "refusal",
        S.NOT_ACCEPTED,
        "We cannot help",
        "Why can you not help?",
        "Whoever referred is told why.",
        is_quiet=True,
    ),
    Step("start", S.STARTED, "They have started", "When did they start?", "Their start is noted."),
    Step("completion", S.COMPLETED, "Our support has finished", "How did it end?", "The end is noted. Thank you."),
    Step(
        "absence",
        S.NOT_TAKEN_UP,
        "They did not come, or stopped",
        "Why did they not come?",
        "Whoever referred is told and looks after them.",
        is_quiet=True,
    ),
    Step("return", S.ACCEPTED, "They came back", "When can they start again?", "They are with you again."),
)
STEPS: Mapping[str, Step] = MappingProxyType({step.noun: step for step in _ALL})


def steps_from(status: ReferralStatus) -> list[Step]:
    """What a provider may answer now, in the order of the page."""
    return [step for step in _ALL if _may(status, step)]


def _may(status: ReferralStatus, step: Step) -> bool:
    line = find_move(status, step.to)
    is_coming_back = status is S.NOT_TAKEN_UP
    return line is not None and Mover.PROVIDER in line.who and is_coming_back == (step.noun == "return")
