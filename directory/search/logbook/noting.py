"""Decides what of a search may be counted: its outcome and district always; its words only if they name nobody.

Knows no file and no table. Why is in docs/decisions.
"""

import re
from dataclasses import dataclass
from datetime import date

from directory.geo.answers import Found
from directory.search.criteria import Criteria, Layout, Sort
from directory.search.engine import Results
from directory.search.models import LONGEST_COUNTED, Outcome
from directory.search.urgency import panel_for

FEW = 3  # fewer results than this is little, and the page also offers something else
MOST_WORDS = 6
_DISTRICTS = ("E06", "E07", "E08", "E09", "W06", "S12", "N09")  # ONS codes of what answers for a place
_PRIVATE = re.compile(
    r"@|https?:|www\.|\d[\d \-]{3,}|\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b|\b(?:mrs?|dob)\b",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"bot|crawl|spider|slurp|preview|monitor|scan|curl|wget|python|java/|go-http|headless", re.I)


@dataclass(frozen=True)
class Note:
    """One search as it is counted."""

    day: date
    outcome: Outcome
    words: str
    area: str


def note_of(criteria: Criteria, words: str, place: Found | None, results: Results, day: date) -> Note | None:
    """What to count of a search; None for one that is only a step within another, and for words of danger.

    `words` are those of the criteria without the place, days and ways that were understood.
    """
    if not criteria.words or _is_a_step(criteria) or panel_for(criteria.words):
        return None
    outcome = outcome_of(results)
    return Note(day, outcome, "" if outcome is Outcome.GOOD else countable(words), _district(place))


def outcome_of(results: Results) -> Outcome:
    """Nothing; little, or only some of the words; or enough."""
    if results.total == 0:
        return Outcome.NONE
    return Outcome.WEAK if results.relaxed or results.total < FEW else Outcome.GOOD


def countable(words: str) -> str:
    """The words in lower case, or nothing if they are long as a story or hold what may lead to a person."""
    plain = " ".join(words.casefold().split())
    is_story = len(plain) > LONGEST_COUNTED or len(plain.split()) > MOST_WORDS
    return "" if is_story or is_private(plain) else plain


def is_private(words: str) -> bool:
    """Whether words hold what leads to a person: an address, a number, a full postcode, a title before a name."""
    return bool(_PRIVATE.search(words))


def is_program(agent: str) -> bool:
    """Whether a browser's description of itself is that of a program that reads pages by itself."""
    return not agent or bool(_PROGRAM.search(agent))


def _is_a_step(criteria: Criteria) -> bool:
    """Turning pages, narrowing and sorting follow a search that was counted already."""
    plain = criteria.page == 1 and criteria.sort is Sort.RELEVANCE and criteria.view is Layout.LIST
    return not plain or bool(criteria.filters) or criteria.radius_miles is not None


def _district(place: Found | None) -> str:
    return next((code for code in (place.areas if place else ()) if code.startswith(_DISTRICTS)), "")
