"""When a measure is due again."""

from datetime import date

import pytest

from directory.referrals.models import Point
from directory.referrals.outcomes.points import due_on


@pytest.mark.parametrize(
    ("point", "start", "due"),
    [
        (Point.START, "2026-01-05", "2026-01-05"),
        (Point.MONTHS_3, "2026-01-05", "2026-03-30"),
        (Point.MONTHS_12, "2026-01-05", "2027-01-05"),
        (Point.MONTHS_12, "2024-02-29", "2025-02-28"),
        (Point.MONTHS_24, "2026-01-05", "2028-01-05"),
    ],
)
def test_each_point_is_counted_from_the_start(point: Point, start: str, due: str) -> None:
    assert due_on(point, date.fromisoformat(start)) == date.fromisoformat(due)


def test_the_end_comes_when_help_ends() -> None:
    assert due_on(Point.END, date(2026, 1, 5)) is None
