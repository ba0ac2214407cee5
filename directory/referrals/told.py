"""What somebody says when they move a referral."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directory.referrals.codes.referral import ClosureReason, Declined, NotTakenUp


@dataclass(frozen=True)
class Told:
    """What somebody says with a move; each move needs some of it, see `states.Needs`."""

    reason: str | None = None
    words: str | None = None
    day: date | None = None
    weeks: int | None = None
    declined: Declined | None = None
    not_taken_up: NotTakenUp | None = None
    closure: ClosureReason | None = None
    service_id: UUID | None = None
    new_referral_id: UUID | None = None
    is_agreed: bool = False
    is_follow_up_done: bool = False
    is_need_unmet: bool | None = None
