"""A silent area has no rate at all; an area that was asked has two, for flags follow where people are asked."""

import pytest

from directory.insight.methods.evidence import Evidence, flag_rates


def test_an_area_nobody_worked_in_has_no_information_rather_than_no_need() -> None:
    found = flag_rates(flags=0, contacts=0, navigators=0, population=8000)
    assert found.evidence is Evidence.NO_INFORMATION
    assert (found.per_thousand_people, found.per_hundred_contacts) == (None, None)


def test_an_area_that_was_asked_and_flagged_nothing_has_rates_of_nought_with_an_upper_limit() -> None:
    found = flag_rates(flags=0, contacts=50, navigators=2, population=8000)
    assert found.evidence is Evidence.ASKED
    assert found.per_thousand_people is not None
    assert found.per_thousand_people.value == 0
    assert found.per_thousand_people.interval.high == pytest.approx(3.688879 / 8)


def test_flags_stand_beside_both_denominators() -> None:
    found = flag_rates(flags=12, contacts=300, navigators=4, population=8000, years=0.5)
    assert found.evidence is Evidence.FLAGGED
    assert found.per_thousand_people is not None
    assert found.per_thousand_people.value == 3
    assert found.per_hundred_contacts is not None
    assert found.per_hundred_contacts.value == 4


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="nought or more"):
        flag_rates(flags=-1, contacts=0, navigators=0, population=1)


@pytest.mark.parametrize("years", [0, -1])
def test_a_time_of_nought_has_no_rate_a_year(years: float) -> None:
    with pytest.raises(ValueError, match="a time above nought"):
        flag_rates(flags=1, contacts=1, navigators=1, population=1, years=years)
