"""Columns of numbers, checked once on the way in. Knows no method."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure may lie, in the figure's own unit."""

    low: float
    high: float
    confidence: float = 0.95


def column(values: ArrayLike, what: str) -> Numbers:
    """One column of known numbers."""
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1 or not np.isfinite(numbers).all():
        raise ValueError(f"Give {what} as one column of known numbers")
    return numbers


def amounts(values: ArrayLike, what: str) -> Numbers:
    """One column of known numbers, none below nought."""
    numbers = column(values, what)
    if (numbers < 0).any():
        raise ValueError(f"Give {what} of nought or more")
    return numbers


def same_length(**columns: Numbers) -> None:
    """Refuse columns that do not stand beside each other."""
    if len({len(each) for each in columns.values()}) > 1:
        raise ValueError(f"Give {' and '.join(columns)} of the same length")


def check_confidence(confidence: float) -> None:
    """Refuse what is no share between nought and one, such as 95 for 0.95."""
    if not 0 < confidence < 1:
        raise ValueError("Give the confidence as a share, such as 0.95")
