"""Days and months are those of Britain, whatever the world counts."""

from datetime import UTC, date, datetime

from directory import clock


def test_a_month_begins_when_it_does_in_britain() -> None:
    assert clock.month_of(datetime(2026, 5, 31, 22, 59, tzinfo=UTC)) == date(2026, 5, 1)
    assert clock.month_of(datetime(2026, 5, 31, 23, 0, tzinfo=UTC)) == date(2026, 6, 1)  # midnight in summer time
