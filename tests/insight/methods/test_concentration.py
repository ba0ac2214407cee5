"""Both formulae of the concentration index agree, on five groups of births and deaths and on any others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from directory.insight.methods.concentration import (
    concentration_index,
    concentration_index_grouped,
    concentration_interval,
    erreygers_index,
    partial_terms,
)

TRIED = settings(max_examples=40, deadline=None)

BIRTHS = (29939, 28776, 26528, 24689, 19739)
DEATHS_A_THOUSAND = (154.7, 152.9, 119.5, 86.9, 54.3)
GROUPS = st.lists(st.tuples(st.floats(1, 1e4), st.floats(0.1, 1e3)), min_size=2, max_size=12)


def test_deaths_gather_among_the_poorest() -> None:
    terms = partial_terms(BIRTHS, DEATHS_A_THOUSAND)
    assert terms is not None
    assert_allclose(terms, (-0.0008, -0.0267, -0.0592, -0.0827), atol=5e-5)
    assert concentration_index(BIRTHS, DEATHS_A_THOUSAND) == pytest.approx(-0.1694, abs=5e-5)


@TRIED
@given(GROUPS)
def test_the_shortcut_is_the_same_index(groups: list[tuple[float, float]]) -> None:
    people, values = zip(*groups, strict=True)
    assert concentration_index_grouped(people, values) == pytest.approx(concentration_index(people, values), abs=1e-9)


@TRIED
@given(GROUPS)
def test_equal_values_are_spread_evenly(groups: list[tuple[float, float]]) -> None:
    people = [number for number, _ in groups]
    assert concentration_index(people, [0.4] * len(people)) == pytest.approx(0, abs=1e-9)


def test_a_bounded_value_is_corrected_by_its_bounds() -> None:
    index = concentration_index((1, 1), (0.2, 0.6))
    assert index == pytest.approx(0.25)
    assert erreygers_index((1, 1), (0.2, 0.6), lowest=0, highest=1) == pytest.approx(4 * 0.4 * 0.25)


def test_it_mirrors_when_what_is_bad_is_told_as_what_is_good() -> None:
    good = erreygers_index((1, 2, 3), (0.2, 0.5, 0.6), lowest=0, highest=1)
    bad = erreygers_index((1, 2, 3), (0.8, 0.5, 0.4), lowest=0, highest=1)
    assert good is not None
    assert bad == pytest.approx(-good)


def test_nothing_to_share_out_has_no_index() -> None:
    assert concentration_index((1, 1), (0, 0)) is None
    assert concentration_index_grouped((1, 1), (0, 0)) is None
    assert erreygers_index((1, 1), (0, 0), lowest=0, highest=1) is None


def test_bounds_the_wrong_way_round_and_groups_without_people_are_refused() -> None:
    with pytest.raises(ValueError, match="above the lowest"):
        erreygers_index((1, 1), (0, 1), lowest=1, highest=1)
    with pytest.raises(ValueError, match="people in them"):
        concentration_index((0, 0), (0, 1))


def test_the_interval_is_as_wide_as_the_errors_make_it() -> None:
    """Two halves with 1 and 3: C = 2/2 * (0.5 * 1 * 0.25 + 0.5 * 3 * 0.75) - 1 = 0.25; its slopes are known."""
    found = concentration_interval((1, 1), (1.0, 3.0), standard_errors=(0.01, 0.01), seed=5, draws=40_000)
    assert found is not None
    middle, half = (found.low + found.high) / 2, (found.high - found.low) / 2
    assert middle == pytest.approx(0.25, abs=1e-3)
    # C = (y2 - y1) / (2 (y1 + y2)): slopes -y2/(y1+y2)^2 = -0.1875 and y1/(y1+y2)^2 = 0.0625, together 0.19764.
    assert half == pytest.approx(1.959964 * 0.01 * 0.19764, rel=0.03)


def test_of_nothing_there_is_no_interval() -> None:
    found = concentration_interval((1, 1), (0, 0), standard_errors=(0, 0), seed=5)
    assert found is None


def test_bounds_other_than_nought_and_one_narrow_what_can_be_unequal() -> None:
    """Marks from 1 to 5: E = 4 x 2.6 x C / (5 - 1)."""
    index = concentration_index((1, 1), (1.8, 3.4))
    assert index is not None
    assert erreygers_index((1, 1), (1.8, 3.4), lowest=1, highest=5) == pytest.approx(4 * 2.6 * index / 4)


def test_draws_in_which_nobody_has_anything_are_left_out_of_the_interval() -> None:
    """Errors far wider than the values leave both halves with nought in one draw of four."""
    found = concentration_interval((1, 1), (0.1, 0.3), standard_errors=(9, 9), seed=5, draws=400)
    assert found is not None
    assert [found.low, found.high] == pytest.approx([-0.5, 0.5], abs=0.01)
