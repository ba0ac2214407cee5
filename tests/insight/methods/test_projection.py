"""Lines ahead change with the population, and with nothing else unless an assumption says so."""

import pytest

from directory.insight.methods.projection import DO_NOTHING, Assumptions, project

PEOPLE = {2025: (1000, 200), 2026: (1010, 220), 2027: (1020, 260)}
RATES = (0.01, 0.1)


@pytest.mark.requirement("A128")
def test_doing_nothing_follows_the_population_alone() -> None:
    (line,) = project(PEOPLE, RATES, price=100)
    assert line.assumptions is DO_NOTHING
    assert line.years == (2025, 2026, 2027)
    assert line.demand == pytest.approx((30, 32.1, 36.2))
    assert line.cost == pytest.approx((3000, 3210, 3620))


@pytest.mark.requirement("A128")
def test_an_assumption_changes_its_line_and_stands_beside_it() -> None:
    fewer = Assumptions("falls prevention for all over 75", rate_change=-0.1, price_change=0.02)
    _, line = project(PEOPLE, RATES, price=100, scenarios=(fewer,))
    assert line.assumptions == fewer
    assert line.demand == pytest.approx((30, 32.1 * 0.9, 36.2 * 0.81))
    assert line.cost == pytest.approx((3000, 32.1 * 0.9 * 102, 36.2 * 0.81 * 104.04))


def test_years_that_are_missing_between_are_still_years() -> None:
    _, line = project({2025: (100,), 2030: (100,)}, (0.5,), scenarios=(Assumptions("growth", rate_change=0.1),))
    assert line.demand == pytest.approx((50, 50 * 1.1**5))
    assert line.cost is None


def test_ages_that_do_not_match_and_empty_projections_are_refused() -> None:
    with pytest.raises(ValueError, match="the same length"):
        project({2025: (1, 2)}, (0.1,))
    with pytest.raises(ValueError, match="at least one year"):
        project({}, (0.1,))
    with pytest.raises(ValueError, match="above -100 %"):
        Assumptions("all gone", rate_change=-1)
