"""What stands on top of every page, letter and referral about somebody: how to be understood, and what keeps them safe.

Recorded once, shown everywhere, checked each year (Accessible Information Standard).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from directory.referrals.codes.contact import KIND_OF, CommunicationNeed, ContactWay, NeedKind
from directory.referrals.models import Person
from directory.referrals.policy import Worker, is_own

CHECKED_EACH = timedelta(days=365)
SAFETY_INSIDE = "Safety facts: open the record"  # what a list says of somebody else's person

#: Kinds whose details tell of somebody's health; a volunteer reads what to do, not why.
_OF_HEALTH = frozenset({NeedKind.PROFESSIONAL_SUPPORT, NeedKind.COMMUNICATION_SUPPORT})
_LANGUAGES = frozenset({CommunicationNeed.SPOKEN_INTERPRETER, CommunicationNeed.OTHER_LANGUAGE})


@dataclass(frozen=True)
class NeedFlag:
    """One communication need, with its detail where the reader may know it."""

    code: CommunicationNeed
    label: str
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Both in one line."""
        return f"{self.label}: {self.detail}" if self.detail else self.label


@dataclass(frozen=True)
class Flags:
    """All that must be seen before anybody rings, writes or knocks."""

    needs: tuple[NeedFlag, ...] = ()
    safety: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    best_time: str = ""
    is_no_contact: bool = False
    checked_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to flag."""
        return not (self.needs or self.safety or self.is_no_contact)

    def is_check_due(self, today: date) -> bool:
        """Whether the communication needs were last asked about a year ago, or never."""
        return self.checked_on is None or self.checked_on <= today - CHECKED_EACH


def flags_of(person: Person, user: Worker | None = None) -> Flags:
    """The flags of somebody, as this reader may see them; everything for a reader who is nobody in particular."""
    is_limited = user is not None and user.is_volunteer
    ways = [ContactWay(code) for code in person.contact_ways]
    return Flags(
        needs=tuple(_needs(person, is_limited=is_limited)),
        safety=tuple(_safety(person)),
        ways=tuple(way.label for way in ways if way is not ContactWay.NO_CONTACT),
        best_time=person.best_time or "",
        is_no_contact=ContactWay.NO_CONTACT in ways,
        checked_on=person.communication_checked_on,
    )


def flags_in_list(person: Person, user: Worker) -> Flags:
    """The flags of somebody in a list. Of a person who is not the reader's own it says only that there is something:

    the words by which they are kept safe, and why they need what they need, are read in the record, with a reason.
    """
    whole = flags_of(person, user)
    if is_own(user, person):
        return whole
    return replace(
        whole,
        needs=tuple(_needs(person, is_limited=True)),
        safety=(SAFETY_INSIDE,) if whole.safety else (),
        best_time="",
    )


def is_health_detail(need: CommunicationNeed) -> bool:
    """Whether the detail of a need tells of somebody's health, so that a volunteer does not read it."""
    return KIND_OF[need] in _OF_HEALTH and need not in _LANGUAGES


def _needs(person: Person, *, is_limited: bool) -> Iterator[NeedFlag]:
    recorded = person.communication
    for need in CommunicationNeed:
        if need.value not in recorded:
            continue
        is_hidden = is_limited and is_health_detail(need)
        yield NeedFlag(need, need.label, "" if is_hidden else recorded[need.value])


#: What each safety fact says, by its answer.
_SAYS = {
    ("leave_message", "no"): "Do not leave a message: it is not safe",
    ("leave_message", "yes"): "Safe to leave a message",
    ("write", "no"): "Do not write or send letters: it is not safe",
    ("write", "yes"): "Safe to write",
    ("withheld_number", "yes"): "Ring with your number withheld",
    ("withheld_number", "no"): "Ring with your number shown: withheld calls are not answered",
}


def _safety(person: Person) -> Iterator[str]:
    """What keeps them from harm first, then when to ring, then the word that proves who rings."""
    facts = person.safety
    lines = [says for (fact, answer), says in _SAYS.items() if facts.get(fact) == answer]
    yield from sorted(lines, key=lambda line: line.startswith("Safe"))
    if facts.get("times"):
        yield f"Safe times: {facts['times']}"
    if facts.get("code_word"):
        yield f"Code word: {facts['code_word']}"
