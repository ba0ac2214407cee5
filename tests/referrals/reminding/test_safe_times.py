"""What plain words about safe times allow."""

from datetime import date

import pytest

from directory.referrals.codes.reminders import PartOfDay
from directory.referrals.reminding.safe_times import is_safe

TUESDAY, SATURDAY = date(2026, 1, 6), date(2026, 1, 10)
M, A, E = PartOfDay


@pytest.mark.parametrize(
    ("words", "safe", "not_safe"),
    [
        ("", [(TUESDAY, M), (SATURDAY, E)], []),
        ("When he is out", [(TUESDAY, M)], []),  # nothing it can read: whoever set it chose with these words in sight
        ("Weekday mornings", [(TUESDAY, M)], [(TUESDAY, A), (SATURDAY, M)]),
        ("Tuesdays and Saturdays, afternoon or evening", [(TUESDAY, A), (SATURDAY, E)], [(TUESDAY, M)]),
        ("At the weekend", [(SATURDAY, M)], [(TUESDAY, M)]),
        ("Not evenings", [(TUESDAY, M), (SATURDAY, A)], [(TUESDAY, E)]),
        ("never on Saturday", [(TUESDAY, M)], [(SATURDAY, M)]),
    ],
)
def test_days_and_parts_of_the_day_are_heard(
    words: str, safe: list[tuple[date, PartOfDay]], not_safe: list[tuple[date, PartOfDay]]
) -> None:
    assert [moment for moment in safe if not is_safe(words, *moment)] == []
    assert [moment for moment in not_safe if is_safe(words, *moment)] == []
