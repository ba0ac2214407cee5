"""What becomes of a listing whose check is overdue, and of one that was checked. Values only."""

from dataclasses import dataclass
from datetime import date, timedelta

from directory.listings.codes import ListingStatus
from directory.listings.freshness import Pace, rhythm

#: What can be confirmed: whatever is shown, and what was hidden for its age.
CHECKABLE = frozenset({
    ListingStatus.PUBLISHED, ListingStatus.PUBLISHED_PAUSED, ListingStatus.REVIEW_DUE, ListingStatus.STALE,
    ListingStatus.CLOSING,
})  # fmt: skip
#: What grows old. A listing that is closing has its last day already.
AGEING = frozenset({ListingStatus.PUBLISHED, ListingStatus.PUBLISHED_PAUSED, ListingStatus.REVIEW_DUE})


@dataclass(frozen=True)
class Ages:
    """The days on which a listing is due, on which it is warned of, and from which it is hidden."""

    due_on: date
    warned_on: date
    stale_on: date


def ages_of(due_on: date, pace: Pace) -> Ages:
    """Sinks at the due day, warns halfway through the grace, leaves at its end."""
    grace = rhythm().grace_days[pace]
    return Ages(due_on, due_on + timedelta(days=grace // 2), due_on + timedelta(days=grace))


def after_check(status: ListingStatus, *, was_paused: bool) -> ListingStatus:
    """What a listing is once somebody has checked it."""
    if status in (ListingStatus.PUBLISHED_PAUSED, ListingStatus.CLOSING):
        return status
    return ListingStatus.PUBLISHED_PAUSED if was_paused else ListingStatus.PUBLISHED


def status_on(today: date, ages: Ages, status: ListingStatus) -> ListingStatus:
    """What a listing that nobody checks is on a day."""
    if status not in AGEING or today < ages.due_on:
        return status
    if today >= ages.stale_on:
        return ListingStatus.STALE
    # One that is paused says so already and sinks for that; being due shows on its badge.
    return ListingStatus.REVIEW_DUE if status is ListingStatus.PUBLISHED else status
