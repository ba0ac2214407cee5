"""The patterns by which a typed line about times is cut into pieces, in the order in which they are tried."""

import re
from enum import Enum, auto

from directory.listings.typed_times.clock_words import CLOCK, SPAN

WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:\s*,?\s*(?P<{0}>(?:19|20)\d\d)\b)?"


class Kind(Enum):
    """What a piece is."""

    NOTE = auto()
    ALWAYS = auto()
    TERM = auto()
    BANK = auto()
    DATES = auto()
    HOURS = auto()
    OF_MONTH = auto()
    EACH = auto()
    DAYS = auto()
    NTH = auto()
    CLOSED = auto()
    MONTH = auto()
    UNTIL = auto()
    FROM = auto()
    TO = auto()
    AND = auto()
    EVERY = auto()
    FILLER = auto()
    UNKNOWN = auto()


#: Written over several lines: blanks in them mean nothing.
_PATTERNS: dict[Kind, str] = {
    Kind.NOTE: r"\([^()]*\)",
    Kind.ALWAYS: r"24\s*/\s*7 | 24\s*hours?(?:\s+a\s+day)? | round\s+the\s+clock | day\s+and\s+night",
    Kind.TERM: r"""
        (?:not|except|excluding|outside|closed)\s+(?:(?:in|during)\s+)?(?:the\s+)?school\s+holidays?
        | (?:(?:in|during)\s+)?(?:the\s+)?(?:school\s+)?term[\s-]*times?(?:\s+only)?
        | (?:in|during)\s+(?:the\s+)?(?:school\s+)?terms?(?:\s+only)? | (?:school\s+)?terms?\s+only""",
    Kind.BANK: r"(?:not|except|excluding|closed|apart\s+from)\s+(?:(?:on|for)\s+)?bank\s+holidays?(?:\s+mondays?)?",
    Kind.DATES: rf"""
        (?P<iso>\d{{4}}-\d\d-\d\d) | (?P<slashed>\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)
        | (?:(?P<weekday>{WEEKDAY})\b\.?,?\s+)?(?:the\s+)?
          (?P<days>{_DAY}\s*(?:-|to)\s*{_DAY}|{_DAY}(?:\s*(?:,|and|&)\s*{_DAY})*)\s*(?:of\s+)?
          (?P<month>{MONTH})\b\.?{_YEAR.format("year")}
        | (?P<month_first>{MONTH})\s+(?P<day_after>\d{{1,2}}(?:st|nd|rd|th)){_YEAR.format("year_after")}""",
    Kind.HOURS: rf"""
        {SPAN} | (?:(?:at|from)\s+)?{CLOCK} | (?:at|from)\s+\d{{1,2}}(?!\s*(?:st|nd|rd|th|\d|{MONTH}))""",
    Kind.OF_MONTH: r"""
        (?:of|in)\s+(?:the|each|every|a)\s+months? | (?:each|every|once\s+a|a)\s+month | of\s+month | monthly""",
    Kind.EACH: rf"""
        (?:every|each)\s+(?P<count>\d{{1,2}}|two|three|four|five|six|eight|other|second|alternate|third|fourth)
          \s+(?P<unit>weeks?|months?)
        | fortnightly | (?:(?:every|each|once\s+a)\s+)?fortnight | every\s+other | alternate
        | every\s+second(?=\s+{WEEKDAY}s?\b(?!.*\bmonth))
        | (?P<week>weekly|(?:every|each|once\s+a)\s+week) | (?P<quarter>quarterly|every\s+quarter)""",
    Kind.DAYS: rf"""
        (?P<first>{WEEKDAY})s?\s*(?:-|to|till|through|until)\s*(?P<last>{WEEKDAY})s?\b
        | (?P<named>every\s*day|each\s+day|daily|(?:seven|7)\s+days(?:\s+a\s+week)?|weekdays?|weekends?)\b
        | (?P<one>{WEEKDAY})(?P<plural>s|['’]s)?\b\.?""",
    Kind.NTH: r"""
        (?P<nth>first|second|third|fourth|fifth|last)\b(?P<whole_day>\s+day\b)?
        | (?P<number>\d{1,2})(?:st|nd|rd|th)\b""",
    Kind.CLOSED: r"""
        closed | shut | no\s+(?:meetings?|sessions?|class(?:es)?|groups?|clubs?)
        | not\s+(?:on|meeting|running|open) | except(?:\s+for)? | excluding | apart\s+from | but\s+not
        | (?:we\s+)?(?:do\s+not|don['’]t)\s+meet""",
    Kind.MONTH: rf"(?P<month_name>{MONTH})\b\.?",
    Kind.UNTIL: r"until | till | til | up\s+to | ending | ends? | finish(?:es|ing)?",
    Kind.FROM: r"from | start(?:ing|s)? | since | begin(?:ning|s)? | between",
    Kind.TO: r"to | through | -",
    Kind.AND: r"and | & | , | \+ | plus",
    Kind.EVERY: r"every | each | all",
    Kind.FILLER: r"""
        on|the|at|of|in|we|meets?|meetings?|opens?|opening|is|are|it|hours|times?|sessions?|class(?:es)?|group|club
        |mornings?|afternoons?|evenings?|nights?|lunchtimes?|days?|a|o['’]?clock|for|only|usually|normally|then|week
        |both|with|next|one|inclusive|also|hrs?|our|dates?|year""",
}
SCANNERS = tuple(
    (kind, re.compile(rf"(?:{pattern})(?![^\W\d_])", re.IGNORECASE | re.VERBOSE)) for kind, pattern in _PATTERNS.items()
)
