"""The invented people themselves: names nobody bears, numbers that ring nowhere, and how each wants to be reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from directory import clock
from directory.referrals.codes.contact import CommunicationNeed, ContactWay
from directory.referrals.demo.chance import Chance
from directory.referrals.demo.neighbourhoods import TOWNS, Neighbourhood
from directory.referrals.models import Person
from directory.referrals.people.marks import PREFIX, write_marks
from directory.settings import ROOT

NAMES = ROOT / "seeds" / "demo" / "names.txt"
COHORTS: Mapping[str, float] = {
    "older_65": 26, "older_80": 16, "carer": 20, "carer_strain": 8, "lives_alone": 22, "isolated": 14, "dementia": 6,
    "falls_history": 9, "multi_ltc": 9, "low_income": 12, "no_transport": 9, "digitally_excluded": 9, "bereaved": 6,
    "mental_health": 8, "hearing_loss": 5, "sight_loss": 3, "limited_english": 4, "rural": 6, "men": 5,
    "working_age": 8,
}  # fmt: skip
CARING = frozenset({"carer", "carer_strain"})
NEEDS: Mapping[CommunicationNeed, tuple[float, str]] = {
    CommunicationNeed.LARGE_PRINT: (10, "18 point"),
    CommunicationNeed.HEARING_AID_LOOP: (8, ""),
    CommunicationNeed.EXTRA_TIME: (8, ""),
    CommunicationNeed.WRITTEN_FOLLOW_UP: (6, ""),
    CommunicationNeed.LIPREADS: (4, ""),
    CommunicationNeed.SPOKEN_INTERPRETER: (4, "Polish"),
    CommunicationNeed.EASY_READ: (3, ""),
    CommunicationNeed.TEXT_ONLY: (3, ""),
    CommunicationNeed.BSL_INTERPRETER: (2, ""),
    CommunicationNeed.BRAILLE: (1, ""),
}
SAFETY: tuple[tuple[float, Mapping[str, str]], ...] = (
    (0.78, {}),
    (0.10, {"leave_message": "yes"}),
    (0.06, {"leave_message": "no", "times": "weekdays before three"}),
    (0.03, {"leave_message": "no", "write": "no", "withheld_number": "no"}),
    (0.03, {"leave_message": "no", "code_word": "library books"}),
)
BEST_TIMES = ("mornings", "after lunch", "after ten", "not on Thursdays", "early evening")
_OLDEST, _ELDERLY, _ADULT = 1931, 1958, 1999


@dataclass
class Life:
    """Somebody with what the year brings them. The record is finished when everything else is known."""

    person: Person
    home: Neighbourhood
    since: datetime
    is_wanted_open: bool = False
    last: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.since

    def met(self, moment: datetime) -> None:
        """There was contact."""
        self.last = max(self.last, moment)

    @property
    def is_carer(self) -> bool:
        """Whether they look after somebody."""
        return bool(CARING & set(self.person.cohorts))


def make_life(
    chance: Chance, home: Neighbourhood, since: datetime, *, navigator_id: UUID | None, team_id: UUID | None
) -> Life:
    """Somebody new."""
    name = " ".join(chance.one_of(words) for words in _names())
    cohorts = sorted({chance.weighted(COHORTS) for _ in range(chance.between(1, 3))})
    person = Person(
        id=chance.id_at(since),
        reference=chance.reference(PREFIX),
        name=name,
        ward_code=home.ward,
        lsoa_code=home.lsoa,
        district_code=home.district,
        born=_born(chance, cohorts),
        cohorts=cohorts,
        navigator_id=navigator_id,
        team_id=team_id,
        created_at=since,
        updated_at=since,
        last_contact_at=since,
        address=f"{chance.between(1, 120)} Demonstration Row, {TOWNS[home.district]}",
        **_reached(chance, name),
        **_understood(chance, since),
    )
    write_marks(person)
    for mark in person.marks:
        mark.id, mark.person_id = chance.id_at(since), person.id
    return Life(person, home, since)


@lru_cache(maxsize=1)
def _names() -> tuple[list[str], ...]:
    """Given names, then surnames: words for things, so that nobody takes them for anybody."""
    return tuple(line.split() for line in NAMES.read_text("utf-8").splitlines())


def phone_of(chance: Chance) -> str:
    """A number from the two ranges kept for stories."""
    last = chance.between(0, 999)
    return f"01632 960{last:03}" if chance.happens(0.5) else f"0115 496 0{last:03}"


def _born(chance: Chance, cohorts: list[str]) -> str:
    is_old = bool({"older_65", "older_80", "dementia", "falls_history"} & set(cohorts))
    first, last = (_OLDEST, _ELDERLY) if is_old else (_ELDERLY, _ADULT)
    year = chance.between(first, last)
    return f"{year}-{chance.between(1, 12):02}-{chance.between(1, 28):02}" if chance.happens(0.6) else str(year)


def _reached(chance: Chance, name: str) -> dict[str, Any]:
    has_mail = chance.happens(0.35)
    ways = [ContactWay.PHONE] if chance.happens(0.8) else [ContactWay.MOBILE_TEXT, ContactWay.PHONE]
    return {
        "phone": phone_of(chance),
        "email": f"{name.casefold().replace(' ', '.')}{chance.between(2, 99)}@example.org" if has_mail else None,
        "contact_ways": [*ways, *([ContactWay.EMAIL] if has_mail else ())],
        "best_time": chance.one_of(BEST_TIMES) if chance.happens(0.4) else None,
        "safety": dict(chance.random.choices([facts for _, facts in SAFETY], [share for share, _ in SAFETY])[0]),
    }


def _understood(chance: Chance, since: datetime) -> dict[str, Any]:
    if not chance.happens(0.24):
        return {"communication": {}}
    wanted = {chance.weighted({need: share for need, (share, _) in NEEDS.items()}) for _ in range(chance.between(1, 2))}
    long_ago = timedelta(days=400 if chance.happens(0.1) else 0)
    return {
        "communication": {need.value: NEEDS[need][1] for need in sorted(wanted)},
        "communication_checked_on": clock.local(since - long_ago).date(),
    }
