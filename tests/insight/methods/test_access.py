"""Floating catchments reproduce published numbers, share out all supply there is, and never punish more of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from directory.insight.methods.access import Access, Balance, floating_catchment
from directory.insight.methods.decay import Bands, InversePower, Threshold

TRIED = settings(max_examples=40, deadline=None)

BY_BAND = Bands(((20, 1), (40, 0.68), (60, 0.22)))
COSTS = np.array([(5, 55), (35, 15), (40, 25)])
TABLES = st.integers(1, 5).flatmap(
    lambda points: st.tuples(
        st.lists(st.floats(0, 50), min_size=points, max_size=points),
        st.lists(
            st.tuples(
                st.floats(1, 900),
                st.lists(st.sampled_from((0, 0.09, 0.22, 0.68, 1)), min_size=points, max_size=points),
            ),
            min_size=1,
            max_size=5,
        ),
    )
)


def access_of(table: tuple[list[float], list[tuple[float, list[float]]]], balance: Balance) -> Access:
    supply, areas = table
    return floating_catchment(
        supply=supply, demand=[people for people, _ in areas], weights=[row for _, row in areas], balance=balance
    )


def test_two_steps_share_two_clinics_among_three_places() -> None:
    found = floating_catchment(supply=(5, 5), demand=(10, 10, 10), weights=((1, 0), (1, 1), (0, 1)))
    assert_allclose(found.scores, (0.25, 0.5, 0.25))


def test_weights_count_in_both_steps() -> None:
    found = floating_catchment(supply=(5, 5), demand=(10, 10, 10), weights=((0.9, 0), (0.9, 0.2), (0, 0.9)))
    assert_allclose(found.ratios, (0.277778, 0.454545), atol=5e-7)
    assert_allclose(found.scores, (0.25, 0.340909, 0.409091), atol=5e-7)
    assert found.scores @ (10, 10, 10) == pytest.approx(10)


def test_three_steps_share_people_out_by_weight() -> None:
    found = floating_catchment(
        supply=(5, 5),
        demand=(10, 10, 10),
        weights=((0.9, 0), (0.9, 0.2), (0, 0.9)),
        balance=Balance.THREE_STEP,
    )
    assert_allclose(found.scores, (0.275, 0.244417, 0.480583), atol=5e-7)
    assert found.scores @ (10, 10, 10) == pytest.approx(10)


def test_a_threshold_gives_the_published_scores() -> None:
    found = floating_catchment(supply=(5, 10), demand=(5, 10, 50), weights=Threshold(30).weigh(COSTS))
    assert_allclose(found.scores, (1, 1 / 6, 1 / 6))


def test_bands_give_the_published_scores() -> None:
    found = floating_catchment(supply=(5, 10), demand=(5, 10, 50), weights=BY_BAND.weigh(COSTS))
    assert_allclose(found.ratios, (0.109170, 0.221729), atol=5e-7)
    assert_allclose(found.scores, (0.157951, 0.295965, 0.225012), atol=5e-7)
    assert found.scores @ (5, 10, 50) == pytest.approx(15)


@pytest.mark.parametrize(
    ("inbound", "scores"), [(40, (0.331444, 0.579828, 7.286418)), (20, (0.435340, 0.683724, 5.727977))]
)
def test_a_quicker_way_into_town_helps_the_edges_and_costs_the_centre(
    inbound: float, scores: tuple[float, ...]
) -> None:
    costs = np.array([(1, 80, inbound), (80, 1, inbound), (40, 40, 1)])
    found = floating_catchment(supply=(15, 20, 100), demand=(100, 50, 10), weights=InversePower(61).weigh(costs))
    assert_allclose(found.scores, scores, atol=5e-7)


def test_row_balanced_weights_count_each_person_once() -> None:
    found = floating_catchment(supply=(6, 3), demand=(10, 10), weights=((1, 1), (1, 0)), balance=Balance.ROWS)
    assert_allclose(found.ratios, (6 / 15, 3 / 5))
    assert_allclose(found.scores, (0.5, 0.4))


def test_a_place_nobody_reaches_gives_nothing_and_is_not_counted_as_reachable() -> None:
    found = floating_catchment(supply=(4, 7), demand=(10, 10), weights=((1, 0), (0, 0)))
    assert_allclose(found.scores, (0.4, 0))
    assert found.reached.tolist() == [True, False]
    assert found.reachable_supply == 4


def test_a_place_that_half_a_person_would_come_to_is_reached() -> None:
    found = floating_catchment(supply=(3,), demand=(2,), weights=((0.25,),))
    assert (found.ratios[0], found.scores[0], found.reachable_supply) == (6, 1.5, 3)


def test_weights_of_the_second_step_may_differ() -> None:
    found = floating_catchment(supply=(10,), demand=(10, 10), weights=((1,), (1,)), reach=((1,), (0,)))
    assert_allclose(found.scores, (0.5, 0))


@TRIED
@given(TABLES, st.sampled_from(Balance))
def test_scores_times_people_are_the_supply_within_reach(
    table: tuple[list[float], list[tuple[float, list[float]]]], balance: Balance
) -> None:
    found = access_of(table, balance)
    people = [number for number, _ in table[1]]
    assert found.scores @ people == pytest.approx(found.reachable_supply)


@TRIED
@given(TABLES, st.sampled_from(Balance), st.integers(0, 4), st.floats(0, 50))
def test_more_supply_at_a_place_never_lowers_anybody(
    table: tuple[list[float], list[tuple[float, list[float]]]], balance: Balance, where: int, more: float
) -> None:
    supply, areas = table
    richer = list(supply)
    richer[where % len(supply)] += more
    assert (access_of((richer, areas), balance).scores >= access_of(table, balance).scores - 1e-9).all()


@TRIED
@given(TABLES, st.floats(0, 50))
def test_one_more_place_never_lowers_anybody_when_weights_are_not_balanced(
    table: tuple[list[float], list[tuple[float, list[float]]]], supply: float
) -> None:
    with_one_more = [*table[0], supply], [(people, [*row, 1.0]) for people, row in table[1]]
    before, after = access_of(table, Balance.NONE), access_of(with_one_more, Balance.NONE)
    assert (after.scores >= before.scores - 1e-9).all()


@pytest.mark.parametrize("weights", [((1,),), ((1, -1), (0, 1)), ((1, float("nan")), (0, 1))])
def test_weights_that_make_no_sense_are_refused(weights: object) -> None:
    with pytest.raises(ValueError, match="one weight of nought or more for each area"):
        floating_catchment(supply=(1, 1), demand=(1, 1), weights=weights)


def test_supply_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="supply of nought or more"):
        floating_catchment(supply=(-1,), demand=(1,), weights=((1,),))
