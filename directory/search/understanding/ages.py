"""How old somebody is, heard in the words: "my 19 year old son", "over 60s", "im 84", "teenager". Only a wish."""

import re
from collections.abc import Callable, Sequence

from directory.search.understanding.hints import Hint
from directory.search.understanding.sentence import Sentence

OLDEST = 119
_DECADES = {
    "twenties": 25, "thirties": 35, "forties": 45, "fifties": 55, "sixties": 65, "seventies": 75, "eighties": 85,
    "nineties": 95,
}  # fmt: skip
_IN_YOUTH = {"teenager": 16, "teenagers": 16, "teenage": 16, "teen": 16, "teens": 16}
_MINE = r"(?:im|i am|hes|he is|shes|she is|age|aged|is|now|turned|just turned|whos|who is)"
#: As professionals write: "male 73", "mum 84". The person stays in the words.
_PERSON = (
    r"(?:mum|mam|mom|dad|mother|father|nan|nana|gran|grandma|grandad|wife|husband|aunt|auntie|uncle|neighbour|friend|lady|"
    r"gentleman|man|woman|male|female|patient|resident|client|son|daughter|brother|sister)"
)
#: What makes a number something other than an age.
_UNITS = (
    r"(?! ?(?:stone|st|kg|kilos?|miles?|weeks?|months?|percent|am|pm|pounds?|hours?|minutes?|mins|days?|of|times|x|"
    r"people|p)\b)"
)
_OVER = r"(?:over|above|past|plus|older than)"
_UNDER = r"(?:under|below|younger than)"

Reader = Callable[[re.Match[str]], int]
#: Patterns over the folded words, parted by single spaces; each gives an age that stands for those meant.
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"\b(\d{1,3}) ?(?:years?|yrs?|y)(?: ?s)? ?(?:old|of age|o)?s?\b"), lambda m: int(m[1])),
    (re.compile(r"\b(\d{2,3})(?:yo|yrs?|y o)\b"), lambda m: int(m[1])),
    (re.compile(rf"\b(?:for )?(?:the )?{_OVER} ?(?:the age of )?(\d{{2,3}}) ?s?\b{_UNITS}"), lambda m: int(m[1])),
    (re.compile(r"\b(\d{2}) ?(?:plus|and over|or over|and above)\b"), lambda m: int(m[1])),
    (
        re.compile(rf"\b(?:for )?(?:the )?{_UNDER} ?(?:the age of )?(\d{{2}}) ?s?\b{_UNITS}"),
        lambda m: _below(int(m[1])),
    ),
    (re.compile(r"\b(?:in )?(?:my|his|her|their|your) (?:early |mid |late )?(\d0) ?s\b"), lambda m: int(m[1]) + 5),
    (
        re.compile(rf"\b(?:in )?(?:my|his|her|their|your) (?:early |mid |late )?({'|'.join(_DECADES)})\b"),
        lambda m: _DECADES[m[1]],
    ),
    (re.compile(rf"\b{_MINE} (\d{{2,3}})\b{_UNITS}"), lambda m: int(m[1])),
    (re.compile(rf"\b{_PERSON} (?P<age>\d{{2,3}})\b{_UNITS}"), lambda m: int(m[1])),
    (re.compile(rf"\b({'|'.join(_IN_YOUTH)})\b"), lambda m: _IN_YOUTH[m[1]]),
)
#: Tokens after which a number of years is no age: "for 40 years", "15 years ago".
_NOT_AGES = re.compile(
    r"\b(?:for|after|in|last|past|next|these|married|nearly) (\d{1,3}) ?(?:years?|yrs?)\b(?! ?olds?)"
    r"|\d+ ?(?:years?|yrs?) (?:ago|since|now|together|married|later|with|of (?!age))"
)


def _below(age: int) -> int:
    """An age that stands for those below one: the first of the band before it."""
    return 18 if age > 18 else 16 if age > 16 else age - 1


def hear_age(sentence: Sentence, plain: Sequence[str]) -> None:
    """Take an age out of a sentence. `plain` is its words with slips mended."""
    text = " ".join(plain)
    others = [match.span() for match in _NOT_AGES.finditer(text)]
    for pattern, age_of in _PATTERNS:
        for match in pattern.finditer(text):
            age = age_of(match)
            is_other = any(start <= match.end() and match.start() <= stop for start, stop in others)
            if 10 <= age <= OLDEST and not is_other and _noted(sentence, text, match, age):
                return


def _noted(sentence: Sentence, text: str, match: re.Match[str], age: int) -> bool:
    begin = match.start("age") if "age" in match.groupdict() else match.start()
    start = text.count(" ", 0, begin)
    stop = start + text[begin : match.end()].strip().count(" ") + 1
    found = Hint("age", (str(age),), f"for someone aged {age}")
    if not (sentence.is_free(start, stop) and sentence.may(found.code)):
        return False
    sentence.take(start, stop)
    sentence.guesses.append(found.wish())
    return True
