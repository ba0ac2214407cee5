"""What a record of somebody says, and the sentences for what cannot be kept. Knows no table and no form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from directory.errors import RuleBroken
from directory.referrals.codes.contact import CommunicationNeed, ContactWay
from directory.referrals.people.places import tidy_postcode

OLDEST = 120
LONGEST = {"name": 120, "phone": 40, "email": 254, "address": 300, "best_time": 120, "case_number": 40}
#: Safety facts that are yes, no or not known, and those that are words.
SAFETY_ANSWERS = ("leave_message", "write", "withheld_number")
SAFETY_WORDS = ("times", "code_word")
_YEAR = re.compile(r"\d{4}\Z")


@dataclass(frozen=True)
class PersonFacts:
    """What a record says. Only the name is needed; empty stands for not known."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    born: str = ""
    best_time: str = ""
    case_number: str = ""
    contact_ways: tuple[str, ...] = ()
    safety: Mapping[str, str] = field(default_factory=dict)
    communication: Mapping[str, str] = field(default_factory=dict)
    cohorts: tuple[str, ...] = ()


def check(facts: PersonFacts, today: date) -> None:
    """Raise `RuleBroken` for the first fact that cannot be kept."""
    if not facts.name.strip():
        raise RuleBroken("name", "Enter a name; a first name or initials will do")
    for name, limit in LONGEST.items():
        if len(getattr(facts, name)) > limit:
            raise RuleBroken(name, f"Shorten this to {limit} characters or fewer")
    if facts.postcode and not tidy_postcode(facts.postcode):
        raise RuleBroken("postcode", "Enter a full postcode, like NG18 1AA, or leave it empty")
    check_born(facts.born, today)
    _check_lists(facts)


def read_born(words: str) -> str:
    """A year or a date of birth as it is kept, from how people write it: 1948, 2/3/1948, 2 March 1948."""
    words = " ".join(words.split())
    if not words or _YEAR.match(words):
        return words
    numbers = words.replace("/", " ").replace(".", " ").replace("-", " ")
    for text, pattern in ((numbers, "%d %m %Y"), (numbers, "%d %B %Y"), (numbers, "%d %b %Y"), (words, "%Y-%m-%d")):
        try:
            return datetime.strptime(text, pattern).date().isoformat()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return words


def check_born(born: str, today: date) -> None:
    """Raise unless this is empty, a year ("1948") or a day ("1948-03-02") within a lifetime."""
    if not born:
        return
    try:
        day = date(int(born), 1, 1) if _YEAR.match(born) else date.fromisoformat(born)
    except ValueError:
        raise RuleBroken("born", "Enter a year, like 1948, or a whole date of birth") from None
    if day.year < today.year - OLDEST or day > today:
        raise RuleBroken("born", f"Enter a year between {today.year - OLDEST} and {today.year}")


def _check_lists(facts: PersonFacts) -> None:
    ways = set(facts.contact_ways)
    if not ways <= set(ContactWay):
        raise RuleBroken("contact_ways", "Choose from the list how they want to be reached")
    if ContactWay.NO_CONTACT in ways and len(ways) > 1:
        raise RuleBroken("contact_ways", "Choose “Do not contact” alone, or ways to contact them")
    if not set(facts.communication) <= set(CommunicationNeed):
        raise RuleBroken("communication", "Choose from the list what they need to be understood")
    if not set(facts.safety) <= {*SAFETY_ANSWERS, *SAFETY_WORDS}:
        raise RuleBroken("safety", "Record what keeps them safe in the fields of the page")
