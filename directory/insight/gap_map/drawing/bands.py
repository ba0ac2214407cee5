"""How areas are told apart on the map: by pattern and word, colour only besides."""

from collections.abc import Sequence

import numpy as np

from directory.db import Coded
from directory.insight.gap_map.picture import Row
from directory.insight.methods.evidence import Evidence


class Band(Coded):
    """Where a row stands among the others."""

    NO_INFORMATION = "no_information", "No information: nobody asked there"
    NONE = "none", "Asked, and nothing found missing"
    LOW = "low", "Lower third"
    MIDDLE = "middle", "Middle third"
    HIGH = "high", "Upper third"


def bands(rows: Sequence[Row]) -> tuple[Band, ...]:
    """The band of each row by its smoothed rate; thirds of those in which something is missing."""
    rates = [row.smoothed for row in rows if row.evidence is Evidence.FLAGGED and row.smoothed is not None]
    cuts = np.quantile(rates, (1 / 3, 2 / 3)) if rates else (0.0, 0.0)
    return tuple(_band(row, float(cuts[0]), float(cuts[1])) for row in rows)


def _band(row: Row, low: float, high: float) -> Band:
    if row.evidence is Evidence.NO_INFORMATION:
        return Band.NO_INFORMATION
    if row.evidence is Evidence.ASKED or row.smoothed is None:
        return Band.NONE
    if row.smoothed <= low:
        return Band.LOW
    return Band.MIDDLE if row.smoothed <= high else Band.HIGH
