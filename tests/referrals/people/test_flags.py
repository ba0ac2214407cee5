"""What stands on top of every page about somebody."""

from datetime import date, timedelta

import pytest

from directory.db import new_id
from directory.referrals.models import Person
from directory.referrals.people.flags import SAFETY_INSIDE, flags_in_list, flags_of

CHECKED = date(2026, 1, 5)


class Reader:
    """Somebody who reads, as far as flags ask."""

    def __init__(self, *, is_volunteer: bool) -> None:
        self.is_volunteer = is_volunteer
        self.id = new_id()


def edith(**values: object) -> Person:
    dull = {"contact_ways": [], "safety": {}, "communication": {}, "communication_checked_on": CHECKED}
    return Person(name="Edith", **(dull | values))


def test_what_may_harm_comes_before_what_is_safe() -> None:
    safety = {"write": "yes", "leave_message": "no", "withheld_number": "yes", "times": "mornings", "code_word": "Fern"}
    assert flags_of(edith(safety=safety)).safety == (
        "Do not leave a message: it is not safe",
        "Ring with your number withheld",
        "Safe to write",
        "Safe times: mornings",
        "Code word: Fern",
    )


@pytest.mark.requirement("A095")
def test_a_volunteer_reads_what_to_do_and_not_why() -> None:
    person = edith(
        communication={"lipreads": "after a stroke", "large_print": "18 point", "spoken_interpreter": "Urdu"}
    )
    told = [need.sentence for need in flags_of(person, Reader(is_volunteer=True)).needs]  # type: ignore[arg-type]
    assert told == ["Large print: 18 point", "Spoken language interpreter: Urdu", "Lip-reads: face the person"]
    told = [need.sentence for need in flags_of(person, Reader(is_volunteer=False)).needs]  # type: ignore[arg-type]
    assert told[-1] == "Lip-reads: face the person: after a stroke"
    assert flags_of(person).needs[-1].detail == "after a stroke"


def test_needs_are_asked_again_after_a_year() -> None:
    flags = flags_of(edith(communication={"braille": ""}))
    assert not flags.is_check_due(CHECKED + timedelta(days=364))
    assert flags.is_check_due(CHECKED + timedelta(days=365))
    assert flags_of(edith(communication={"braille": ""}, communication_checked_on=None)).is_check_due(CHECKED)


def test_whoever_does_not_want_to_be_contacted_is_flagged_so() -> None:
    flags = flags_of(edith(contact_ways=["no_contact"]))
    assert flags.is_no_contact
    assert flags.ways == ()
    assert not flags.is_empty


def test_nothing_recorded_flags_nothing() -> None:
    assert flags_of(edith()).is_empty


def test_a_list_says_that_there_are_safety_facts_and_keeps_them_for_whoever_opens_the_record() -> None:
    somebody = edith(
        safety={"times": "weekday mornings", "code_word": "Fern"},
        communication={"lipreads": "after a stroke", "spoken_interpreter": "Urdu"},
        best_time="when he is at work",
    )
    reader = Reader(is_volunteer=False)
    listed = flags_in_list(somebody, reader)
    assert listed.safety == (SAFETY_INSIDE,)
    assert {need.detail for need in listed.needs} == {"", "Urdu"}
    assert listed.best_time == ""
    somebody.navigator_id = reader.id
    assert flags_in_list(somebody, reader) == flags_of(somebody, reader)
    assert not flags_in_list(edith(), reader).safety
