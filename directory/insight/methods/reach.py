"""Reach ratio: a group's share of referrals over its share of people. Below 1 the group is reached less than others."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.insight.methods.arrays import Interval
from directory.insight.methods.rates import count_interval


@dataclass(frozen=True, slots=True)
class Group:
    """Referrals of a group, and its people or its expected need (any unit, the same for all groups)."""

    name: str
    referrals: int
    expected: float


@dataclass(frozen=True, slots=True)
class Reach:
    """One group's ratio; None when there is nothing to divide by."""

    group: Group
    ratio: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class ReachTable:
    """All groups, and those who preferred not to say or were not asked: ratios are only as good as that is small."""

    rows: tuple[Reach, ...]
    not_said: int
    referrals: int

    @property
    def not_said_share(self) -> float | None:
        """Share of all referrals whose group is not known; None without referrals."""
        return self.not_said / self.referrals if self.referrals else None


def reach_ratios(groups: Iterable[Group], *, not_said: int, confidence: float = 0.95) -> ReachTable:
    """(share of referrals) / (share of people or of expected need), shares among those whose group is known.

    The interval is the Poisson one of the group's own count; the total is taken as given.
    """
    given = tuple(groups)
    if not_said < 0 or any(group.referrals < 0 or group.expected < 0 for group in given):
        raise ValueError("Give counts of nought or more")
    said, expected = sum(group.referrals for group in given), sum(group.expected for group in given)
    rows = tuple(_reach(group, said, expected, confidence) for group in given)
    return ReachTable(rows=rows, not_said=not_said, referrals=said + not_said)


def _reach(group: Group, said: int, expected: float, confidence: float) -> Reach:
    if not said or not group.expected:
        return Reach(group, None, None)
    scale = expected / (said * group.expected)
    limits = count_interval(group.referrals, confidence)
    return Reach(group, group.referrals * scale, Interval(limits.low * scale, limits.high * scale, confidence))
