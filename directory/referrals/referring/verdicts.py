"""What a look at a listing says before anybody is asked for personal details. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from directory.db import Coded

NOTHING_SAID: Mapping[str, str] = MappingProxyType({})


class Verdict(Coded):
    """How one rule comes out. The label is what stands before its sentence."""

    PASS = "pass", "Fits"
    FAIL = "fail", "Does not fit"
    ASK = "ask", "Ask"


class Rule(Coded):
    """What is looked at, in the order in which a page says it."""

    ROUTE = "route", "How they take referrals"
    OPEN = "open", "Whether they are open"
    CAPACITY = "capacity", "Room"
    AGE = "age", "Age"
    AREA = "area", "Area"
    COHORTS = "cohorts", "Who it is only for"
    EXCLUSION = "exclusion", "Who it is not for"
    ELIGIBILITY = "eligibility", "Conditions"
    NEED = "need", "What it helps with"
    FRESHNESS = "freshness", "How sure we are"


@dataclass(frozen=True)
class Check:
    """One rule with its verdict. `question` is what to ask the person, where asking settles it."""

    rule: Rule
    verdict: Verdict
    sentence: str
    key: str = ""
    question: str = ""


@dataclass(frozen=True)
class PreCheck:
    """Everything that is known before a referral. It warns; only a listing that takes none this way stops it."""

    checks: tuple[Check, ...]

    @property
    def takes_referrals(self) -> bool:
        """Whether a referral through Waypost reaches them at all."""
        return all(check.verdict is not Verdict.FAIL for check in self.checks if check.rule is Rule.ROUTE)

    @property
    def warnings(self) -> tuple[Check, ...]:
        """What speaks against it."""
        return tuple(check for check in self.checks if check.verdict is Verdict.FAIL)

    @property
    def questions(self) -> tuple[Check, ...]:
        """What only the person can answer."""
        return tuple(check for check in self.checks if check.question)

    @property
    def codes(self) -> dict[str, str]:
        """What a referral keeps of it: the worst verdict of each rule, and no fact about the person."""
        worst: dict[str, str] = {}
        for verdict in (Verdict.PASS, Verdict.ASK, Verdict.FAIL):
            worst.update({check.rule.value: verdict.value for check in self.checks if check.verdict is verdict})
        return worst


def ages_of(born: str | None, on: date) -> tuple[int, int] | None:
    """The youngest and the oldest somebody can be on a day, from a year ("1948") or a day ("1948-03-02")."""
    if not born or not born[:4].isdigit():
        return None
    if len(born) == len("1948"):
        return on.year - int(born) - 1, on.year - int(born)
    try:
        day = date.fromisoformat(born)
    except ValueError:
        return None
    had_birthday = (on.month, on.day) >= (day.month, day.day)
    age = on.year - day.year - (not had_birthday)
    return age, age
