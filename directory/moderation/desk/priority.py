"""In which order to ring: use × risk × age. The whole formula is here, with the sentence that explains it."""

from math import log2

from directory.listings.freshness import Pace

RISK = {Pace.CRISIS: 3.0, Pace.USUAL: 1.5, Pace.AMENITY: 1.0}
EACH_FINDING = 1.0
MOST_FINDINGS = 2
A_MONTH, MOST_DAYS = 30, 92  # what has been hidden for long harms nobody more each day

SENTENCE = (
    "The order is use × risk × age: how often the listing was read in the last three months, whether it is crisis help "
    "or something was found wrong with it, and how long ago its check fell due."
)


def priority(*, views: int, pace: Pace, findings: int, days_overdue: int) -> float:
    """How much a call presses. Twice the readers add one; each finding adds as much as an amenity weighs."""
    use = 1 + log2(1 + max(0, views))
    risk = RISK[pace] + EACH_FINDING * min(findings, MOST_FINDINGS)
    age = 1 + min(max(0, days_overdue), MOST_DAYS) / A_MONTH
    return use * risk * age
