"""Circles as sets of map cells, for engines that know words only. Each venue is in one cell of every size.

A circle is covered by the largest cells that lie in it and, at its edge, by the smallest whose middle does; so it is
met to within about half a mile.
"""

import math
from collections.abc import Iterator

from directory.geo.point import METRES_IN_A_MILE

SIZES = 6
#: The smallest cell is about a mile high and, in Britain, a mile wide; each larger one doubles that.
_HEIGHT, _WIDTH = 0.0145, 0.0245


def cells_of(latitude: float, longitude: float) -> list[str]:
    """The cells of all sizes that hold a point."""
    return [
        f"{size}_{math.floor(latitude / (_HEIGHT * 2**size))}_{math.floor(longitude / (_WIDTH * 2**size))}"
        for size in range(SIZES)
    ]


def covering(latitude: float, longitude: float, metres: float) -> list[str]:
    """The cells that make up a circle."""
    side, across = _HEIGHT * 2 ** (SIZES - 1), _WIDTH * 2 ** (SIZES - 1)
    degrees = metres / 111_195
    wide = degrees / math.cos(math.radians(latitude))
    found: list[str] = []
    for row in range(math.floor((latitude - degrees) / side), math.floor((latitude + degrees) / side) + 1):
        for column in range(math.floor((longitude - wide) / across), math.floor((longitude + wide) / across) + 1):
            found.extend(_within(SIZES - 1, row, column, (latitude, longitude, metres)))
    return found


def _within(size: int, row: int, column: int, circle: tuple[float, float, float]) -> Iterator[str]:
    latitude, longitude, metres = circle
    north = abs((row + 0.5) * _HEIGHT * 2**size - latitude) * 111_195
    east = abs((column + 0.5) * _WIDTH * 2**size - longitude) * 111_195 * math.cos(math.radians(latitude))
    half = METRES_IN_A_MILE / 2 * 2**size
    if math.hypot(north + half, east + half) <= metres or (size == 0 and math.hypot(north, east) <= metres):
        yield f"{size}_{row}_{column}"
    elif size and math.hypot(max(north - half * 1.1, 0), max(east - half * 1.1, 0)) <= metres:
        for down in (0, 1):
            for right in (0, 1):
                yield from _within(size - 1, 2 * row + down, 2 * column + right, circle)
