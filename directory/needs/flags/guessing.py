"""What a failed search says of the need behind it: guesses that fill a form in, for a person to put right."""

from directory.referrals.codes.work import UnmetReason
from directory.search.asking import Asked
from directory.search.logbook.noting import is_private
from directory.search.urgency import panel_for

#: From this likelihood a need is taken to be meant without anybody looking. Whoever looks gets a guess that is half as
#: likely too, and is told that it is one.
SURE, TIMES_AHEAD, POSSIBLE = 0.25, 2.0, 0.12
LONGEST_KEPT = 200


def need_of(wanted: Asked, *, is_looked_at: bool) -> str:
    """The need that a search was about: the one chosen, else the likeliest; nothing when none is likely enough."""
    chosen = wanted.criteria.values("need")
    if chosen:
        return chosen[0]
    ranked = wanted.understanding.needs if wanted.understanding else ()
    if not ranked:
        return ""
    code, likely = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    is_sure = likely >= SURE and likely >= TIMES_AHEAD * second
    return code if is_sure or (is_looked_at and likely >= POSSIBLE) else ""


def reason_of(found: int, *, has_place: bool) -> UnmetReason:
    """Why it probably stayed unmet: there is nothing near a place, or nothing was found that suits."""
    return UnmetReason.NO_SERVICE if found == 0 and has_place else UnmetReason.NOT_FOUND


def words_to_keep(words: str) -> str:
    """What somebody searched for, unless it leads to a person or hints at danger."""
    return "" if panel_for(words) or is_private(words) else words[:LONGEST_KEPT]
