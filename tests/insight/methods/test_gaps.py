"""Five columns from 0 to 100 that anybody can check, and a mean that says how much of it is known."""

import pytest

from directory.insight.methods.gaps import EQUAL_WEIGHTS, Facet, Gap, gap_priorities, percentiles

WARSOP = Gap("Warsop", unmet_rate=9, access=0.1, deprivation=40, severe_share=0.5, waiting_days=60)
KEYWORTH = Gap("Keyworth", unmet_rate=3, access=0.4, deprivation=10, severe_share=0.1, waiting_days=20)
SILENT = Gap("Langar", unmet_rate=None, access=0.2, deprivation=12, severe_share=None, waiting_days=None)


def test_percentiles_count_ties_half() -> None:
    assert percentiles((1, 2, 2, 3, None)) == [12.5, 50, 50, 87.5, None]


def test_low_access_is_high_pressure() -> None:
    warsop, keyworth = gap_priorities((WARSOP, KEYWORTH))
    assert warsop.columns == {
        Facet.UNMET_RATE: 75, Facet.LOW_ACCESS: 75, Facet.DEPRIVATION: 75, Facet.SEVERITY: 50, Facet.WAITING: 75,
    }  # fmt: skip
    assert keyworth.columns[Facet.LOW_ACCESS] == 25
    assert (warsop.score, warsop.known) == (70, 1)


def test_weights_are_the_councils() -> None:
    weights = {**dict.fromkeys(Facet, 0.0), Facet.SEVERITY: 3, Facet.WAITING: 1}
    assert gap_priorities((WARSOP, KEYWORTH), weights)[0].score == pytest.approx((3 * 50 + 75) / 4)


def test_what_is_not_known_is_not_nought_and_the_score_says_how_much_it_rests_on() -> None:
    silent = gap_priorities((WARSOP, KEYWORTH, SILENT))[2]
    assert silent.columns[Facet.UNMET_RATE] is None
    assert silent.known == pytest.approx(0.4)
    assert silent.score == pytest.approx((50 + 50) / 2)


def test_an_area_of_which_nothing_is_known_has_no_score() -> None:
    nothing = Gap("Nowhere", None, None, None, None, None)
    assert gap_priorities((nothing,))[0].score is None


@pytest.mark.parametrize(
    "weights", [{}, {**EQUAL_WEIGHTS, Facet.WAITING: -1}, dict.fromkeys(Facet, 0.0)], ids=["none", "negative", "nought"]
)
def test_weights_that_say_nothing_are_refused(weights: dict[Facet, float]) -> None:
    with pytest.raises(ValueError, match="each of the five columns a weight"):
        gap_priorities((WARSOP,), weights)
