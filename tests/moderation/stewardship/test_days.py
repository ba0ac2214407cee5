"""Days as browsers and people write them."""

from datetime import date

import pytest

from directory.moderation.stewardship.days import read_day


@pytest.mark.parametrize("text", ["2026-12-03", "3/12/2026", "3 12 2026", "03.12.2026", " 3-12-2026 "])
def test_one_day_in_many_ways(text: str) -> None:
    assert read_day(text) == date(2026, 12, 3)


@pytest.mark.parametrize("text", ["", "31/2/2026", "3/12", "tomorrow", "2026-13-01", "0 0 0000"])
def test_no_day(text: str) -> None:
    assert read_day(text) is None
