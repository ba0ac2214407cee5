"""Near enough: the three limits within which help counts as in reach, and the share of people within each."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from directory.db import Coded
from directory.insight.gap_map.ground import Ground
from directory.insight.gap_map.reachable import Reach
from directory.insight.methods.arrays import Numbers
from directory.insight.methods.coverage import BUS_MINUTES, WALK_M, CoverageBoth, coverage_both
from directory.insight.methods.travel import BUS_BEFORE, BUS_M_A_MINUTE, WALK_M_A_MINUTE, minutes_by_bus

ESTIMATED = (
    "Ways are estimated: the straight line from where people of a small area live, on average, times 1.3. Thirty "
    f"minutes are on foot at {WALK_M_A_MINUTE:.0f} metres a minute, or {BUS_BEFORE:.0f} minutes to a stop and waiting "
    f"and then {BUS_M_A_MINUTE:.0f} metres a minute by bus, whichever is sooner. No timetable is read: where no bus "
    "goes, or only twice a day, it is further than it looks."
)


class Near(Coded):
    """How near is near. All three are estimates."""

    WALK_800 = "walk_800", "Within 800 metres on foot"
    WALK_1600 = "walk_1600", "Within 1,600 metres on foot"
    BUS_30 = "bus_30", "Within 30 minutes by bus"


LIMITS: Mapping[Near, float] = MappingProxyType(
    {Near.WALK_800: WALK_M[0], Near.WALK_1600: WALK_M[1], Near.BUS_30: BUS_MINUTES}
)


def nearness(
    ground: Ground, found: Reach, people: Numbers, inside: NDArray[np.bool_], *, visited: bool = True
) -> Mapping[Near, CoverageBoth]:
    """Coverage by each limit, with and without what is full or stale.

    What comes to people or answers from afar counts at any distance, unless only places to go to are asked for.
    """
    usable, listed = found.nearest_usable[inside], found.nearest_listed[inside]
    costs = {
        Near.WALK_800: (usable, listed),
        Near.WALK_1600: (usable, listed),
        Near.BUS_30: (minutes_by_bus(usable), minutes_by_bus(listed)),
    }
    return {
        near: coverage_both(
            people[inside],
            usable=cost[0],
            listed=cost[1],
            limit=LIMITS[near],
            served_at_home=found.served_usable[inside] if visited else None,
        )
        for near, cost in costs.items()
    }
