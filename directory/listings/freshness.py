"""How fresh a listing is: when it must be checked again, and what the badge says. Values only.

How long a check holds is a setting of the installation, handed over once at its start by `use_rhythm`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol

from directory import clock
from directory.db import Coded
from directory.listings.codes import AssetType, CapacityStatus, ListingStatus, VerificationMethod
from directory.web.wording import ago, short_date

CRISIS_NEEDS = frozenset({"mind.crisis", "safe.abuse", "safe.domestic", "money.crisis", "carer.emergency"})
BOUND_CAPACITY = frozenset({CapacityStatus.LIMITED, CapacityStatus.WAITING_LIST, CapacityStatus.FULL})
SLOW_CHANGING = frozenset({AssetType.PUBLIC_AMENITY, AssetType.VENUE, AssetType.INFORMATION})

HOW = {
    VerificationMethod.PROVIDER_CONFIRMED: "confirmed by the people who run it",
    VerificationMethod.STEWARD_CALLED: "checked by phone",
    VerificationMethod.STEWARD_VISITED: "checked by a visit",
    VerificationMethod.WEB_CHECKED: "checked on the web",
    VerificationMethod.REFERRAL_SUCCESS: "somebody got through recently",
    VerificationMethod.USER_REPORT: "told to us by somebody who says they know it",
    VerificationMethod.IMPORTED: "copied from another list, not checked by us",
}
OUR_CHECKS = (VerificationMethod.STEWARD_CALLED, VerificationMethod.STEWARD_VISITED, VerificationMethod.WEB_CHECKED)


class Pace(Coded):
    """How fast a listing's facts go out of date, and how much harm that does."""

    CRISIS = "crisis", "Crisis help, or short of places"
    USUAL = "usual", "Usual"
    AMENITY = "amenity", "Amenities, buildings and information"


@dataclass(frozen=True)
class Rhythm:
    """For each pace, how many days a check holds, and how many more a listing stays once a new one is due."""

    review_days: Mapping[Pace, int]
    grace_days: Mapping[Pace, int]


#: The standard asks for three months; risk shortens or lengthens it.
USUAL_RHYTHM = Rhythm(
    review_days={Pace.CRISIS: 31, Pace.USUAL: 92, Pace.AMENITY: 182},
    grace_days={Pace.CRISIS: 14, Pace.USUAL: 28, Pace.AMENITY: 28},
)
_rhythm = USUAL_RHYTHM


def use_rhythm(rhythm: Rhythm) -> None:
    """Count with these days from now on."""
    global _rhythm
    _rhythm = rhythm


def rhythm() -> Rhythm:
    """The days that are counted with."""
    return _rhythm


class Checked(Protocol):
    """What the badge needs of a listing."""

    verified_at: datetime | None
    verified_by: str | None
    verification_method: VerificationMethod | None
    review_due_on: date | None
    listing_status: ListingStatus


@dataclass(frozen=True)
class Badge:
    """`state` is fresh, due, overdue or unchecked; `text` is short, `sentence` says all that is known."""

    state: str
    text: str
    sentence: str


def pace_of(asset_type: AssetType, needs: frozenset[str], capacity: CapacityStatus | None) -> Pace:
    """The pace of a listing: that of a crisis for crisis help and anything short of places, slow for amenities."""
    if needs & CRISIS_NEEDS or capacity in BOUND_CAPACITY:
        return Pace.CRISIS
    return Pace.AMENITY if asset_type in SLOW_CHANGING else Pace.USUAL


def review_days(asset_type: AssetType, needs: frozenset[str], capacity: CapacityStatus | None) -> int:
    """How many days a check of such a listing holds."""
    return _rhythm.review_days[pace_of(asset_type, needs, capacity)]


def review_due(
    verified: datetime, asset_type: AssetType, needs: frozenset[str], capacity: CapacityStatus | None
) -> date:
    """The day by which the listing must be checked again."""
    return clock.local(verified).date() + timedelta(days=review_days(asset_type, needs, capacity))


def badge(listing: Checked, today: date) -> Badge:
    """What everybody is told about how far to trust the details."""
    if listing.verified_at is None:
        return Badge("unchecked", "Not checked yet", "Nobody has checked these details yet. Ring before you set out.")
    day, method = clock.local(listing.verified_at).date(), listing.verification_method
    return _badge(day, listing.verified_by, method, listing.review_due_on, listing.listing_status, today)


@lru_cache(maxsize=1000)  # a desk checks many listings on one day
def _badge(
    checked_on: date,
    desk: str | None,
    method: VerificationMethod | None,
    review_due_on: date | None,
    status: ListingStatus,
    today: date,
) -> Badge:
    how = HOW.get(method, "checked") if method else "checked"
    by = _by_whom(desk, method)
    when = ago(checked_on, today)
    sentence = f"{how[0].upper()}{how[1:]}{by}, {when}."
    if review_due_on:
        due = "Next check" if review_due_on >= today else "A new check was"
        sentence += f" {due} due by {short_date(review_due_on)}."
    if method is VerificationMethod.IMPORTED:
        return Badge("unchecked", f"Listed {when}, not checked by us", sentence)
    if method is VerificationMethod.USER_REPORT and (not review_due_on or review_due_on >= today):
        return Badge("unchecked", f"Told to us {when}, not checked by us", sentence)
    if review_due_on and review_due_on < today:
        return Badge("overdue", f"Checked {when}, new check overdue", sentence + " Ring before you set out.")
    state = "due" if status is ListingStatus.REVIEW_DUE else "fresh"
    return Badge(state, f"Checked {when}" if state == "fresh" else f"Checked {when}, being confirmed", sentence)


def _by_whom(desk: str | None, method: VerificationMethod | None) -> str:
    """Who checked; or, where somebody else told us, who wrote it down."""
    if not desk or method in (None, VerificationMethod.IMPORTED):
        return ""
    return f" by {desk}" if method in OUR_CHECKS else f" (recorded by {desk})"
