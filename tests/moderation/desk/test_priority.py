"""In which order to ring."""

import pytest

from directory.listings.freshness import Pace
from directory.moderation.desk.priority import SENTENCE, priority

USUAL = {"views": 10, "pace": Pace.USUAL, "findings": 0, "days_overdue": 10}


@pytest.mark.parametrize(
    "more",
    [{"views": 100}, {"pace": Pace.CRISIS}, {"findings": 1}, {"days_overdue": 40}],
)
def test_more_of_anything_presses_more(more: dict[str, object]) -> None:
    assert priority(**(USUAL | more)) > priority(**USUAL)


def test_use_counts_by_doubling_so_that_one_busy_listing_does_not_bury_all_others() -> None:
    busy, quiet = priority(**(USUAL | {"views": 1000})), priority(**(USUAL | {"views": 0}))
    assert 1 < busy / quiet < 12


def test_what_was_hidden_for_a_year_does_not_press_more_each_day() -> None:
    assert priority(**(USUAL | {"days_overdue": 400})) == priority(**(USUAL | {"days_overdue": 100}))


def test_the_page_says_what_the_formula_does() -> None:
    for word in ("use × risk × age", "read", "crisis", "found wrong", "fell due"):
        assert word in SENTENCE
