"""The audit in its plainest form, to hold the quick one to: one linear programme for each end of each small count."""

from math import ceil, floor

import numpy as np
from scipy.optimize import linprog

from directory.insight.disclosure.web import Web


def plainly_exposed(web: Web) -> list[int]:
    """Every cell that is left too few values."""
    found = []
    for cell in np.flatnonzero(web.needed):
        way = np.zeros(len(web.counts))
        way[cell] = 1
        low, high = (sign * _least(web, sign * way) for sign in (1, -1))
        if floor(high + 1e-6) - ceil(low - 1e-6) + 1 < web.needed[cell]:
            found.append(int(cell))
    return found


def _least(web: Web, way: np.ndarray) -> float:
    nothing = np.zeros(web.sums.shape[0])
    solved = linprog(way, A_eq=web.sums, b_eq=nothing, bounds=np.column_stack((web.low, web.high)), method="highs")
    assert solved.fun is not None, solved.message
    return float(solved.fun)
