"""What in somebody's words may lead to a person, and what to put in its place. A suggestion: a person reads it after.

Sure marks (numbers, addresses, titles before names) are refused in a quote; a capital letter within a sentence is only
offered to be taken out, since it may also be a place or a charity.
"""

import re
from dataclasses import dataclass

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Sister|Nurse|Auntie?|Uncle)\.?\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?"
_ROAD = r"Road|Rd|Street|St|Lane|Avenue|Ave|Close|Drive|Crescent|Court|Way|Place|Gardens|Terrace|Grove|Walk|Row"
#: What leads to a person for certain, most telling first.
_SURE = (
    ("[address]", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|https?://\S+|www\.\S+", re.I)),
    ("[postcode]", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.I)),
    ("[number]", re.compile(r"(?<!\w)\+?\(?\d(?:[\d() -]{5,})\d(?!\w)")),
    ("[date]", re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")),
    ("[address]", re.compile(rf"\b(?:[Ff]lat\s+\w+,?\s+)?\d+[a-zA-Z]?,?\s+(?:[A-Z][\w’'-]+\s+){{1,3}}(?:{_ROAD})\b")),
    ("[name]", re.compile(rf"\b{_TITLE}")),
    ("[name]", re.compile(r"\b(?:called|named|name is|name’s|name's)\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?")),
    ("[age]", re.compile(r"\b(?:aged?\s+\d{1,3}|\d{1,3}[- ]years?[- ]old)\b", re.I)),
)
_CAPITAL = re.compile(r"(?<![.!?…:“\"]\s)(?<!^)(?<=\s)[A-Z][a-z’'-]+(?:\s+[A-Z][a-z’'-]+)*")
#: Capitals that name nobody.
_KEPT = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Christmas|Easter|Diwali|Ramadan|Eid|English|British|Sign|Language|Polish|Punjabi|Urdu"
    r"|Care|Act|Blue|Badge|Attendance|Allowance|Universal|Credit|Pension|Parkinson|Alzheimer|Citizens|Advice|Council"
    r"|I)(?:[’'](?:s|m|ve|d|ll))?"
)


@dataclass(frozen=True)
class Suggestion:
    """Something that may lead to a person, and what to put in its place."""

    found: str
    instead: str


def suggestions(words: str) -> tuple[Suggestion, ...]:
    """Everything that may lead to a person, in the order it is looked for; each once."""
    found: dict[str, str] = {}
    left = words
    for instead, pattern in _SURE:
        for each in pattern.findall(left):
            found.setdefault(each, instead)
        left = pattern.sub(" ", left)
    for match in _CAPITAL.finditer(words):
        is_known = all(_KEPT.fullmatch(word) for word in match[0].split())
        if not is_known and not any(match[0] in longer for longer in found):
            found.setdefault(match[0], "[…]")
    return tuple(Suggestion(each, instead) for each, instead in found.items())


def without_names(words: str) -> str:
    """The words with every suggestion followed: what the page begins with."""
    for each in sorted(suggestions(words), key=lambda one: -len(one.found)):
        words = words.replace(each.found, each.instead)
    return words


def leads_to_somebody(words: str) -> str:
    """The first thing that leads to a person for certain, or nothing."""
    for _instead, pattern in _SURE:
        found = pattern.search(words)
        if found:
            return found[0].strip()
    return ""
