"""How long a way takes, estimated from its length alone: no timetable, no road and no hill is read.

The way is the straight line times 1.3 (`catchments.DETOUR`). Speeds are ours, and are said beside every figure.
"""

import numpy as np
from numpy.typing import ArrayLike

from directory.insight.methods.arrays import Numbers

WALK_M_A_MINUTE = 80.0  # 4.8 km an hour
BUS_M_A_MINUTE = 300.0  # 18 km an hour, with its stops
BUS_BEFORE = 10.0  # minutes to the stop and waiting there


def minutes_by_bus(metres: ArrayLike) -> Numbers:
    """Minutes from door to door: on foot, or ten minutes and then by bus, whichever is sooner. Infinite stays so."""
    way = np.asarray(metres, dtype=np.float64)
    return np.minimum(way / WALK_M_A_MINUTE, BUS_BEFORE + way / BUS_M_A_MINUTE)
