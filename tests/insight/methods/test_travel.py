"""Estimated minutes: on foot when that is sooner, by bus else."""

import pytest

from directory.insight.methods.catchments import DETOUR
from directory.insight.methods.travel import minutes_by_bus


@pytest.mark.parametrize(
    ("metres", "minutes"),
    [
        (0, 0.0),
        (800, 10.0),  # on foot: 800 / 80
        (1_000, 12.5),  # 1,000 / 80, where the bus would take 10 + 1,000 / 300
        (2_400, 18.0),  # 10 + 2,400 / 300, where walking would take 30
        (6_000, 30.0),  # 10 + 6,000 / 300: the furthest within half an hour
    ],
)
def test_minutes_of_a_way(metres: float, minutes: float) -> None:
    assert minutes_by_bus([metres])[0] == pytest.approx(minutes)


def test_what_is_nowhere_takes_for_ever() -> None:
    assert minutes_by_bus([float("inf")])[0] == float("inf")


def test_half_an_hour_is_under_five_kilometres_in_a_straight_line() -> None:
    assert pytest.approx(4_615, abs=1) == 6_000 / DETOUR
