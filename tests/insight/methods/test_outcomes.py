"""Outcome change says no more than its matched pairs bear."""

import numpy as np
import pytest

from directory.insight.methods.outcomes import Caution, outcome_change

NONE = float("nan")


@pytest.mark.requirement("A148")
def test_change_is_that_of_matched_pairs_with_its_t_interval_and_completion() -> None:
    starts = [20.0, 21, 22, 23, 24, 25, 26, 27, 28, 29, 18, 19]
    ends = [22.0, 22, 24, 24, 26, 26, 28, 28, 30, 30, NONE, NONE]
    found = outcome_change(starts, ends)
    assert (found.started, found.matched, found.completion) == (12, 10, 10 / 12)
    assert (found.start_mean, found.change) == (24.5, 1.5)
    assert found.interval is not None
    half = 2.262157 * np.std([2, 1] * 5, ddof=1) / np.sqrt(10)
    assert found.interval.low == pytest.approx(1.5 - half, abs=1e-6)
    assert found.interval.high == pytest.approx(1.5 + half, abs=1e-6)


@pytest.mark.requirement("A153")
@pytest.mark.parametrize(
    ("pairs", "caution"),
    [(9, Caution.TOO_FEW), (10, Caution.SMALL_NUMBERS), (29, Caution.SMALL_NUMBERS), (30, Caution.NONE)],
)
def test_cautions_come_at_ten_and_thirty(pairs: int, caution: Caution) -> None:
    found = outcome_change(np.arange(pairs), np.arange(pairs) * 1.1)
    assert found.caution is caution
    assert (found.change is None) == (pairs < 10)
    assert (found.interval is None) == (pairs < 10)


def test_an_end_without_a_start_is_no_pair() -> None:
    found = outcome_change([NONE] * 12, [5.0] * 12)
    assert (found.started, found.matched, found.completion) == (0, 0, None)


def test_columns_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="one start and one end"):
        outcome_change([1.0], [1.0, 2.0])
