"""Names on the map that do not lie on each other. One that finds no room is left to the table, which names them all."""

from collections.abc import Sequence

LETTER, LINE = 10.5, 22  # about how wide a letter and how high a line of the map's names is, in its own points
TRIES = (0, LINE, -LINE)  # lower, then higher

Spot = tuple[str, float, float]  # a name and the middle of where it would like to stand
_Box = tuple[float, float, float, float]


def placed(spots: Sequence[Spot], width: float) -> list[Spot]:
    """Where names stand, the first of them served first; within the drawing, and apart from each other."""
    taken: list[_Box] = []
    found: list[Spot] = []
    for name, x, y in spots:
        half = len(name) * LETTER / 2
        inside = min(max(x, half), max(width - half, half))
        for down in TRIES:
            box = (inside - half, y + down - LINE / 2, inside + half, y + down + LINE / 2)
            if not any(_meet(box, other) for other in taken):
                taken.append(box)
                found.append((name, inside, y + down))
                break
    return found


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
