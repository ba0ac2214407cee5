"""What counts how much, for every engine: words and needs, freshness, distance, help without a distance."""

from collections.abc import Sequence
from math import log1p, prod

from directory.search.documents.record import Reach

#: With some words only, a listing must hold at least this share of what the best one holds.
SHARE_OF_BEST = 0.5
#: A need counts about as much as a word in the name; for listings that serve it beside another need, a part of that.
NEED_WEIGHT, ALSO = 8.0, 0.5
#: A word counts in a listing as much as it is rare, times what its field weighs: once in the text, twice in the
#: summary, four times in the name. From here on a listing is about it.
AT_HEART = 1.7
#: Words of a stand-in that meet in more listings than a few, yet hardly oftener than by chance, say nothing together.
_FEW, _OFTENER = 5, 2.0

#: A check holds three months; from then a listing sinks, by at most this share at two years. One whose new check is
#: due sinks by a step besides, whatever its own pace is: nobody has confirmed it when somebody should have.
FRESH_DAYS, OLD_DAYS, MOST_SUNK = 92, 730, 0.15
PAUSED, AWAY, OVERDUE = 0.9, 0.9, 0.9
#: What is this far away counts half. A journey is as long as it is however far the search had to look.
HALF_MILES = 12.0
#: Help without a distance ranks as if it were this far away: somebody comes, somebody answers, nobody is there, or
#: somebody answers at a far-off place that names no area it serves.
COMES, ANSWERS, READ_ALONE, FAR_OFF = 2.0, 5.0, 10.0, 25.0
COMING = Reach.HOME | Reach.OUTREACH
ANSWERING = Reach.PHONE | Reach.VIDEO | Reach.HIDDEN
#: By distance, one place in so many is kept for help that has none.
ONE_IN = 5


def rarity(size: int, listings: int) -> float:
    """How telling something is that so many of all listings have."""
    return log1p(size / (listings + 1))


def is_chance(size: int, spreads: Sequence[int], together: int) -> bool:
    """Whether words are together about as often as if each were strewn at random, as "home" and "help" are."""
    if len(spreads) < 2 or together <= _FEW:
        return False
    return together < _OFTENER * size * prod(spread / size for spread in spreads)
