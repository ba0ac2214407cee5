"""Columns are looked at once: a table, or a number that is none, goes no further."""

import numpy as np
import pytest

from directory.insight.methods.arrays import Interval, amounts, column


@pytest.mark.parametrize("given", [[[1.0, 2.0], [3.0, 4.0]], 1.0, [1.0, np.nan], [1.0, np.inf]])
def test_what_is_no_column_of_known_numbers_is_refused(given: object) -> None:
    with pytest.raises(ValueError, match="Give prices as one column of known numbers"):
        column(given, "prices")  # type: ignore[arg-type]  # what a caller may get wrong


def test_an_amount_is_nought_or_more() -> None:
    assert list(amounts([0, 2], "people")) == [0, 2]
    with pytest.raises(ValueError, match="Give people of nought or more"):
        amounts([1, -0.1], "people")


def test_an_interval_holds_nineteen_times_in_twenty_unless_it_says_otherwise() -> None:
    assert Interval(1, 2).confidence == 0.95
