"""How far one count can go while every sum stays as it is: what it takes up is given back along others.

Exact where counts are a flow: a count goes up by one when the flow finds one more way back round through counts that
may still move (Ford and Fulkerson 1956), and whole bounds leave whole numbers. Only a few values are ever asked for, so
that a few searches of a small graph answer.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

UP, DOWN = 1, -1
#: From one sum to another: where it leads, the count that moves, and which way.
Way: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True)
class Network:
    """Counts as arcs between sums, and how far each may go up and down by itself."""

    tails: Sequence[int]
    heads: Sequence[int]
    up: Sequence[int]
    down: Sequence[int]

    def values(self, cell: int, needed: int) -> int:
        """How many values a count can have, counted no further than needed."""
        up = self._far(cell, UP, needed - 1)
        return 1 + up + self._far(cell, DOWN, needed - 1 - up)

    def _far(self, cell: int, way: int, most: int) -> int:
        """How far it can go one way, looked no further than `most`."""
        most = min(most, self.up[cell] if way == UP else self.down[cell])
        start, goal = (self.heads[cell], self.tails[cell])[::way]
        if start == goal:
            return most
        moved: dict[int, int] = {}
        for far in range(most):
            found = self._way_back(start, goal, cell, moved)
            if not found:
                return far
            for _, other, step in found:
                moved[other] = moved.get(other, 0) + step
        return most

    def _way_back(self, start: int, goal: int, cell: int, moved: dict[int, int]) -> list[Way]:
        """The shortest way from one sum to another along counts that may still move; none if there is none."""
        came: dict[int, tuple[int, Way]] = {start: (start, (start, cell, 0))}
        waiting = deque((start,))
        while waiting:
            node = waiting.popleft()
            for way in self._ways.get(node, ()):
                to, other, step = way
                if to in came or other == cell or not self._may(other, step, moved.get(other, 0)):
                    continue
                came[to] = (node, way)
                if to == goal:
                    return self._steps(came, start, goal)
                waiting.append(to)
        return []

    def _may(self, cell: int, step: int, moved: int) -> bool:
        return moved < self.up[cell] if step == UP else -moved < self.down[cell]

    @staticmethod
    def _steps(came: dict[int, tuple[int, Way]], start: int, goal: int) -> list[Way]:
        steps = []
        while goal != start:
            goal, way = came[goal]
            steps.append(way)
        return steps

    @cached_property
    def _ways(self) -> dict[int, list[Way]]:
        found: dict[int, list[Way]] = {}
        for cell, (tail, head) in enumerate(zip(self.tails, self.heads, strict=True)):
            if tail != head and (self.up[cell] or self.down[cell]):
                found.setdefault(tail, []).append((head, cell, UP))
                found.setdefault(head, []).append((tail, cell, DOWN))
        return found
