"""Reach ratios: who is reached less than their share, and how many did not say."""

import pytest

from directory.insight.methods.reach import Group, reach_ratios


@pytest.mark.requirement("A142")
def test_a_group_with_half_its_share_of_referrals_has_a_ratio_of_a_half() -> None:
    table = reach_ratios((Group("men", 20, 500), Group("women", 60, 500)), not_said=20)
    men, women = table.rows
    assert (men.ratio, women.ratio) == (0.5, 1.5)
    assert men.interval is not None
    assert men.interval.low == pytest.approx(12.211429 / 40)
    assert men.interval.high == pytest.approx(30.889880 / 40)


def test_those_who_did_not_say_stay_visible_and_out_of_the_ratios() -> None:
    table = reach_ratios((Group("men", 30, 500), Group("women", 30, 500)), not_said=40)
    assert (table.not_said, table.referrals, table.not_said_share) == (40, 100, 0.4)
    assert [row.ratio for row in table.rows] == [1, 1]


def test_a_group_that_nobody_expects_or_a_table_without_referrals_has_no_ratio() -> None:
    assert reach_ratios((Group("a", 3, 0), Group("b", 3, 9)), not_said=0).rows[0].ratio is None
    empty = reach_ratios((Group("a", 0, 5),), not_said=0)
    assert (empty.rows[0].ratio, empty.not_said_share) == (None, None)


def test_a_group_not_reached_at_all_has_an_upper_limit() -> None:
    row = reach_ratios((Group("a", 0, 5), Group("b", 10, 5)), not_said=0).rows[0]
    assert row.ratio == 0
    assert row.interval is not None
    assert row.interval.high == pytest.approx(2 * 3.688879 / 10)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="nought or more"):
        reach_ratios((), not_said=-1)


@pytest.mark.parametrize("group", [Group("women", -1, 4), Group("women", 4, -1)])
def test_a_group_with_a_negative_count_is_refused(group: Group) -> None:
    with pytest.raises(ValueError, match="nought or more"):
        reach_ratios((group,), not_said=0)
