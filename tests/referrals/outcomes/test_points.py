"""When a measure is due again."""

from datetime import date

import pytest

from directory.referrals.models import Point
from directory.referrals.outcomes.points import due_on, next_due, point_now

START = date(2026, 1, 5)


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
    assert due_on(Point.END, START) is None


@pytest.mark.parametrize(
    ("day", "taken", "point"),
    [
        ("2026-01-20", {Point.START}, Point.END),
        ("2026-03-01", {Point.START}, Point.END),
        ("2026-03-02", {Point.START}, Point.MONTHS_3),  # four weeks before its day
        ("2026-03-30", {Point.START, Point.MONTHS_3}, Point.END),
        ("2027-01-05", {Point.START}, Point.MONTHS_12),
        ("2029-01-05", {Point.START}, Point.MONTHS_24),
    ],
)
def test_the_point_somebody_is_probably_at_is_suggested(day: str, taken: set[Point], point: Point) -> None:
    assert point_now(START, taken, date.fromisoformat(day)) is point


def test_nothing_comes_before_the_start() -> None:
    assert point_now(None, set(), START) is Point.START
    assert next_due(None, set(), START) is None


@pytest.mark.parametrize(
    ("day", "taken", "coming"),
    [
        ("2026-01-05", {Point.START}, (Point.MONTHS_3, date(2026, 3, 30))),
        ("2026-03-29", {Point.START, Point.MONTHS_3}, (Point.MONTHS_12, date(2027, 1, 5))),
        ("2026-04-01", {Point.START}, (Point.MONTHS_12, date(2027, 1, 5))),  # missed is missed
        ("2028-01-06", {Point.START}, None),
    ],
)
def test_the_next_point_to_come_is_named(day: str, taken: set[Point], coming: tuple[Point, date] | None) -> None:
    assert next_due(START, taken, date.fromisoformat(day)) == coming
