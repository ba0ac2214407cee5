"""Who may see two listings that look alike, and who may join them. Areas count as in the queue."""

from collections.abc import Collection

from directory.errors import NotAllowed, NotVisible
from directory.moderation.areas import Limited, may_act_in

ELSEWHERE = (
    "One of these two listings is outside the area you answer for. A steward who answers for both decides about them."
)
NOT_YOURS = "There is no such pair of listings."

Areas = Collection[str]


def may_see(user: Limited, first: Areas, second: Areas) -> bool:
    """One of the two is enough: the other may be the reason why theirs is hard to find."""
    return may_act_in(user, first) or may_act_in(user, second)


def may_decide(user: Limited, first: Areas, second: Areas) -> bool:
    """Joining changes both."""
    return may_act_in(user, first) and may_act_in(user, second)


def refuse_unless_seen(user: Limited, first: Areas, second: Areas) -> None:
    """Raises `NotVisible` for what lies wholly elsewhere."""
    if not may_see(user, first, second):
        raise NotVisible(NOT_YOURS)


def refuse_unless_decides(user: Limited, first: Areas, second: Areas) -> None:
    """Raises `NotVisible` for what lies wholly elsewhere, `NotAllowed` for what does by half."""
    refuse_unless_seen(user, first, second)
    if not may_decide(user, first, second):
        raise NotAllowed(ELSEWHERE)
