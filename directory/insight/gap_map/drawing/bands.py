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
    NOT_TOLD = "not_told", "Asked, and too few to tell how often"
    LOW = "low", "Lower third"
    MIDDLE = "middle", "Middle third"
    HIGH = "high", "Upper third"


def bands(rows: Sequence[Row]) -> tuple[Band, ...]:
    """The band of each row by its smoothed rate; thirds of those that may be told, for a hidden count is in no third.

    What stands in for it would place it by how many people live there alone.
    """
    rates = [row.smoothed for row in rows if _is_told(row) and row.smoothed is not None]
    cuts = np.quantile(rates, (1 / 3, 2 / 3)) if rates else (0.0, 0.0)
    return tuple(_band(row, float(cuts[0]), float(cuts[1])) for row in rows)


def thirds(values: Sequence[float | None]) -> tuple[Band, ...]:
    """Where each value stands among the known ones; what is not known has no information."""
    known = [value for value in values if value is not None]
    low, high = np.quantile(known, (1 / 3, 2 / 3)) if known else (0.0, 0.0)
    return tuple(
        Band.NO_INFORMATION
        if value is None
        else Band.LOW
        if value <= low
        else Band.MIDDLE
        if value <= high
        else Band.HIGH
        for value in values
    )


def _band(row: Row, low: float, high: float) -> Band:
    if row.evidence is Evidence.NO_INFORMATION:
        return Band.NO_INFORMATION
    if row.evidence is Evidence.ASKED:
        return Band.NONE
    if not _is_told(row) or row.smoothed is None:
        return Band.NOT_TOLD
    if row.smoothed <= low:
        return Band.LOW
    return Band.MIDDLE if row.smoothed <= high else Band.HIGH


def _is_told(row: Row) -> bool:
    """Whether something is missing there, and how much may be said."""
    return row.evidence is Evidence.FLAGGED and row.rates is not None
