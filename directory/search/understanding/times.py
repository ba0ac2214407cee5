"""Days and times heard in the words: "saturday", "weekday mornings", "tonight", "open now".

All of them are wishes: they lift what is on then and hide nothing. Even "open now": most groups and phone lines have
not told us their hours, and would vanish; whoever wants only those known to be open has the filter one tap away.
"""

from collections.abc import Sequence
from datetime import datetime

from directory import clock
from directory.search.understanding.hints import Hint, hint
from directory.search.understanding.phrases import Phrases
from directory.search.understanding.sentence import Sentence

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = ("mon|mons", "tue|tues", "weds", "thu|thur|thurs", "fri|fris", "sats", "suns")
#: Short forms that are words too: "he sat alone", "sun", "newly wed". Only after "on", before a time or beside a day.
_DOUBTFUL = {"sat": 5, "sun": 6, "wed": 2, "mon": 0, "fri": 4}
_MARRIED = frozenset({"newly", "just", "recently"})
#: Words of asking: however long the sentence, a day in it is a wish.
_ASKING = frozenset(
    """
    looking look find want wants would like need needs any anything something somewhere club clubs group groups class
    classes where there
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)
#: Whoever begins so asks, whatever else they tell.
_QUESTIONS = frozenset({"who", "where", "when", "can", "could", "is", "are", "does", "do"})
#: A day by itself in a longer tale is when something happened, not when it should be.
LONGEST_REQUEST = 9

_DAYS = Phrases(
    {f"{name}|{name}s|{short}": number for number, (name, short) in enumerate(zip(NAMES, _SHORT, strict=True))}
)
_BEFORE = frozenset(
    {"open", "on", "every", "each", "this", "next", "in", "the", "at", "during", "of", "a", "an", "for"}
)
_PAST = frozenset({"last", "yesterday", "since", "good", "till", "until", "before", "payday", "paydays"})
#: Words of a tale, in which a day is when something happened.
_TALE = frozenset(
    """
    was were had has died fell left said went came comes being been ate lost stopped since because didnt hasnt havent
    myself discharged told awake admitted run
    """.split()  # noqa: SIM905 -- one word a line would hide the list
)
_HABIT = frozenset({"on", "every", "each", "this", "next", "for", "and", "or"})

_MORNING = hint("time", "morning", "in the morning", not_before="sickness after tea", not_after="coffee coffe tea")
_AFTERNOON = hint("time", "afternoon", "in the afternoon", not_before="tea")
_EVENING = hint("time", "evening", "in the evening", not_before="meal meals primrose dinner")
_THIS_EVENING = hint("time", "evening", "this evening")
_WEEKEND = hint("day", "sat sun", "at the weekend")
_WEEKDAYS = hint("day", "mon tue wed thu fri", "on weekdays")
_OPEN = hint("open", "yes", "open now")
_PARTS = Phrases(
    {
        "morning|mornings": _MORNING,
        "afternoon|afternoons": _AFTERNOON,
        "evening|evenings|after work|after 5|after 5pm|after 6|after 6pm|at night time|of a night": _EVENING,
        "daytime|in the day|during the day": hint("time", "morning afternoon", "in the daytime"),
        "weekend|weekends|week end|week ends": _WEEKEND,
        "weekday|weekdays|week days|monday to friday|mon to fri|mon fri": _WEEKDAYS,
        "open now|open right now|open at the moment|on now|happening now|on right now": _OPEN,
    }
)
#: Words for a day counted from now: by how many days, and whether the evening of it.
_FROM_NOW = Phrases({"today": (0, False), "tonight": (0, True), "tomorrow|tomorow|tommorow|tomorrows": (1, False)})


def day(number: int) -> Hint:
    """The wish for a day of the week."""
    return Hint("day", (DAYS[number],), f"on {NAMES[number]}")


def hear_times(sentence: Sentence, plain: Sequence[str], at: datetime) -> None:
    """Take the days and times out of a sentence. `plain` is its words with slips mended."""
    today = clock.local(at).weekday()
    place = 0
    while place < len(plain):
        found = _at(sentence, plain, place, today) if place not in sentence.taken else None
        place = _noted(sentence, plain, place, *found) if found else place + 1


def _at(sentence: Sentence, plain: Sequence[str], place: int, today: int) -> tuple[int, tuple[Hint, ...]] | None:
    part = _PARTS.at(plain, place)
    if part:
        is_told = _is_once(plain, place) and (
            _tells(plain) or (_is_tale(plain) and not plain[place].endswith(("s", "weekday", "weekend")))
        )
        is_wish = part[1].fits(sentence, place, place + part[0]) and not is_told
        return (part[0], (part[1],)) if is_wish else None
    from_now = _FROM_NOW.at(plain, place)
    if from_now:
        ahead, is_evening = from_now[1]
        its_day = DAYS[(today + ahead) % 7]
        hints = (
            Hint("day", (its_day,), "tomorrow" if ahead else "today"),
            *((_THIS_EVENING,) if is_evening else ()),
        )
        has_clauses = any(word.begins_clause for word in sentence.words[1:])
        return None if has_clauses or _is_tale(plain) else (1, hints)
    number = _day_at(plain, place)
    if number is None or not _is_wished(sentence, plain, place):
        return None
    # "Monday night" is an evening; a night by itself is when somebody sits up with a person.
    is_night = tuple(plain[place + 1 : place + 2]) in (("night",), ("nights",))
    return (2, (day(number), _EVENING)) if is_night else (1, (day(number),))


def _is_tale(plain: Sequence[str]) -> bool:
    """Whether somebody tells what happened rather than asks for something."""
    asks = plain[0] in _QUESTIONS or not _ASKING.isdisjoint(plain)
    return _tells(plain) or (len(plain) > LONGEST_REQUEST and not asks)


def _tells(plain: Sequence[str]) -> bool:
    return not _TALE.isdisjoint(plain)


def _is_once(plain: Sequence[str], place: int) -> bool:
    """Whether a time is said of one day: "this morning", not "of an evening" or "in the mornings"."""
    return {"an", "in", "after", "during"}.isdisjoint(plain[max(0, place - 2) : place])


def day_at(plain: Sequence[str], place: int) -> int | None:
    """The number of the day that a word names, Monday being 0."""
    found = _DAYS.at(plain, place)
    return found[1] if found else None


def _day_at(plain: Sequence[str], place: int) -> int | None:
    if plain[place] not in _DOUBTFUL:
        return day_at(plain, place)
    before = plain[place - 1] if place else ""
    after = plain[place + 1] if place + 1 < len(plain) else ""
    is_day = (
        before in _HABIT - {"and", "or"}
        or day_at(plain, place - 1 if place else 0) is not None
        or (bool(after) and (_PARTS.at(plain, place + 1) is not None or after in _DOUBTFUL))
        or (after in ("and", "or") and place + 2 < len(plain) and (plain[place + 2] in _DOUBTFUL))
        or (before in ("and", "or") and place > 1 and plain[place - 2] in _DOUBTFUL)
        or (not after and 1 < len(plain) <= 5 and before not in _MARRIED)
    )
    return _DOUBTFUL[plain[place]] if is_day else None


def _is_wished(sentence: Sentence, plain: Sequence[str], place: int) -> bool:
    """Whether a day is when something should be: not "last Monday", not a day in a tale, not a club's own name."""
    before = plain[place - 1] if place else ""
    if before in _PAST:
        return False
    is_many = plain[place].endswith("s") and plain[place] not in ("tues", "weds", "thurs")
    if _is_tale(plain) and before not in ("every", "each") and not (is_many and before == "on"):
        return False
    return not _is_name(sentence, place)


def _is_name(sentence: Sentence, place: int) -> bool:
    """ "Friday Club": a day and what follows, both with capitals, name a listing."""
    words = sentence.words
    follows = words[place + 1] if place + 1 < len(words) else None
    return bool(
        follows and words[place].is_capital and follows.is_capital and not follows.begins_clause
        and _PARTS.at(sentence.plain, place + 1) is None and day_at(sentence.plain, place + 1) is None
    )  # fmt: skip


def _noted(sentence: Sentence, plain: Sequence[str], place: int, length: int, hints: tuple[Hint, ...]) -> int:
    """Take a day or time with the small words before it, unless somebody undid it."""
    wanted = [each for each in hints if sentence.may(each.code)]
    if not wanted and any(each.code in sentence.undone for each in hints):
        return place + length
    start = place
    while start and start - 1 not in sentence.taken and plain[start - 1] in _BEFORE | {"and", "or"}:
        start -= 1
    sentence.take(start, place + length)
    sentence.guesses.extend(each.wish() for each in wanted)
    return place + length
