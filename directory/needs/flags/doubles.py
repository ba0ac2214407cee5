"""When two flags tell of the same thing. Doubles are marked, never deleted; knows no page.

Two neighbours may miss the same thing: the same need, place and month is no double by itself. It is one when the words
are alike too and long enough to be somebody's own, or when both come of the same referral.
"""

import re

from rapidfuzz import fuzz
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from directory.needs.codes import UNCOUNTED
from directory.needs.models import UnmetNeed

#: Fewer words than these two people may well choose alike: "lunch club".
FEWEST_WORDS = 4
ALIKE = 90.0  # of 100, whatever the order of the words
MOST_COMPARED = 100  # the newest; each comparison decrypts one


def alike(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same in almost the same words."""
    first, second = _plain(one), _plain(other)
    if min(len(first.split()), len(second.split())) < FEWEST_WORDS:
        return False
    return fuzz.token_sort_ratio(first, second) >= ALIKE


def first_of(session: Session, flag: UnmetNeed) -> UnmetNeed | None:
    """The earlier flag that this one only repeats, if there is one. Returns and imports are counts: never doubles."""
    if flag.people != 1 or flag.batch_id is not None or flag.organization_id is not None:
        return None
    same_words = and_(
        UnmetNeed.ward_code.is_not_distinct_from(flag.ward_code),
        UnmetNeed.district_code.is_not_distinct_from(flag.district_code),
        UnmetNeed.reason == flag.reason,
        UnmetNeed.month == flag.month,
        UnmetNeed.source == flag.source,
        UnmetNeed.words.is_not(None),
    )
    same_referral = UnmetNeed.referral_id == flag.referral_id
    earlier = (
        select(UnmetNeed)
        .where(UnmetNeed.need == flag.need, UnmetNeed.id != flag.id, UnmetNeed.status.not_in(UNCOUNTED))
        .where(or_(same_words, same_referral) if flag.referral_id else same_words)
        .order_by(UnmetNeed.at.desc(), UnmetNeed.id.desc())
        .limit(MOST_COMPARED)
    )
    found = [each for each in session.scalars(earlier) if _repeats(flag, each)]
    return found[-1] if found else None


def _repeats(flag: UnmetNeed, earlier: UnmetNeed) -> bool:
    if flag.referral_id is not None and flag.referral_id == earlier.referral_id:
        return True
    return alike(flag.words, earlier.words)


def _plain(words: str | None) -> str:
    return " ".join(re.findall(r"[^\W_]+", (words or "").casefold()))
