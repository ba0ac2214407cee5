"""Sets of values as chance might have made them, for intervals: the same seed draws the same, so drawn once."""

from functools import lru_cache

import numpy as np

from directory.insight.methods.arrays import Numbers

DRAWS = 10_000


def drawn(values: Numbers, errors: Numbers, seed: int, draws: int = DRAWS) -> Numbers:
    """One line for each draw: every value within its standard error (normal)."""
    return values + errors * _standard(seed, draws, len(values))


@lru_cache(maxsize=8)
def _standard(seed: int, draws: int, columns: int) -> Numbers:
    found = np.random.default_rng(seed).standard_normal((draws, columns))
    found.flags.writeable = False
    return found
